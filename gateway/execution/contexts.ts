import type { ContextPick, EntityPart } from '../planning/fetchPlan.ts';
import { type FetchedObject, type Located, locateAncestors } from './fetchedData.ts';
import { readPath } from './rewrite.ts';

/** Objects that take the same arguments from around them. */
export interface ContextGroup {
  readonly waiting: Located;
  readonly contexts: Readonly<Record<string, unknown>>;
}

/**
 * Reads the arguments that entities take from what is around them (`@fromContext`). They are variables of the
 * fetch, so entities that differ in them are asked for apart.
 */
export function groupByContext(
  root: FetchedObject,
  part: EntityPart,
  waiting: Located,
): readonly ContextGroup[] {
  const ancestors = locateAncestors(root, part.path);
  const width = waiting.objects.length === 0 ? 0 : waiting.indices.length / waiting.objects.length;
  const groups = new Map<
    string,
    { objects: FetchedObject[]; indices: number[]; contexts: Record<string, unknown> }
  >();
  for (const [nth, object] of waiting.objects.entries()) {
    const contexts = readContexts(part.contexts, [object, ...(ancestors[nth] ?? [])]);
    const identity = JSON.stringify(contexts);
    const group = groups.get(identity) ?? { objects: [], indices: [], contexts };
    groups.set(identity, group);
    group.objects.push(object);
    group.indices.push(...waiting.indices.slice(nth * width, (nth + 1) * width));
  }
  return [...groups.values()].map(({ objects, indices, contexts }) => ({
    waiting: { objects, indices, path: waiting.path },
    contexts,
  }));
}

function readContexts(
  picks: readonly ContextPick[],
  around: readonly FetchedObject[],
): Record<string, unknown> {
  const contexts: Record<string, unknown> = {};
  for (const { variable, levelsUp, path } of picks) {
    const object = around[levelsUp];
    // Several types may set one context; whichever is there, does.
    contexts[variable] ??= object === undefined ? undefined : readPath(object, path);
  }
  return contexts;
}
