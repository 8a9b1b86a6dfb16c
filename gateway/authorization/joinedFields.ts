import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { type Link, readArguments } from '../supergraph/links.ts';
import type { SupergraphTypes } from '../supergraph/supergraphTypes.ts';

/** What the join and context specifications say of how fields are had. */
export interface JoinedFields {
  /** What subgraphs are sent to answer a field: each a selection, and the type that it is made on. */
  listInputs(typeName: string, field: FieldDefinitionNode): readonly FieldInput[];
  /** Whether a subgraph that knows an interface as one object (`@interfaceObject`) answers a field of it. */
  isOfInterfaceObject(definition: InterfaceTypeDefinitionNode, field: FieldDefinitionNode): boolean;
}

export interface FieldInput {
  readonly typeName: string;
  readonly selectionSet: SelectionSetNode;
}

const JOIN = 'https://specs.apollo.dev/join';
const CONTEXT = 'https://specs.apollo.dev/context';

export function readJoinedFields(types: SupergraphTypes, links: readonly Link[]): JoinedFields {
  const join = links.find(({ identity }) => identity === JOIN);
  const joinField = join?.nameOf('field') ?? 'join__field';
  const joinType = join?.nameOf('type') ?? 'join__type';
  const contexts = indexContexts(types, links);

  const listInputs = (typeName: string, field: FieldDefinitionNode): readonly FieldInput[] =>
    applications(field, joinField).flatMap(({ requires, contextArguments }) => [
      ...(typeof requires === 'string' ? [{ typeName, selectionSet: parseFieldSet(requires) }] : []),
      ...(Array.isArray(contextArguments)
        ? contextArguments.flatMap((argument: unknown) => listContextInputs(argument, contexts))
        : []),
    ]);

  const isOfInterfaceObject = (definition: InterfaceTypeDefinitionNode, field: FieldDefinitionNode) => {
    const graphs = applications(definition, joinType)
      .filter(({ isInterfaceObject }) => isInterfaceObject === true)
      .map(({ graph }) => graph);
    const joins = applications(field, joinField);
    return joins.length === 0
      ? graphs.length > 0
      : joins.some(({ graph, external }) => external !== true && graphs.includes(graph));
  };
  return { listInputs, isOfInterfaceObject };
}

/** The types that set each context. */
function indexContexts(
  types: SupergraphTypes,
  links: readonly Link[],
): ReadonlyMap<string, readonly string[]> {
  const directive = links.find(({ identity }) => identity === CONTEXT)?.directiveName;
  const contexts = new Map<string, string[]>();
  if (directive === undefined) return contexts;
  for (const definition of types.all) {
    for (const { name } of applications(definition, directive)) {
      if (typeof name !== 'string') continue;
      contexts.set(name, [...(contexts.get(name) ?? []), definition.name.value]);
    }
  }
  return contexts;
}

function listContextInputs(
  argument: unknown,
  contexts: ReadonlyMap<string, readonly string[]>,
): readonly FieldInput[] {
  const { context, selection } = Object(argument) as { context?: unknown; selection?: unknown };
  if (typeof context !== 'string' || typeof selection !== 'string') {
    throw new TypeError('The supergraph has an argument of a context that names neither it nor a selection.');
  }
  const selectionSet = parseFieldSet(selection);
  return (contexts.get(context) ?? []).map((typeName) => ({ typeName, selectionSet }));
}

function applications(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): readonly Record<string, unknown>[] {
  return (node.directives ?? []).filter((directive) => directive.name.value === name).map(readArguments);
}

/** A field set stands with its braces or without. */
function parseFieldSet(text: string): SelectionSetNode {
  const braced = text.trimStart().startsWith('{') ? text : `{ ${text} }`;
  const [definition] = parse(braced, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`"${text}" is no field set.`);
  return definition.selectionSet;
}
