import { parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';

/** As the schema states them. */
const MAX_CUSTOMER_ID_LENGTH = 40;
const MAX_REASON_LENGTH = 200;

const MIN_REASON_LETTERS = 5;

/** Control characters, bidirectional controls (Unicode Standard Annex 9) and invisible copies of ASCII. */
const HIDDEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]|[\u{e0000}-\u{e007f}]/gu;

/** @throws INVALID_ARGUMENT unless it could be a customer's id at all. */
export function parseCustomerId(value: string): string {
  return parseText('id', value, MAX_CUSTOMER_ID_LENGTH);
}

/**
 * Why somebody looks at a customer, trimmed and on one line, without what would mislead whoever reads it.
 * @throws INVALID_ARGUMENT unless it has letters or digits enough to say something.
 */
export function parseReason(value: string): string {
  const reason = parseText('reason', value, MAX_REASON_LENGTH).replaceAll(HIDDEN, ' ').trim();
  const letters = reason.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < MIN_REASON_LETTERS) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"reason" must have at least ${MIN_REASON_LETTERS} letters or digits, got ${letters}.`,
    );
  }
  return reason;
}
