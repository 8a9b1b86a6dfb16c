import { parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';

const MAX_EDITION_ID_LENGTH = 100;
const MAX_EDITION_IDS = 20;
const MAX_AGE_YEARS = 120;
const MAX_NAME_LENGTH = 200;

/**
 * What somebody calls a series or a publisher; may be empty.
 * @throws INVALID_ARGUMENT when it is too long or not printable.
 */
export function parseName(name: string, value: string): string {
  return value === '' ? value : parseText(name, value, MAX_NAME_LENGTH);
}

/** @throws INVALID_ARGUMENT unless it could be an edition's id at all. */
export function parseEditionId(name: string, value: string): string {
  return parseText(name, value, MAX_EDITION_ID_LENGTH);
}

/** @throws INVALID_ARGUMENT where there are too many, or one could be no edition's id. */
export function parseEditionIds(values: readonly string[]): string[] {
  if (values.length > MAX_EDITION_IDS) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"ids" must have at most ${MAX_EDITION_IDS} entries, got ${values.length}.`,
    );
  }
  return values.map((value) => parseEditionId('ids', value));
}

/** @throws INVALID_ARGUMENT outside 0 to {@link MAX_AGE_YEARS}. */
export function parseAge(age: number): number {
  if (age < 0 || age > MAX_AGE_YEARS) {
    throw subgraphError('INVALID_ARGUMENT', `"age" must be from 0 to ${MAX_AGE_YEARS}, got ${age}.`);
  }
  return age;
}
