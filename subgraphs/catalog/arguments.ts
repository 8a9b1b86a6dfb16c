import { parseEditionId, parseList, parseText } from '../arguments.ts';

const MAX_EDITION_IDS = 20;
const MAX_NAME_LENGTH = 200;

/**
 * What somebody calls a series or a publisher; may be empty.
 * @throws INVALID_ARGUMENT when it is too long or not printable.
 */
export function parseName(name: string, value: string): string {
  return value === '' ? value : parseText(name, value, MAX_NAME_LENGTH);
}

/** @throws INVALID_ARGUMENT where there are too many, or one could be no edition's id. */
export function parseEditionIds(values: readonly string[]): string[] {
  return parseList('ids', values, 0, MAX_EDITION_IDS).map((value) => parseEditionId('ids', value));
}
