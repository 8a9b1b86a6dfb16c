import type { Kysely, Transaction } from 'kysely';
import { type Confirmation, confirm } from '../confirmation.ts';
import type { IdempotentOutcome } from '../idempotency.ts';
import { addLocalDays } from '../localDay.ts';
import { parseHundredths } from '../money.ts';
import type { RequestContext } from '../requestContext.ts';
import { SHOP_RULES } from '../shopRules.ts';
import { type CancelDecision, decideCancel } from './cancelRules.ts';
import { openRefund } from './refund.ts';
import { loadPackages, type OrderRow, type OrdersTables, type PackageRow } from './repository.ts';
import { addRefund, changeOrder, removePackages } from './repositoryChange.ts';
import { type ChangeError, changeOnce } from './serviceChange.ts';

const ACTION = 'cancelOrder';

/** What cancelling would do; where it is refused there is nothing to confirm. */
export interface CancelPreview {
  readonly order: OrderRow;
  readonly decision: CancelDecision;
  readonly confirmation?: Confirmation;
}

/** Previews without any effect. The token confirms for this caller and this state of the order only. */
export function previewCancel(
  order: OrderRow,
  packages: readonly PackageRow[],
  request: RequestContext,
): CancelPreview {
  const decision = decideCancel(order, packages);
  if (decision.refusal !== undefined) return { order, decision };
  return { order, decision, confirmation: confirm(request, ACTION, { orderId: order.id }, order.version) };
}

export interface CancelArguments {
  readonly orderId: string;
  readonly confirmationToken: string;
  readonly idempotencyKey: string;
}

/** Cancels an order once, and has what was paid sent back; the result is the order. */
export function cancelOrder(
  database: Kysely<OrdersTables>,
  request: RequestContext,
  { orderId, confirmationToken, idempotencyKey }: CancelArguments,
): Promise<IdempotentOutcome<ChangeError | 'NOT_CANCELLABLE'>> {
  return changeOnce<CancelDecision, 'NOT_CANCELLABLE'>(database, request, {
    action: ACTION,
    args: { orderId },
    confirmationToken,
    idempotencyKey,
    async plan(transaction, order) {
      const decision = decideCancel(order, await loadPackages(transaction, request.caller, [orderId]));
      return decision.refusal === undefined ? { plan: decision } : { error: 'NOT_CANCELLABLE' };
    },
    async apply(transaction, order, { refund }) {
      const values = { status: 'CANCELLED', hold_reason: null, estimated_delivery: null } as const;
      await changeOrder(transaction, request.caller, orderId, values);
      await removePackages(transaction, orderId);
      if (parseHundredths(refund) > 0) await payBack(transaction, order, refund, request.now());
      return orderId;
    },
  });
}

async function payBack(
  transaction: Transaction<OrdersTables>,
  { id, marketplace }: OrderRow,
  amount: string,
  now: Date,
): Promise<void> {
  const { refundDays, timeZone } = SHOP_RULES[marketplace];
  const expectedBy = addLocalDays(now, refundDays, timeZone);
  const refund = openRefund(
    {
      order_id: id,
      return_id: null,
      status: 'PROCESSING',
      reason: 'CANCELLED',
      amount,
      expected_by: expectedBy,
    },
    now,
  );
  await addRefund(transaction, refund);
}
