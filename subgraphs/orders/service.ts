import type { Kysely, Transaction } from 'kysely';
import { type Confirmation, confirm, findConfirmationError } from '../confirmation.ts';
import { doOnce, type Effect, type IdempotentOutcome } from '../idempotency.ts';
import type { RequestContext } from '../requestContext.ts';
import { loadPackages, type OrderRow, type OrdersTables, type PackageRow } from './repository.ts';
import { lockOrder, markCancelled } from './repositoryCancel.ts';
import type { CancelRefusal } from './resolvers.generated.ts';

/**
 * The rule: an order can be cancelled as a whole as long as no part of it has left.
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

/** What cancelling would do; where it is refused, nothing is refunded and there is nothing to confirm. */
export interface CancelPreview {
  readonly order: OrderRow;
  readonly refusal?: CancelRefusal;
  /** Exact, as text, in the order's currency. */
  readonly refund: string;
  readonly confirmation?: Confirmation;
}

/** Previews without any effect. The token confirms for this caller and this state of the order only. */
export function previewCancel(
  order: OrderRow,
  packages: readonly PackageRow[],
  request: RequestContext,
): CancelPreview {
  const refusal = findCancelRefusal(order, packages);
  if (refusal !== undefined) return { order, refusal, refund: '0.00' };
  const confirmation = confirm(request, 'cancelOrder', { orderId: order.id }, order.version);
  // What has not been paid cannot be paid back.
  const refund = order.hold_reason === 'PAYMENT_PENDING' ? '0.00' : order.total_amount;
  return { order, refund, confirmation };
}

export interface CancelArguments {
  readonly orderId: string;
  readonly confirmationToken: string;
  readonly idempotencyKey: string;
}

/** Why nothing was cancelled. */
export type CancelError = 'NOT_FOUND' | 'NOT_CANCELLABLE' | 'INVALID_CONFIRMATION' | 'STALE_PREVIEW';

/** Cancels an order once; the result is the order. */
export async function cancelOrder(
  database: Kysely<OrdersTables>,
  request: RequestContext,
  { orderId, confirmationToken, idempotencyKey }: CancelArguments,
): Promise<IdempotentOutcome<CancelError>> {
  const { caller } = request;
  if (caller.context !== 'customer') return { error: 'NOT_FOUND' };
  const call = {
    customerId: caller.customerId,
    key: idempotencyKey,
    action: 'cancelOrder',
    args: { orderId, confirmationToken },
    now: request.now(),
  };
  return doOnce(database, 'orders', call, async (transaction): Promise<Effect<CancelError>> => {
    const order = await lockOrder(transaction, caller, orderId);
    if (order === undefined) return { error: 'NOT_FOUND' };
    const error = await findCancelError(transaction, request, order, confirmationToken);
    if (error !== undefined) return { error };
    await markCancelled(transaction, caller, orderId);
    return { resultId: orderId };
  });
}

async function findCancelError(
  transaction: Transaction<OrdersTables>,
  request: RequestContext,
  order: OrderRow,
  token: string,
): Promise<CancelError | undefined> {
  const error = findConfirmationError(request, 'cancelOrder', { orderId: order.id }, order.version, token);
  if (error === 'INVALID_CONFIRMATION') return error;
  const packages = await loadPackages(transaction, request.caller, [order.id]);
  // Before the version: a parcel that has left also raised it, and looking again would be of no use.
  return findCancelRefusal(order, packages) === undefined ? error : 'NOT_CANCELLABLE';
}
