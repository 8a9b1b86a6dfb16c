import type { Rewrite, RewriteStep } from '../planning/fetches/fetchPlan.ts';
import { type FetchedObject, isFetchedObject, readOwn, writeOwn } from './fetchedData.ts';

/** Renames keys and sets values as the plan says, in place. */
export function applyRewrites(rewrites: readonly Rewrite[], value: unknown): void {
  for (const { path, action } of rewrites) {
    visit(value, path, 0, (parent, key) => {
      if (action.kind === 'set') {
        writeOwn(parent, key, action.value);
      } else if (Object.hasOwn(parent, key)) {
        writeOwn(parent, action.to, parent[key]);
        delete parent[key];
      }
    });
  }
}

/** The first value at a path below an object; undefined where it is not of the path's types. */
export function readPath(object: FetchedObject, path: readonly RewriteStep[]): unknown {
  let value: unknown;
  visit(object, path, 0, (parent, key) => {
    value ??= readOwn(parent, key);
  });
  return value;
}

function visit(
  value: unknown,
  path: readonly RewriteStep[],
  depth: number,
  act: (parent: FetchedObject, key: string) => void,
): void {
  if (Array.isArray(value)) {
    for (const entry of value) visit(entry, path, depth, act);
    return;
  }
  const step = path[depth];
  if (step === undefined || !isFetchedObject(value)) return;
  if (step.key === undefined) {
    const { __typename: typename } = value;
    // The planner leaves __typename out where only one type is possible.
    if (typename === undefined || (typeof typename === 'string' && step.types.has(typename))) {
      visit(value, path, depth + 1, act);
    }
  } else if (depth === path.length - 1) {
    act(value, step.key);
  } else {
    visit(readOwn(value, step.key), path, depth + 1, act);
  }
}
