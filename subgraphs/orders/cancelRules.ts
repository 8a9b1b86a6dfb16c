import { formatHundredths, parseHundredths } from '../money.ts';
import { clauseId, SHOP_RULES } from '../shopRules.ts';
import type { OrderRow, PackageRow } from './repository.ts';
import type { CancelRefusal } from './resolvers.generated.ts';

/** What cancelling an order comes to. Amounts are exact, as text, in the order's currency. */
export interface CancelDecision {
  /** Why it cannot be cancelled; undefined when it can. */
  readonly refusal?: CancelRefusal;
  /** What is paid back, after the fee; nothing where it is refused, or where nothing has been paid. */
  readonly refund: string;
  readonly fee: string;
  readonly clauseId: string;
}

/** The rule for cancelling an order as a whole. */
export function decideCancel(
  order: Pick<OrderRow, 'status' | 'hold_reason' | 'marketplace' | 'total_amount'>,
  packages: readonly Pick<PackageRow, 'status'>[],
): CancelDecision {
  const isPreorder = order.hold_reason === 'AWAITING_RELEASE';
  const clause = clauseId(isPreorder ? 'preorder-cancellation' : 'cancellation', order.marketplace);
  const refusal = findCancelRefusal(order, packages);
  if (refusal !== undefined) return { refusal, refund: '0.00', fee: '0.00', clauseId: clause };
  // What has not been paid can neither be paid back nor have a fee kept of it.
  const paid = order.hold_reason === 'PAYMENT_PENDING' ? 0 : parseHundredths(order.total_amount);
  const { cancelFeeWhilePacking } = SHOP_RULES[order.marketplace];
  const isFree = isPreorder || packages.length === 0;
  const fee = isFree ? 0 : Math.min(parseHundredths(cancelFeeWhilePacking), paid);
  return { refund: formatHundredths(paid - fee), fee: formatHundredths(fee), clauseId: clause };
}

/**
 * An order can be cancelled as long as no part of it has left.
 * @returns why not, or undefined when it can.
 */
export function findCancelRefusal(
  order: Pick<OrderRow, 'status'>,
  packages: readonly Pick<PackageRow, 'status'>[],
): CancelRefusal | undefined {
  switch (order.status) {
    case 'CANCELLED':
      return 'ALREADY_CANCELLED';
    case 'DELIVERED':
      return 'ALREADY_DELIVERED';
    case 'SHIPPED':
    case 'PARTLY_SHIPPED':
      return 'ALREADY_SHIPPED';
    case 'PROCESSING':
    case 'ON_HOLD':
      return packages.every(({ status }) => status === 'PREPARING') ? undefined : 'ALREADY_SHIPPED';
  }
}
