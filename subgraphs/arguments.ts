import { subgraphError } from './errors.ts';

/**
 * Text of an argument, as it came.
 * @throws INVALID_ARGUMENT when it is empty, too long or not printable.
 */
export function parseText(name: string, value: string, maxLength: number): string {
  if (value.length < 1 || value.length > maxLength) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"${name}" must have from 1 to ${maxLength} characters, got ${value.length}.`,
    );
  }
  // PostgreSQL refuses NUL in text, which would fail a whole batch.
  if (/\p{Cc}/u.test(value)) {
    throw subgraphError('INVALID_ARGUMENT', `"${name}" must not contain control characters.`);
  }
  return value;
}

/** @throws INVALID_ARGUMENT outside `minimum` to `maximum`. */
export function parseInteger(name: string, value: number, minimum: number, maximum: number): number {
  if (value < minimum || value > maximum) {
    throw subgraphError('INVALID_ARGUMENT', `"${name}" must be from ${minimum} to ${maximum}, got ${value}.`);
  }
  return value;
}

/** @throws INVALID_ARGUMENT when it has fewer entries than `minimum` or more than `maximum`. */
export function parseList<Entry>(
  name: string,
  entries: readonly Entry[],
  minimum: number,
  maximum: number,
): readonly Entry[] {
  if (entries.length < minimum || entries.length > maximum) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"${name}" must have from ${minimum} to ${maximum} entries, got ${entries.length}.`,
    );
  }
  return entries;
}

const MAX_ORDER_ID_LENGTH = 40;
const MAX_EDITION_ID_LENGTH = 100;
const MAX_IDEMPOTENCY_KEY_LENGTH = 100;
const MAX_AGE_YEARS = 120;

/** @throws INVALID_ARGUMENT unless it could be an order number at all. */
export function parseOrderId(name: string, value: string): string {
  return parseText(name, value, MAX_ORDER_ID_LENGTH);
}

/** @throws INVALID_ARGUMENT unless it could be an edition's id at all. */
export function parseEditionId(name: string, value: string): string {
  return parseText(name, value, MAX_EDITION_ID_LENGTH);
}

/** @throws INVALID_ARGUMENT when it is empty, too long or not printable. */
export function parseIdempotencyKey(value: string): string {
  return parseText('idempotencyKey', value, MAX_IDEMPOTENCY_KEY_LENGTH);
}

/** A reader's age in years. @throws INVALID_ARGUMENT outside 0 to {@link MAX_AGE_YEARS}. */
export function parseAge(value: number): number {
  return parseInteger('age', value, 0, MAX_AGE_YEARS);
}
