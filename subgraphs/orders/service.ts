import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import type { RequestContext } from '../requestContext.ts';
import { createSeal } from '../seal.ts';
import {
  inTransaction,
  loadOrders,
  loadPackages,
  type OrderRow,
  type OrdersTables,
  type PackageRow,
} from './repository.ts';
import { claimIdempotencyKey, lockOrder, markCancelled, releaseIdempotencyKey } from './repositoryCancel.ts';
import type { CancelRefusal, UserErrorCode } from './resolvers.generated.ts';

/** Long enough to read a preview and to say yes. */
const CONFIRMATION_MS = 5 * 60 * 1_000;

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
  readonly confirmation?: { readonly token: string; readonly expiresAt: Date };
}

/** Previews without any effect. The token confirms for this caller and this state of the order only. */
export function previewCancel(
  order: OrderRow,
  packages: readonly PackageRow[],
  request: RequestContext,
): CancelPreview {
  const refusal = findCancelRefusal(order, packages);
  if (refusal !== undefined) return { order, refusal, refund: '0.00' };
  const expiresAt = new Date(request.now().getTime() + CONFIRMATION_MS);
  const token = confirmationSeal(request, order.id).write({
    version: order.version,
    expiresAt: expiresAt.getTime(),
  });
  // What has not been paid cannot be paid back.
  const refund = order.hold_reason === 'PAYMENT_PENDING' ? '0.00' : order.total_amount;
  return { order, refund, confirmation: { token, expiresAt } };
}

export interface CancelArguments {
  readonly orderId: string;
  readonly confirmationToken: string;
  readonly idempotencyKey: string;
}

/** `replayed`: the order was cancelled by an earlier call with the same key and arguments. */
export type CancelOutcome =
  | { readonly order: OrderRow; readonly replayed: boolean }
  | { readonly error: UserErrorCode };

/**
 * Cancels an order once, in one transaction: however often and however concurrently the same call arrives, the
 * first has the effect and the others get its answer.
 *
 * A refusal leaves nothing behind, not even its key. It changed nothing, so there is nothing to protect from
 * being done twice, and the caller may go back to the preview and come again with the key it has.
 */
export async function cancelOrder(
  database: Kysely<OrdersTables>,
  request: RequestContext,
  args: CancelArguments,
): Promise<CancelOutcome> {
  const { caller } = request;
  if (caller.context !== 'customer') return { error: 'NOT_FOUND' };
  const key = {
    customer_id: caller.customerId,
    key: args.idempotencyKey,
    arguments_hash: hashArguments(args),
    used_at: request.now(),
  };
  return inTransaction(database, async (transaction) => {
    const used = await claimIdempotencyKey(transaction, key);
    if (used !== undefined) {
      return used.arguments_hash === key.arguments_hash
        ? replayCancel(transaction, caller, args.orderId)
        : { error: 'IDEMPOTENCY_CONFLICT' };
    }
    const order = await lockOrder(transaction, caller, args.orderId);
    const error =
      order === undefined ? 'NOT_FOUND' : await findCancelError(transaction, request, order, args);
    if (error !== undefined) {
      await releaseIdempotencyKey(transaction, key);
      return { error };
    }
    return { order: await markCancelled(transaction, caller, args.orderId), replayed: false };
  });
}

/** The order is looked up anew: what was the caller's then need not be today. */
async function replayCancel(
  transaction: Transaction<OrdersTables>,
  caller: Caller,
  orderId: string,
): Promise<CancelOutcome> {
  const [order] = await loadOrders(transaction, caller, [orderId]);
  return order === undefined ? { error: 'NOT_FOUND' } : { order, replayed: true };
}

async function findCancelError(
  transaction: Transaction<OrdersTables>,
  request: RequestContext,
  order: OrderRow,
  { confirmationToken }: CancelArguments,
): Promise<UserErrorCode | undefined> {
  const confirmed = confirmationSeal(request, order.id).read(confirmationToken);
  if (confirmed === undefined || confirmed.expiresAt <= request.now().getTime())
    return 'INVALID_CONFIRMATION';
  const packages = await loadPackages(transaction, request.caller, [order.id]);
  // Before the version: a parcel that has left also raised it, and looking again would be of no use.
  if (findCancelRefusal(order, packages) !== undefined) return 'NOT_CANCELLABLE';
  return confirmed.version === order.version ? undefined : 'STALE_PREVIEW';
}

function confirmationSeal({ secret, caller }: RequestContext, orderId: string) {
  return createSeal<{ version: number; expiresAt: number }>(
    secret,
    caller,
    'confirmation',
    'cancelOrder',
    orderId,
  );
}

/** Names the action too: keys are one space per customer, whatever they are used for. */
function hashArguments({ orderId, confirmationToken }: CancelArguments): string {
  return createHash('sha256')
    .update(JSON.stringify(['cancelOrder', orderId, confirmationToken]))
    .digest('base64url');
}
