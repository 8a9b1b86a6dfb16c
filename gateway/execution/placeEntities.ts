import type { KeyField } from '../planning/fetches/fetchPlan.ts';
import { type FetchedObject, isFetchedObject, readOwn } from './fetchedData.ts';
import type { Representations } from './representations.ts';

export interface Placement {
  /** For each representation what was answered, undefined where nothing can be told. */
  readonly entities: readonly unknown[];
  /** For an entry of the answer, the representation that it is about; undefined where none can be told. */
  representationOf(entry: number): number | undefined;
}

/**
 * Finds whom each entry of an answer is about: the one representation whose key it repeats; else that of its
 * position, where as many were answered as were asked for and no key contradicts; else nobody.
 */
export function placeEntities(asked: Representations, answer: readonly unknown[]): Placement {
  const { list, keys } = asked;
  const isComplete = answer.length === list.length;
  const kinds = new Set(keys);
  if (isComplete && answer.every((entry, index) => !contradicts(asked, kinds, index, entry))) {
    return { entities: answer, representationOf: (entry) => entry };
  }
  const byKey = indexByKey(asked);
  const entities: (FetchedObject | null | undefined)[] = list.map(() => undefined);
  const representationOf = answer.map((entry, position) => {
    const named = isFetchedObject(entry) ? findNamed(byKey, kinds, entry) : undefined;
    const index = named ?? (isComplete && !contradicts(asked, kinds, position, entry) ? position : undefined);
    if (index === undefined || (entities[index] !== undefined && named === undefined)) return undefined;
    entities[index] = isFetchedObject(entry) ? entry : null;
    return index;
  });
  return { entities, representationOf: (entry) => representationOf[entry] };
}

/** The keys that the representations of one fetch have: one for each type. */
type KeyKinds = ReadonlySet<readonly KeyField[]>;

/** Whether an answer says that it is about another entity. */
function contradicts(
  { list, keys }: Representations,
  kinds: KeyKinds,
  index: number,
  entry: unknown,
): boolean {
  const representation = list[index];
  const fields = keys[index] ?? [];
  if (!isFetchedObject(entry) || representation === undefined || fields.length === 0) return false;
  // Of another type, which has its key elsewhere.
  if (kinds.size > 1 && !hasKey(fields, entry)) {
    for (const others of kinds) if (others.length > 0 && hasKey(others, entry)) return true;
  }
  for (const field of fields) {
    if (differs(field, readOwn(representation, field.name), readOwn(entry, field.responseKey))) return true;
  }
  return false;
}

function hasKey(fields: readonly KeyField[], entry: FetchedObject): boolean {
  return fields.every(({ responseKey }) => readOwn(entry, responseKey) !== undefined);
}

function differs(field: KeyField, asked: unknown, answered: unknown): boolean {
  if (answered === undefined || asked === answered) return false;
  return signKey(field, asked) !== signKey(field, answered);
}

/** One text for each key; undefined stands for a key that several representations share. */
function indexByKey({ list, keys }: Representations): ReadonlyMap<string, number | undefined> {
  const byKey = new Map<string, number | undefined>();
  for (const [index, representation] of list.entries()) {
    const fields = keys[index] ?? [];
    if (fields.length === 0) continue;
    const key = signKeys(fields, representation, 'name');
    byKey.set(key, byKey.has(key) ? undefined : index);
  }
  return byKey;
}

function findNamed(
  byKey: ReadonlyMap<string, number | undefined>,
  kinds: KeyKinds,
  entry: FetchedObject,
): number | undefined {
  for (const fields of kinds) {
    if (fields.length === 0 || !hasKey(fields, entry)) continue;
    const index = byKey.get(signKeys(fields, entry, 'responseKey'));
    if (index !== undefined) return index;
  }
  return undefined;
}

/** Types of one fetch have their keys under response keys of their own. */
function signKeys(
  fields: readonly KeyField[],
  object: FetchedObject,
  readAs: 'name' | 'responseKey',
): string {
  return fields
    .map((field) => `${field.responseKey}:${signKey(field, readOwn(object, field[readAs]))}`)
    .join(';');
}

/** The same text for an ID that one subgraph gives as a number and another as a text. */
function signKey(field: Pick<KeyField, 'fields'>, value: unknown): string {
  if (field.fields.length === 0) {
    return JSON.stringify(typeof value === 'number' ? String(value) : (value ?? null));
  }
  if (Array.isArray(value)) return `[${value.map((entry) => signKey(field, entry)).join(',')}]`;
  // Within a key nothing has another name than its own.
  return isFetchedObject(value) ? `{${signKeys(field.fields, value, 'name')}}` : 'null';
}
