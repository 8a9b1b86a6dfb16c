import { parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';

/** As the schema states them. */
const MAX_CUSTOMER_ID_LENGTH = 40;
const MAX_REASON_LENGTH = 200;

const MIN_REASON_LETTERS = 5;

/** @throws INVALID_ARGUMENT unless it could be a customer's id at all. */
export function parseCustomerId(value: string): string {
  return parseText('id', value, MAX_CUSTOMER_ID_LENGTH);
}

/**
 * Why somebody looks at a customer, trimmed.
 * @throws INVALID_ARGUMENT unless it has letters or digits enough to say something.
 */
export function parseReason(value: string): string {
  const reason = parseText('reason', value, MAX_REASON_LENGTH).trim();
  const letters = reason.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < MIN_REASON_LETTERS) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"reason" must have at least ${MIN_REASON_LETTERS} letters or digits, got ${letters}.`,
    );
  }
  return reason;
}
