import {
  type ConstDirectiveNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { readGraphs } from '../../supergraph/joinSpec.ts';
import { readArguments } from '../../supergraph/links.ts';

/** What planning asks of a supergraph beside the plans themselves. */
export interface TypeIndex {
  /** The names of the object types that a value of this type may be of, and its own. */
  typesOf(name: string): ReadonlySet<string>;
  /** The keys by which a subgraph finds entities of a type, but for those whose fields it does not answer itself. */
  keysOf(subgraph: string, typeName: string): readonly SelectionSetNode[];
  /** The names of interfaces that are objects to some subgraph (`@interfaceObject`). */
  readonly interfaceObjects: ReadonlySet<string>;
}

/**
 * Reads implementers, union members and `@join__type(graph:, key:, isInterfaceObject:)` (join specification v0.3).
 */
export function indexTypes(supergraph: DocumentNode): TypeIndex {
  const graphs = readGraphs(supergraph);
  const possible = new Map<string, string[]>();
  const keys = new Map<string, SelectionSetNode[]>();
  const interfaceObjects = new Set<string>();
  const addPossible = (abstractType: string, objectType: string) => {
    possible.set(abstractType, [...(possible.get(abstractType) ?? []), objectType]);
  };
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const member of definition.types ?? []) addPossible(definition.name.value, member.name.value);
    }
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const parent of definition.interfaces ?? []) addPossible(parent.name.value, definition.name.value);
    }
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      if (definition.directives?.some(isInterfaceObject)) interfaceObjects.add(definition.name.value);
      for (const { graph, key } of readKeys(definition)) {
        const at = `${graphs.get(graph)?.name}/${definition.name.value}`;
        keys.set(at, [...(keys.get(at) ?? []), key]);
      }
    }
  }
  return {
    typesOf: (name) => new Set([name, ...(possible.get(name) ?? [])]),
    keysOf: (subgraph, typeName) => keys.get(`${subgraph}/${typeName}`) ?? [],
    interfaceObjects,
  };
}

function readKeys(
  definition: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
): { graph: string; key: SelectionSetNode }[] {
  return (definition.directives ?? []).filter(isJoinType).flatMap((directive) => {
    const { graph, key } = readArguments(directive);
    if (typeof graph !== 'string' || typeof key !== 'string') return [];
    const selectionSet = parseFieldSet(key);
    return selectionSet.selections.some((selection) => isExternal(definition, graph, selection))
      ? []
      : [{ graph, key: selectionSet }];
  });
}

function isExternal(
  { fields = [] }: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode,
  graph: string,
  selection: SelectionNode,
): boolean {
  const name = selection.kind === Kind.FIELD ? selection.name.value : undefined;
  const joins = fields.find((field) => field.name.value === name)?.directives ?? [];
  return joins
    .filter((directive) => directive.name.value === 'join__field')
    .map((directive) => readArguments(directive))
    .some((join) => join.graph === graph && join.external === true);
}

function isInterfaceObject(directive: ConstDirectiveNode): boolean {
  return isJoinType(directive) && readArguments(directive).isInterfaceObject === true;
}

function isJoinType(directive: ConstDirectiveNode): boolean {
  return directive.name.value === 'join__type';
}

/** A field set is a selection set without its braces (federation specification, `FieldSet`). */
function parseFieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`No field set: ${text}`);
  return definition.selectionSet;
}
