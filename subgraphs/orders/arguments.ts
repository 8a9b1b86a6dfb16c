import { parseInteger, parseList, parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';
import type { ReturnLineInput } from './resolvers.generated.ts';
import type { RequestedLine } from './serviceReturn.ts';

/** As the schema states it. */
const MAX_LINE_ID_LENGTH = 60;

const MAX_RETURN_LINES = 20;
const MAX_QUANTITY = 999;

/**
 * Sorted, so that the same lines in another sequence are the same return.
 * @throws INVALID_ARGUMENT unless there are from 1 to 20, each with a possible quantity, and none twice.
 */
export function parseReturnLines(lines: readonly ReturnLineInput[]): RequestedLine[] {
  const parsed = parseList('lines', lines, 1, MAX_RETURN_LINES).map(({ lineId, quantity = 1, reason }) => ({
    lineId: parseText('lines.lineId', lineId, MAX_LINE_ID_LENGTH),
    quantity: parseInteger('lines.quantity', quantity, 1, MAX_QUANTITY),
    reason,
  }));
  if (new Set(parsed.map(({ lineId }) => lineId)).size < parsed.length) {
    throw subgraphError('INVALID_ARGUMENT', '"lines" must not name a line twice.');
  }
  return parsed.toSorted((one, other) => (one.lineId < other.lineId ? -1 : 1));
}
