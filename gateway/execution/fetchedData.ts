import type { FetchedSelection, FetchPlan } from '../planning/fetchPlan.ts';

/** An object as a subgraph sent it. Read it by {@link readOwn} alone: it may have a prototype. */
export type FetchedObject = Record<string, unknown>;

export function isFetchedObject(value: unknown): value is FetchedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of the object's own: `constructor` and `__proto__` are names like any other. */
export function readOwn(object: FetchedObject, key: string): unknown {
  return isInherited(key) && !Object.hasOwn(object, key) ? undefined : object[key];
}

/** Whether every object has a member of that name. */
export function isInherited(key: string): boolean {
  return key in Object.prototype;
}

export function writeOwn(object: FetchedObject, key: string, value: unknown): void {
  // A plain assignment to "__proto__" would set the prototype.
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** The objects at a path, in response order; where it meets null, there are none. */
export interface Located {
  readonly objects: readonly FetchedObject[];
  /** For each object in turn, its index in every list on the way. */
  readonly indices: readonly number[];
  readonly path: readonly string[];
}

/** A step that stands for every entry of a list. */
export const EVERY_ENTRY = '@';

export function locate(root: FetchedObject, path: readonly string[]): Located {
  const objects: FetchedObject[] = [];
  const indices: number[] = [];
  const at: number[] = [];
  const walk = (value: unknown, depth: number): void => {
    const step = path[depth];
    if (step === EVERY_ENTRY) {
      if (!Array.isArray(value)) return;
      for (let index = 0; index < value.length; index++) {
        at.push(index);
        walk(value[index], depth + 1);
        at.pop();
      }
    } else if (isFetchedObject(value)) {
      if (step === undefined) {
        objects.push(value);
        indices.push(...at);
      } else {
        walk(readOwn(value, step), depth + 1);
      }
    }
  };
  walk(root, 0);
  return { objects, indices, path };
}

/** Where the nth of the located objects stands. */
export function pathOf({ indices, path }: Located, nth: number): (string | number)[] {
  const width = path.filter((step) => step === EVERY_ENTRY).length;
  let list = nth * width;
  return path.map((step) => (step === EVERY_ENTRY ? (indices[list++] ?? 0) : step));
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

/**
 * Merges what a fetch asked for into what is there. Lists are merged entry by entry; one of another length is
 * left out, because its entries could be anybody's.
 */
export function mergeFetched(
  target: FetchedObject,
  source: FetchedObject,
  selections: readonly FetchedSelection[],
  interfaceObjects: FetchPlan['interfaceObjects'],
): void {
  for (const { key, selections: inner } of selections) {
    const value = readOwn(source, key);
    if (value === undefined) continue;
    const present = readOwn(target, key);
    // A null that one fetch brings does not undo what another has brought.
    if (present === undefined || present === null) writeOwn(target, key, value);
    else if (inner !== undefined) mergeValue(present, value, inner, interfaceObjects);
    // Who knows an interface as an object could say no more than the interface's name.
    else if (key === '__typename' && interfaceObjects.has(String(present))) writeOwn(target, key, value);
  }
}

function mergeValue(
  present: unknown,
  value: unknown,
  selections: readonly FetchedSelection[],
  interfaceObjects: FetchPlan['interfaceObjects'],
): void {
  if (Array.isArray(present)) {
    if (!Array.isArray(value) || value.length !== present.length) return;
    for (const [index, entry] of value.entries()) {
      const old: unknown = present[index];
      if (old === null || old === undefined) present[index] = entry;
      else mergeValue(old, entry, selections, interfaceObjects);
    }
  } else if (isFetchedObject(present) && isFetchedObject(value)) {
    mergeFetched(present, value, selections, interfaceObjects);
  }
}

/** A copy of what a fetch asked for, so that two places do not share an object. */
export function copyFetched(value: unknown, selections: readonly FetchedSelection[] | undefined): unknown {
  if (selections === undefined) return value;
  if (Array.isArray(value)) return value.map((entry) => copyFetched(entry, selections));
  if (!isFetchedObject(value)) return value;
  const copy: FetchedObject = {};
  for (const { key, selections: inner } of selections) {
    const member = readOwn(value, key);
    if (member !== undefined) writeOwn(copy, key, copyFetched(member, inner));
  }
  return copy;
}
