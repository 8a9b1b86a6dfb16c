import { type AccessedCoordinate, OUTCOMES } from './access.ts';

/** The place of an entry in its chain, and what all before it hashes to. */
export interface Head {
  readonly writer: string;
  readonly sequence: number;
  /** sha256 as hexadecimal digits. */
  readonly hash: string;
}

/**
 * What is written down, with nothing in it that names or describes a person: parties are pseudonyms, and what was
 * stated is sealed (see parties.ts). So no erasure ever has to change an entry.
 */
export type EntryContent =
  /** The first of each chain: the key that its heads are signed with, and the heads of other chains at that time. */
  | { readonly kind: 'opened'; readonly keyId: string; readonly heads: readonly Head[] }
  | ({ readonly kind: 'intended' | 'accessed' | 'refused' } & AccessContent)
  /** The heads of other chains at that time. */
  | { readonly kind: 'linked'; readonly heads: readonly Head[] }
  /** The keys of these parties were destroyed. */
  | { readonly kind: 'erased'; readonly parties: readonly string[] }
  /** What stood up to these heads was removed; parties that had been erased in it and occur behind it. */
  | { readonly kind: 'pruned'; readonly heads: readonly Head[]; readonly erased: readonly string[] }
  /** The last of a chain that came to its end. */
  | { readonly kind: 'closed' };

export interface AccessContent {
  /** A pseudonym; null for an anonymous caller. */
  readonly caller: string | null;
  readonly context: string;
  /** Pseudonyms. */
  readonly subjects: readonly string[];
  readonly operationId: string | null;
  readonly operationName: string | null;
  /** `[coordinate, classes, outcome]` each. */
  readonly coordinates: readonly (readonly [
    string,
    AccessedCoordinate['classes'],
    AccessedCoordinate['outcome'],
  ])[];
  readonly sealed: string | null;
  readonly requestId: string | null;
  readonly traceId: string | null;
  /** How many refusals were left out before this one; of any other access: how many subjects are not listed here. */
  readonly omitted: number;
}

export type Entry = {
  readonly version: 1;
  readonly writer: string;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** ISO 8601, UTC, to the millisecond. */
  readonly at: string;
  /** Whether the head is signed here: the last entry of each batch is. */
  readonly isSigned: boolean;
} & EntryContent;

/**
 * The canonical form: a JSON object without white space whose members stand in the order that is written here,
 * strings as `JSON.stringify` writes them, in UTF-8. It is stored as it was hashed: whoever verifies hashes the text
 * itself, and nothing depends on writing it again.
 */
export function formatEntry({ version, writer, sequence, at, isSigned, ...content }: Entry): string {
  return JSON.stringify({
    ...{ version, writer, sequence, at, isSigned, kind: content.kind },
    ...orderMembers(content),
  });
}

function orderMembers(content: EntryContent): object {
  switch (content.kind) {
    case 'opened':
      return { keyId: content.keyId, heads: content.heads.map(orderHead) };
    case 'linked':
      return { heads: content.heads.map(orderHead) };
    case 'erased':
      return { parties: content.parties };
    case 'pruned':
      return { heads: content.heads.map(orderHead), erased: content.erased };
    case 'closed':
      return {};
    default: {
      const { caller, context, subjects, operationId, operationName, coordinates } = content;
      const { sealed, requestId, traceId, omitted } = content;
      return {
        ...{ caller, context, subjects, operationId, operationName, coordinates },
        ...{ sealed, requestId, traceId, omitted },
      };
    }
  }
}

function orderHead({ writer, sequence, hash }: Head): Head {
  return { writer, sequence, hash };
}

/** Reads what {@link formatEntry} wrote; undefined for any other text. */
export function parseEntry(text: string): Entry | undefined {
  const entry = parseJson(text);
  // The canonical form of what it seems to be has no other members, and none of another type that matters.
  return isEntry(entry) && formatEntry(entry) === text ? entry : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { version, writer, sequence, at, isSigned } = value;
  const isPlaced = version === 1 && typeof writer === 'string' && Number.isSafeInteger(sequence);
  return isPlaced && typeof at === 'string' && typeof isSigned === 'boolean' && isContent(value);
}

function isContent(value: Readonly<Record<string, unknown>>): boolean {
  switch (value.kind) {
    case 'opened':
      return typeof value.keyId === 'string' && isListOf(value.heads, isHead);
    case 'linked':
      return isListOf(value.heads, isHead);
    case 'erased':
      return isListOf(value.parties, isText);
    case 'pruned':
      return isListOf(value.heads, isHead) && isListOf(value.erased, isText);
    case 'closed':
      return true;
    case 'intended':
    case 'accessed':
    case 'refused':
      return isAccessContent(value);
    default:
      return false;
  }
}

function isAccessContent(value: Readonly<Record<string, unknown>>): boolean {
  const nullable = [value.caller, value.operationId, value.operationName, value.sealed];
  return (
    typeof value.context === 'string' &&
    [...nullable, value.requestId, value.traceId].every((member) => member === null || isText(member)) &&
    isListOf(value.subjects, isText) &&
    isListOf(value.coordinates, isCoordinate) &&
    Number.isSafeInteger(value.omitted)
  );
}

function isCoordinate(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [coordinate, classes, outcome] = value;
  return isText(coordinate) && isListOf(classes, isText) && OUTCOMES.includes(outcome);
}

export function isHead(value: unknown): value is Head {
  return (
    isRecord(value) && isText(value.writer) && Number.isSafeInteger(value.sequence) && isText(value.hash)
  );
}

function isListOf(value: unknown, isOne: (entry: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
