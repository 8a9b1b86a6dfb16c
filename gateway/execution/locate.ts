import { type FetchedObject, isFetchedObject, readOwn } from './fetchedData.ts';

/** A step that stands for every entry of a list. */
export const EVERY_ENTRY = '@';

/** The objects at a path, in response order; where it meets null, there are none. */
export interface Located {
  readonly objects: readonly FetchedObject[];
  /** Where the nth of them stands. */
  pathOf(nth: number): (string | number)[];
}

/** What one step of a path led to. */
interface Level {
  readonly values: readonly unknown[];
  /** For each value, which of the level above it comes from; undefined where all have one. */
  readonly parents: readonly number[] | undefined;
  /** For each value its index in a list; undefined where the step is no list's. */
  readonly indices: readonly number[] | undefined;
}

export function locate(root: FetchedObject, path: readonly string[]): Located {
  const levels: Level[] = [];
  let values: readonly unknown[] = [root];
  for (const step of path) {
    const level = step === EVERY_ENTRY ? enterLists(values) : enterObjects(values, step);
    levels.push(level);
    values = level.values;
  }
  const last = keepObjects(values);
  levels.push(last);
  return {
    // Nothing else was kept.
    objects: last.values as readonly FetchedObject[],
    pathOf: (nth) => climb(levels, path, nth),
  };
}

function enterLists(lists: readonly unknown[]): Level {
  const values: unknown[] = [];
  const parents: number[] = [];
  const indices: number[] = [];
  for (let parent = 0; parent < lists.length; parent++) {
    const list = lists[parent];
    if (!Array.isArray(list)) continue;
    for (let index = 0; index < list.length; index++) {
      values.push(list[index]);
      parents.push(parent);
      indices.push(index);
    }
  }
  return { values, parents, indices };
}

function enterObjects(objects: readonly unknown[], key: string): Level {
  const { values, parents } = keepObjects(objects);
  return {
    values: values.map((object) => readOwn(object as FetchedObject, key)),
    parents,
    indices: undefined,
  };
}

function keepObjects(values: readonly unknown[]): Level {
  if (values.every(isFetchedObject)) return { values, parents: undefined, indices: undefined };
  const parents = values.flatMap((value, parent) => (isFetchedObject(value) ? [parent] : []));
  return { values: parents.map((parent) => values[parent]), parents, indices: undefined };
}

function climb(levels: readonly Level[], path: readonly string[], nth: number): (string | number)[] {
  const climbed: (string | number)[] = [];
  let place = nth;
  for (let depth = levels.length - 1; depth >= 0; depth--) {
    const level = levels[depth];
    const step = path[depth];
    if (step !== undefined) climbed.push(level?.indices?.[place] ?? step);
    place = level?.parents?.[place] ?? place;
  }
  return climbed.reverse();
}

/** The objects around each located one, the nearest first: what `..` in a context's path goes up to. */
export function locateAncestors(root: FetchedObject, path: readonly string[]): readonly FetchedObject[][] {
  const found: FetchedObject[][] = [];
  const walk = (value: unknown, depth: number, around: readonly FetchedObject[]): void => {
    const step = path[depth];
    if (step === EVERY_ENTRY) {
      if (Array.isArray(value)) for (const entry of value) walk(entry, depth + 1, around);
    } else if (isFetchedObject(value)) {
      if (step === undefined) found.push([...around]);
      else walk(readOwn(value, step), depth + 1, [value, ...around]);
    }
  };
  walk(root, 0, []);
  return found;
}
