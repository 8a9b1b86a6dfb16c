import type { FetchedSelection, FetchPlan } from '../planning/fetches/fetchPlan.ts';

/** An object as a subgraph sent it. Read it by {@link readOwn} alone: it may have a prototype. */
export type FetchedObject = Record<string, unknown>;

export function isFetchedObject(value: unknown): value is FetchedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of the object's own: `constructor` and `__proto__` are names like any other. */
export function readOwn(object: FetchedObject, key: string): unknown {
  const value = object[key];
  // What every object inherits are functions and one accessor; what is fetched never holds a function.
  if (typeof value !== 'function' && key !== '__proto__') return value;
  return Object.hasOwn(object, key) ? value : undefined;
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
