import { parseText } from '../arguments.ts';

/** The longest order number, as the schema states it. */
const MAX_ORDER_ID_LENGTH = 40;

/** @throws INVALID_ARGUMENT unless it could be an order number at all. */
export function parseOrderId(name: string, value: string): string {
  return parseText(name, value, MAX_ORDER_ID_LENGTH);
}
