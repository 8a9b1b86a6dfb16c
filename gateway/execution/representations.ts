import type { FetchDataRewrite, FetchNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import {
  createFetchedObject,
  type FetchedObject,
  isFetchedObject,
  isOfType,
  type Located,
  mergeFetched,
  setOwn,
} from './fetchedData.ts';

/** The entities that one fetch asks for, and where each answer belongs. */
export interface Representations {
  readonly list: readonly FetchedObject[];
  /** For each of the list, the objects that wait for it. */
  readonly targets: readonly (readonly Located[])[];
}

/** Builds what `_entities` is asked with; equal representations are asked for once. */
export function buildRepresentations(
  schema: GraphQLSchema,
  node: FetchNode,
  entities: readonly Located[],
): Representations {
  const list: FetchedObject[] = [];
  const targets: Located[][] = [];
  const indices = new Map<string, number>();
  for (const entity of entities) {
    const representation = selectRequired(schema, entity.object, node.requires ?? []);
    if (representation === null || typeof representation.__typename !== 'string') continue;
    applyRewrites(schema, node.inputRewrites, representation);
    const identity = JSON.stringify(representation);
    const index = indices.get(identity) ?? list.push(representation) - 1;
    indices.set(identity, index);
    targets[index] = [...(targets[index] ?? []), entity];
  }
  return { list, targets };
}

/** Null when a required field has not been fetched: the entity then stays as it is. */
function selectRequired(
  schema: GraphQLSchema,
  source: FetchedObject,
  selections: readonly QueryPlanSelectionNode[],
): FetchedObject | null {
  const result = createFetchedObject();
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      if (selection.typeCondition !== undefined && !isOfType(schema, source, selection.typeCondition))
        continue;
      const part = selectRequired(schema, source, selection.selections);
      if (part === null) return null;
      mergeFetched(result, part);
      continue;
    }
    const key = selection.alias ?? selection.name;
    const value = Object.hasOwn(source, key) ? source[key] : undefined;
    if (value === undefined) return null;
    setOwn(result, key, selectValue(schema, value, selection.selections));
  }
  return result;
}

function selectValue(
  schema: GraphQLSchema,
  value: unknown,
  selections: readonly QueryPlanSelectionNode[] | undefined,
): unknown {
  if (selections === undefined) return value;
  if (Array.isArray(value)) return value.map((entry) => selectValue(schema, entry, selections));
  return isFetchedObject(value) ? selectRequired(schema, value, selections) : null;
}

/** Renames keys and sets values as the plan says, where a subgraph knows a type by another name. */
export function applyRewrites(
  schema: GraphQLSchema,
  rewrites: readonly FetchDataRewrite[] | undefined,
  value: unknown,
): void {
  for (const rewrite of rewrites ?? []) applyRewrite(schema, rewrite, rewrite.path, value);
}

const TYPE_CONDITION = '... on ';

function applyRewrite(
  schema: GraphQLSchema,
  rewrite: FetchDataRewrite,
  path: readonly string[],
  value: unknown,
): void {
  if (Array.isArray(value)) {
    for (const entry of value) applyRewrite(schema, rewrite, path, entry);
    return;
  }
  const [head, ...rest] = path;
  if (head === undefined || !isFetchedObject(value)) return;
  if (head.startsWith(TYPE_CONDITION)) {
    const typeName = head.slice(TYPE_CONDITION.length);
    // The planner leaves __typename out where only one type is possible.
    if (value.__typename === undefined || isOfType(schema, value, typeName)) {
      applyRewrite(schema, rewrite, rest, value);
    }
    return;
  }
  if (rest.length > 0) {
    applyRewrite(schema, rewrite, rest, Object.hasOwn(value, head) ? value[head] : undefined);
    return;
  }
  if (rewrite.kind === 'ValueSetter') {
    setOwn(value, head, rewrite.setValueTo);
  } else if (Object.hasOwn(value, head)) {
    setOwn(value, rewrite.renameKeyTo, value[head]);
    delete value[head];
  }
}
