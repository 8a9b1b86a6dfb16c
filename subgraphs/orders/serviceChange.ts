import type { Kysely, Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import { findConfirmationError } from '../confirmation.ts';
import { doOnce, type Effect, type IdempotentOutcome } from '../idempotency.ts';
import type { RequestContext } from '../requestContext.ts';
import type { OrderRow, OrdersTables } from './repository.ts';
import { lockOrder } from './repositoryChange.ts';

/** A change of an order that its owner was shown beforehand and has confirmed. */
export interface ConfirmedChange<Plan, Refusal> {
  readonly action: string;
  /** All that the preview was about, in a fixed order. */
  readonly args: { readonly orderId: string; readonly [name: string]: unknown };
  readonly confirmationToken: string;
  readonly idempotencyKey: string;
  /** Decides anew, on rows that nobody else can change any more. */
  plan(transaction: Transaction<OrdersTables>, order: OrderRow): Promise<Planned<Plan, Refusal>>;
  /** Does it. @returns the id of what it made or changed. */
  apply(transaction: Transaction<OrdersTables>, order: OrderRow, plan: Plan): Promise<string>;
}

export type Planned<Plan, Refusal> = { readonly plan: Plan } | { readonly error: Refusal };

/** Why nothing was changed, beside what an action itself refuses. */
export type ChangeError = 'NOT_FOUND' | 'INVALID_CONFIRMATION' | 'STALE_PREVIEW';

/** Changes the caller's own order once, in one transaction with the idempotency key, under a lock on the order. */
export async function changeOnce<Plan, Refusal>(
  database: Kysely<OrdersTables>,
  request: RequestContext,
  change: ConfirmedChange<Plan, Refusal>,
): Promise<IdempotentOutcome<ChangeError | Refusal>> {
  const { caller } = request;
  if (caller.context !== 'customer') return { error: 'NOT_FOUND' };
  const { action, args, confirmationToken, idempotencyKey: key } = change;
  const call = {
    customerId: caller.customerId,
    key,
    action,
    args: { ...args, confirmationToken },
    now: request.now(),
  };
  return doOnce(database, 'orders', call, (transaction) =>
    changeLocked(transaction, request, caller, change),
  );
}

async function changeLocked<Plan, Refusal>(
  transaction: Transaction<OrdersTables>,
  request: RequestContext,
  caller: Caller,
  { action, args, confirmationToken, plan, apply }: ConfirmedChange<Plan, Refusal>,
): Promise<Effect<ChangeError | Refusal>> {
  const order = await lockOrder(transaction, caller, args.orderId);
  if (order === undefined) return { error: 'NOT_FOUND' };
  const error = findConfirmationError(request, action, args, order.version, confirmationToken);
  if (error === 'INVALID_CONFIRMATION') return { error };
  // Before the version: where it is refused by now, looking again would be of no use.
  const planned = await plan(transaction, order);
  if ('error' in planned) return planned;
  if (error !== undefined) return { error };
  return { resultId: await apply(transaction, order, planned.plan) };
}
