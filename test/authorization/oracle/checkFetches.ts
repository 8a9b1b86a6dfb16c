import {
  buildASTSchema,
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Oracle } from './oracle.ts';
import type { SubgraphText } from './readSubgraph.ts';
import { meetsRule, type Rule, type Viewer } from './rule.ts';

/** A document that a subgraph was sent, with what it was sent along. */
export interface SentFetch {
  readonly subgraph: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the subgraph could not make of it: it is no valid document, or asks for a field without what that requires. */
  fault?: string;
}

/** @returns the coordinates that the fetches ask for, or send, and the viewer may not see. */
export type CheckFetches = (fetches: readonly SentFetch[], viewer: Viewer) => readonly string[];

/**
 * Nothing denied is fetched, nor sent as part of a representation, but what tells entities apart: the fields of keys.
 * @param subgraphs without rules, to read documents by.
 */
export function createFetchCheck(oracle: Oracle, subgraphs: readonly SubgraphText[]): CheckFetches {
  const schemas = new Map(
    subgraphs.map(({ name, sdl }) => [name, buildASTSchema(parse(sdl), { assumeValid: true })]),
  );
  const keyFields = listKeyFields(oracle);
  const selected = new WeakMap<DocumentNode, ReadonlySet<string>>();
  const mayFetch = (coordinate: string, viewer: Viewer) =>
    keyFields.has(coordinate) || listRules(oracle, coordinate).some((rule) => meetsRule(rule, viewer));
  return (fetches, viewer) => {
    const found = new Set<string>();
    for (const { subgraph, document, variables } of fetches) {
      let coordinates = selected.get(document);
      if (coordinates === undefined) {
        coordinates = listSelected(document, schemas.get(subgraph));
        selected.set(document, coordinates);
      }
      const sent = Object.values(variables).flatMap((value) => listSent(oracle, value, undefined));
      for (const coordinate of [...coordinates, ...sent])
        if (!coordinate.split(OR).some((one) => mayFetch(one, viewer))) found.add(coordinate);
    }
    return [...found];
  };
}

/** A subgraph that has an interface as an object is asked for what any of its types has. */
function listRules(oracle: Oracle, coordinate: string): readonly Rule[] {
  const [name = '', field = ''] = coordinate.split('.');
  const rule = oracle.rules.ofSelection(name, field);
  const isInterfaceObject =
    oracle.types.get(name)?.declarations.some((one) => one.isOfInterfaceObject) === true;
  if (!isInterfaceObject) return [rule];
  const type = oracle.wholeSchema.getType(name);
  const possible = isAbstractType(type) ? oracle.wholeSchema.getPossibleTypes(type) : [];
  return [rule, ...possible.map((one) => oracle.rules.ofSelection(one.name, field))];
}

function listSelected(document: DocumentNode, schema: GraphQLSchema | undefined): ReadonlySet<string> {
  if (schema === undefined) throw new TypeError('A fetch went to a subgraph that is none.');
  const coordinates = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        const parent = info.getParentType();
        if (!name.value.startsWith('_') && parent) coordinates.add(`${parent.name}.${name.value}`);
      },
    }),
  );
  return coordinates;
}

/** Between coordinates of which one is meant. */
const OR = ' or ';

/** The coordinates of what representations hold. */
function listSent(oracle: Oracle, value: unknown, declaredType: string | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => listSent(oracle, item, declaredType));
  if (typeof value !== 'object' || value === null) return [];
  const typename: unknown = Reflect.get(value, '__typename');
  const type = oracle.wholeSchema.getType(typeof typename === 'string' ? typename : (declaredType ?? ''));
  // What is required of an interface's or a union's objects is sent without their types.
  const isTypeless = typename === undefined && isAbstractType(type);
  const possible = isTypeless ? oracle.wholeSchema.getPossibleTypes(type) : [type];
  return Object.entries(value).flatMap(([name, inner]) => {
    // An argument's value is no representation.
    const owners = possible.flatMap((owner) =>
      (isObjectType(owner) || isInterfaceType(owner)) && owner.getFields()[name] !== undefined
        ? [{ coordinate: `${owner.name}.${name}`, type: owner.getFields()[name]?.type }]
        : [],
    );
    const [first] = owners;
    if (name === '__typename' || first === undefined) return [];
    const named = String(first.type).replace(/[[\]!]/g, '');
    return [owners.map(({ coordinate }) => coordinate).join(OR), ...listSent(oracle, inner, named)];
  });
}

function listKeyFields(oracle: Oracle): ReadonlySet<string> {
  const coordinates = new Set<string>();
  const add = (typeName: string, { selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind !== Kind.FIELD) continue;
      coordinates.add(`${typeName}.${selection.name.value}`);
      if (selection.selectionSet === undefined) continue;
      const type = oracle.wholeSchema.getType(typeName);
      const field =
        type && 'getFields' in type ? Reflect.get(type.getFields(), selection.name.value) : undefined;
      add(String(field?.type).replace(/[[\]!]/g, ''), selection.selectionSet);
    }
  };
  for (const { name, declarations } of oracle.types.values()) {
    for (const { subgraph, node } of declarations) {
      for (const { fields } of subgraph.find(node, 'key')) {
        const [definition] = parse(`{ ${fields} }`).definitions;
        if (definition?.kind === Kind.OPERATION_DEFINITION) add(name, definition.selectionSet);
      }
    }
  }
  return coordinates;
}
