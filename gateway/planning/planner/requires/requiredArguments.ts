import {
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { readArguments, readLinks } from '../../../supergraph/links.ts';
import { type FieldsDefinition, type RequiredField, StandIns } from './standIns.ts';

/** What the planner knows instead of fields with arguments that `@requires` asks for. */
export interface RequiredArguments {
  /**
   * The supergraph with a field of its own for each; for the planner alone, since no client may select them. It
   * does not validate where that validates: the fields stood in for may be external to a subgraph without use.
   */
  readonly document: DocumentNode;
  /** What each of these stand-ins stands for, by its name, which no other field of the supergraph has. */
  readonly fields: ReadonlyMap<string, RequiredField>;
  /** The stand-ins, at any depth, that a subgraph requires for a field of a type; both by their public names. */
  findNeeds(subgraph: string, typeName: string, field: string): ReadonlySet<string>;
}

const JOIN = 'https://specs.apollo.dev/join';
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Replaces fields with arguments in the `@requires` of a supergraph by stand-ins without any. A planner goes by
 * names: it fetches `fee(unit: HOUR)` for a `@requires` and `fee(unit: NIGHT)` for a client under one key, and
 * asks two `@requires` that differ in arguments with one representation. Stand-ins are fields of their own.
 * `restoreArguments` undoes this in what was planned.
 */
export function rewriteRequiredArguments(supergraph: DocumentNode): RequiredArguments {
  const join = readLinks(supergraph).find(({ identity }) => identity === JOIN);
  if (join === undefined) return { document: supergraph, fields: new Map(), findNeeds: () => NOTHING };
  const joinField = join.nameOf('field');
  const types = new Map(
    supergraph.definitions.filter(hasFields).map((definition) => [definition.name.value, definition]),
  );
  const standIns = new StandIns(types);
  const needs = new Map<string, ReadonlySet<string>>();

  const rewriteJoin = (directive: ConstDirectiveNode, owner: string, field: string): ConstDirectiveNode => {
    const { graph, requires } = readArguments(directive);
    if (directive.name.value !== joinField || typeof requires !== 'string') return directive;
    const needed = new Set<string>();
    const rewritten = standIns.rewrite(parseFieldSet(requires), owner, needed);
    if (needed.size === 0) return directive;
    needs.set(JSON.stringify([graph, owner, field]), needed);
    return withRequires(directive, printFieldSet(rewritten));
  };
  const rewritten = new Map(
    [...types].map(([owner, definition]) => [
      owner,
      mapFields(definition, (field) => ({
        ...field,
        directives:
          field.directives?.map((directive) => rewriteJoin(directive, owner, field.name.value)) ?? [],
      })),
    ]),
  );
  if (standIns.fields.size === 0)
    return { document: supergraph, fields: standIns.fields, findNeeds: () => NOTHING };
  for (const [owner, name, standIn] of standIns.placements()) {
    const definition = rewritten.get(owner);
    const original = definition?.fields?.find((field) => field.name.value === name);
    if (definition === undefined || original === undefined) continue;
    const fields = [...(definition.fields ?? []), imitate(original, standIn, joinField)];
    rewritten.set(owner, { ...definition, fields });
    for (const { graph } of readJoins(original, joinField)) {
      const needed = needs.get(JSON.stringify([graph, owner, name]));
      if (needed !== undefined) needs.set(JSON.stringify([graph, owner, standIn]), needed);
    }
  }

  const graphs = readGraphs(supergraph, join.nameOf('Graph'), join.nameOf('graph'));
  return {
    document: {
      ...supergraph,
      definitions: supergraph.definitions.map((definition) =>
        hasFields(definition) ? (rewritten.get(definition.name.value) ?? definition) : definition,
      ),
    },
    fields: standIns.fields,
    findNeeds: (subgraph, typeName, field) =>
      needs.get(JSON.stringify([graphs.get(subgraph), typeName, field])) ?? NOTHING,
  };
}

function hasFields(definition: DefinitionNode): definition is FieldsDefinition {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  );
}

function mapFields<Definition extends FieldsDefinition>(
  definition: Definition,
  map: (field: FieldDefinitionNode) => FieldDefinitionNode,
): Definition {
  return { ...definition, fields: definition.fields?.map(map) ?? [] };
}

/** The same field in the same subgraphs, without arguments. */
function imitate(field: FieldDefinitionNode, name: string, joinField: string): FieldDefinitionNode {
  return {
    kind: Kind.FIELD_DEFINITION,
    name: { kind: Kind.NAME, value: name },
    type: field.type,
    directives: field.directives?.filter((directive) => directive.name.value === joinField) ?? [],
  };
}

/** What each subgraph that has a field says of it. */
function readJoins(field: FieldDefinitionNode, joinField: string): readonly Record<string, unknown>[] {
  return (field.directives ?? [])
    .filter((directive) => directive.name.value === joinField)
    .map((directive) => readArguments(directive));
}

function withRequires(directive: ConstDirectiveNode, value: string): ConstDirectiveNode {
  const argumentNodes = (directive.arguments ?? []).map(
    (argument): ConstArgumentNode =>
      argument.name.value === 'requires' ? { ...argument, value: { kind: Kind.STRING, value } } : argument,
  );
  return { ...directive, arguments: argumentNodes };
}

function parseFieldSet(text: string): SelectionSetNode {
  const trimmed = text.trim();
  const document = parse(trimmed.startsWith('{') ? trimmed : `{${trimmed}}`, { noLocation: true });
  const [definition] = document.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`"${text}" is no field set.`);
  return definition.selectionSet;
}

function printFieldSet(set: SelectionSetNode): string {
  return stripIgnoredCharacters(print(set)).slice(1, -1);
}

/** The values of the enum of graphs, by the names of their subgraphs. */
function readGraphs(
  supergraph: DocumentNode,
  enumName: string,
  directiveName: string,
): ReadonlyMap<string, string> {
  const graphs = new Map<string, string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== enumName) continue;
    for (const { name, directives } of definition.values ?? []) {
      const directive = directives?.find((one) => one.name.value === directiveName);
      if (directive !== undefined) graphs.set(String(readArguments(directive).name), name.value);
    }
  }
  return graphs;
}
