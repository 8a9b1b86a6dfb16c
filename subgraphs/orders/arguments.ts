import { parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';
import type { ReturnLineInput } from './resolvers.generated.ts';
import type { RequestedLine } from './serviceReturn.ts';

/** The longest number of an order or of one of its lines, as the schema states them. */
const MAX_ORDER_ID_LENGTH = 40;
const MAX_LINE_ID_LENGTH = 60;

const MAX_RETURN_LINES = 20;
const MAX_QUANTITY = 999;

/** @throws INVALID_ARGUMENT unless it could be an order number at all. */
export function parseOrderId(name: string, value: string): string {
  return parseText(name, value, MAX_ORDER_ID_LENGTH);
}

/**
 * Sorted, so that the same lines in another sequence are the same return.
 * @throws INVALID_ARGUMENT unless there are from 1 to 20, each with a possible quantity, and none twice.
 */
export function parseReturnLines(lines: readonly ReturnLineInput[]): RequestedLine[] {
  if (lines.length < 1 || lines.length > MAX_RETURN_LINES) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"lines" must have from 1 to ${MAX_RETURN_LINES} entries, got ${lines.length}.`,
    );
  }
  const parsed = lines.map(({ lineId, quantity = 1, reason }) => ({
    lineId: parseText('lines.lineId', lineId, MAX_LINE_ID_LENGTH),
    quantity: parseQuantity(quantity),
    reason,
  }));
  if (new Set(parsed.map(({ lineId }) => lineId)).size < parsed.length) {
    throw subgraphError('INVALID_ARGUMENT', '"lines" must not name a line twice.');
  }
  return parsed.toSorted((one, other) => (one.lineId < other.lineId ? -1 : 1));
}

function parseQuantity(quantity: number): number {
  if (quantity < 1 || quantity > MAX_QUANTITY) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"lines.quantity" must be from 1 to ${MAX_QUANTITY}, got ${quantity}.`,
    );
  }
  return quantity;
}
