import type { EntityPart, KeyField, RequiredField, RequiredFragment } from '../planning/fetches/fetchPlan.ts';
import { type FetchedObject, isFetchedObject, isInherited, readOwn, writeOwn } from './fetchedData.ts';
import { applyRewrites } from './rewrite.ts';

/** The entities that a fetch asks for, each once, and who waits for which. */
export interface Representations {
  readonly list: readonly FetchedObject[];
  /** For each of the list, the key that its answer repeats. */
  readonly keys: readonly (readonly KeyField[])[];
  /** For each object that waits, the index of its representation; -1 where it has none. */
  readonly indices: readonly number[];
  /** Whether something that a representation needs has not been fetched. */
  readonly lacks: boolean;
}

/** Builds what `_entities` is asked with; equal representations are asked for once. */
export function buildRepresentations(part: EntityPart, waiting: readonly FetchedObject[]): Representations {
  const soleKey = findSoleKey(part);
  return soleKey === undefined ? buildAny(part, waiting) : buildBySoleKey(part, soleKey, waiting);
}

function buildAny(part: EntityPart, waiting: readonly FetchedObject[]): Representations {
  const list: FetchedObject[] = [];
  const keys: (readonly KeyField[])[] = [];
  const byIdentity = new Map<string, number>();
  let lacks = false;
  const indices = waiting.map((object) => {
    const built = buildRepresentation(part, object);
    if (built === undefined) return -1;
    if (built === LACKING) {
      lacks = true;
      return -1;
    }
    const known = byIdentity.get(built.identity);
    if (known !== undefined) return known;
    applyRewrites(part.inputRewrites, built.representation);
    const index = list.push(built.representation) - 1;
    keys.push(built.key);
    byIdentity.set(built.identity, index);
    return index;
  });
  return { list, keys, indices, lacks };
}

interface SoleKey {
  readonly fragment: RequiredFragment;
  readonly field: RequiredField;
}

/** What most fetches require: the type's name and one leaf. */
function findSoleKey({ required }: EntityPart): SoleKey | undefined {
  const [fragment] = required;
  if (fragment === undefined || required.length > 1 || fragment.fragments.length > 0) return undefined;
  const [typename, field] = fragment.fields;
  const isSole =
    fragment.fields.length === 2 &&
    typename?.name === '__typename' &&
    field !== undefined &&
    field.content === undefined &&
    !isInherited(field.name);
  return isSole ? { fragment, field } : undefined;
}

/** As {@link buildAny}, without composing an identity. */
function buildBySoleKey(
  part: EntityPart,
  { fragment, field: { from, name } }: SoleKey,
  waiting: readonly FetchedObject[],
): Representations {
  const list: FetchedObject[] = [];
  const byType = new Map<string, Map<unknown, number>>();
  let lacks = false;
  const indices = waiting.map((object) => {
    const { __typename: typename } = object;
    if (typeof typename !== 'string' || !applies(fragment, object)) return -1;
    const value = object[from];
    if (value === undefined) {
      lacks = true;
      return -1;
    }
    let byValue = byType.get(typename);
    if (byValue === undefined) {
      byValue = new Map();
      byType.set(typename, byValue);
    }
    const known = byValue.get(value);
    if (known !== undefined) return known;
    const representation = { __typename: typename, [name]: value };
    applyRewrites(part.inputRewrites, representation);
    const index = list.push(representation) - 1;
    byValue.set(value, index);
    return index;
  });
  return { list, keys: list.map(() => fragment.key), indices, lacks };
}

/** A field that a representation needs is not there: the entity then stays as it is. */
const LACKING = Symbol('lacking');

interface Built {
  readonly representation: FetchedObject;
  /** Equal for equal representations. */
  readonly identity: string;
  readonly key: readonly KeyField[];
}

function buildRepresentation(part: EntityPart, object: FetchedObject): Built | typeof LACKING | undefined {
  const representation: FetchedObject = {};
  let key: readonly KeyField[] = [];
  let matches = false;
  for (const fragment of part.required) {
    if (!applies(fragment, object)) continue;
    if (!select(fragment, object, representation)) return LACKING;
    matches = true;
    if (key.length === 0) key = fragment.key;
  }
  if (!matches || typeof representation.__typename !== 'string') return undefined;
  return { representation, identity: identify(representation), key };
}

/** An object that does not say what it is, is of no type. */
function applies({ types }: RequiredFragment, { __typename: typename }: FetchedObject): boolean {
  return types === undefined || (typeof typename === 'string' && types.has(typename));
}

/** @returns false when a field is not there. */
function select(fragment: RequiredFragment, source: FetchedObject, into: FetchedObject): boolean {
  for (const { from, name, content } of fragment.fields) {
    const value = readOwn(source, from);
    if (value === undefined) return false;
    const selected = content === undefined ? value : selectContent(content, value);
    if (selected === LACKING) return false;
    writeOwn(into, name, content === undefined ? selected : join(readOwn(into, name), selected));
  }
  return fragment.fragments.every((inner) => !applies(inner, source) || select(inner, source, into));
}

/** Two fragments of one representation may each hold a part of the same object. */
function join(earlier: unknown, later: unknown): unknown {
  if (Array.isArray(earlier) && Array.isArray(later)) {
    return later.map((entry, index) => join(earlier[index], entry));
  }
  if (!isFetchedObject(earlier) || !isFetchedObject(later)) return later;
  for (const [key, value] of Object.entries(later))
    writeOwn(earlier, key, join(readOwn(earlier, key), value));
  return earlier;
}

function selectContent(content: RequiredFragment, value: unknown): unknown {
  if (Array.isArray(value)) {
    const entries = value.map((entry: unknown) => selectContent(content, entry));
    return entries.includes(LACKING) ? LACKING : entries;
  }
  if (!isFetchedObject(value)) return null;
  const selected: FetchedObject = {};
  return select(content, value, selected) ? selected : LACKING;
}

/** With its length before it, no text can pass for two. */
function identify(representation: FetchedObject): string {
  let identity = '';
  for (const key in representation) {
    const value = representation[key];
    identity +=
      typeof value === 'string' ? `${key}:${value.length}:${value}` : `${key}=${JSON.stringify(value)};`;
  }
  return identity;
}
