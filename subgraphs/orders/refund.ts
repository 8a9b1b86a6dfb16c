import { createRecordId } from '../recordId.ts';
import type { RefundRow } from './afterSalesRows.ts';

/** Orders do not keep what they were paid with. */
const REFUND_METHOD = 'Original payment method';

/** A refund as it begins, of `amount`, exact, in the order's currency. */
export function openRefund(
  facts: Pick<RefundRow, 'order_id' | 'return_id' | 'status' | 'reason' | 'amount' | 'expected_by'>,
  now: Date,
): RefundRow {
  return {
    ...facts,
    id: createRecordId('RF', 10),
    method: REFUND_METHOD,
    requested_at: now,
    completed_at: null,
  };
}
