import type { ContextPick, EntityPart } from '../planning/fetches/fetchPlan.ts';
import type { FetchedObject } from './fetchedData.ts';
import { type Located, locateAncestors } from './locate.ts';
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
  const groups = new Map<string, Group>();
  for (const [nth, object] of waiting.objects.entries()) {
    const contexts = readContexts(part.contexts, [object, ...(ancestors[nth] ?? [])]);
    const identity = JSON.stringify(contexts);
    const group = groups.get(identity) ?? { objects: [], places: [], contexts };
    groups.set(identity, group);
    group.objects.push(object);
    group.places.push(nth);
  }
  return [...groups.values()].map(({ objects, places, contexts }) => ({
    waiting: { objects, pathOf: (nth) => waiting.pathOf(places[nth] ?? 0) },
    contexts,
  }));
}

interface Group {
  readonly objects: FetchedObject[];
  /** Which of all that wait they are. */
  readonly places: number[];
  readonly contexts: Record<string, unknown>;
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
