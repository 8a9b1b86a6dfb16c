import type { FetchNode } from '@apollo/query-planner';
import {
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
} from 'graphql';
import { clientVariable } from '../fetchedNames.ts';
import type { FetchedSelection, Rewrite, VariablePick } from './fetchPlan.ts';

/** The root field that finds entities, and its variable (subgraph specification, `Query._entities`). */
export const ENTITIES = '_entities';
export const REPRESENTATIONS = 'representations';

/** The one operation of a fetch; the planner is told to use no fragment definitions. */
export function parseFetch(text: string): OperationDefinitionNode {
  const [definition, ...others] = parse(text, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) {
    throw new TypeError('A fetch must be one operation.');
  }
  return definition;
}

export function printFetch(definition: OperationDefinitionNode): string {
  return stripIgnoredCharacters(print(definition));
}

/** The client's variables that a fetch sends on. */
export function pickVariables(node: FetchNode): VariablePick[] {
  const fromContext = new Set(node.contextRewrites?.map(({ renameKeyTo }) => renameKeyTo));
  return (node.variableUsages ?? [])
    .filter((name) => !fromContext.has(name))
    .map((name) => ({ name, from: clientVariable(name) }));
}

type SelectionTree = Map<string, SelectionTree>;

/** The response keys of a fetch, those that its output rewrites make among them. */
export function readSelections(
  selectionSet: SelectionSetNode,
  outputRewrites: readonly Rewrite[],
): readonly FetchedSelection[] {
  const tree: SelectionTree = new Map();
  collect(selectionSet, tree);
  for (const { path, action } of outputRewrites) {
    if (action.kind !== 'rename') continue;
    const keys = path.flatMap(({ key }) => key ?? []);
    const parent = keys.slice(0, -1).reduce<SelectionTree | undefined>((inner, key) => inner?.get(key), tree);
    const renamed = parent?.get(keys.at(-1) ?? '');
    if (parent === undefined || renamed === undefined) continue;
    const target = parent.get(action.to) ?? new Map();
    parent.set(action.to, target);
    mergeTrees(target, renamed);
  }
  return describeTree(tree);
}

function collect(selectionSet: SelectionSetNode, into: SelectionTree): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new TypeError('A fetch must hold no named fragments.');
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(selection.selectionSet, into);
      continue;
    }
    const key = (selection.alias ?? selection.name).value;
    const inner: SelectionTree = into.get(key) ?? new Map();
    into.set(key, inner);
    if (selection.selectionSet !== undefined) collect(selection.selectionSet, inner);
  }
}

function mergeTrees(target: SelectionTree, source: SelectionTree): void {
  for (const [key, tree] of source) {
    const inner: SelectionTree = target.get(key) ?? new Map();
    target.set(key, inner);
    mergeTrees(inner, tree);
  }
}

function describeTree(tree: SelectionTree): readonly FetchedSelection[] {
  return [...tree].map(([key, inner]) =>
    inner.size === 0 ? { key } : { key, selections: describeTree(inner) },
  );
}
