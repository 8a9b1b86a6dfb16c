import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import type { ResponsePath } from '../errors.ts';

/** An object as fetched. It has no prototype, so that `__proto__` and `constructor` are just names. */
export type FetchedObject = Record<string, unknown>;

/** One object of the tree and where in the response it stands. */
export interface Located {
  readonly object: FetchedObject;
  readonly path: ResponsePath;
}

export function isFetchedObject(value: unknown): value is FetchedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects at a plan's path (`@` is every entry of a list), in response order; null ones are left out. */
export function locate(root: unknown, path: readonly (string | number)[]): Located[] {
  const found: Located[] = [];
  const walk = (value: unknown, depth: number, at: ResponsePath): void => {
    if (value === null || value === undefined) return;
    const key = path[depth];
    if (Array.isArray(value)) {
      const next = key === '@' ? depth + 1 : depth;
      for (const [index, entry] of value.entries()) walk(entry, next, [...at, index]);
      return;
    }
    if (!isFetchedObject(value)) return;
    if (key === undefined) found.push({ object: value, path: at });
    else if (typeof key === 'string' && Object.hasOwn(value, key)) walk(value[key], depth + 1, [...at, key]);
  };
  walk(root, 0, []);
  return found;
}

/** Merges what a later fetch brought into what is there; lists of equal length are merged entry by entry. */
export function mergeFetched(target: FetchedObject, source: FetchedObject): void {
  for (const [key, value] of Object.entries(source)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    setOwn(target, key, mergeValue(present, value));
  }
}

function mergeValue(present: unknown, value: unknown): unknown {
  if (isFetchedObject(value)) {
    const target = isFetchedObject(present) ? present : createFetchedObject();
    mergeFetched(target, value);
    return target;
  }
  if (Array.isArray(value)) {
    const old: readonly unknown[] = Array.isArray(present) && present.length === value.length ? present : [];
    return value.map((entry, index) => mergeValue(old[index], entry));
  }
  // A null that one fetch brings does not undo what another has brought.
  return value === null && present !== undefined ? present : value;
}

export function createFetchedObject(): FetchedObject {
  return Object.create(null) as FetchedObject;
}

export function setOwn(target: FetchedObject, key: string, value: unknown): void {
  // Objects from JSON have a prototype, on which a plain assignment to "__proto__" would act.
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

/** Whether an object is of a type or implements it; an object that does not say what it is, is not. */
export function isOfType(schema: GraphQLSchema, object: FetchedObject, typeName: string): boolean {
  const actual = object.__typename;
  if (actual === typeName) return true;
  if (typeof actual !== 'string') return false;
  const type = schema.getType(actual);
  const condition = schema.getType(typeName);
  return isObjectType(type) && isAbstractType(condition) && schema.isSubType(condition, type);
}
