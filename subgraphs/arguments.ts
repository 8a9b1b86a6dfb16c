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

const MAX_IDEMPOTENCY_KEY_LENGTH = 100;

/** @throws INVALID_ARGUMENT when it is empty, too long or not printable. */
export function parseIdempotencyKey(value: string): string {
  return parseText('idempotencyKey', value, MAX_IDEMPOTENCY_KEY_LENGTH);
}
