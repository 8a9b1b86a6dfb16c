import { sql, type Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import { type IdempotencyKeyRow, isOwnedBy, type OrderRow, type OrdersTables } from './repository.ts';

/**
 * Takes a key for this transaction; a second one with the same key waits here until the first has ended.
 * @returns undefined when the key was free and is now this transaction's; otherwise how it was used.
 */
export async function claimIdempotencyKey(
  transaction: Transaction<OrdersTables>,
  key: IdempotencyKeyRow,
): Promise<IdempotencyKeyRow | undefined> {
  const claimed = await transaction
    .insertInto('orders.idempotency_key')
    .values(key)
    .onConflict((conflict) => conflict.columns(['customer_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed !== undefined) return undefined;
  return transaction
    .selectFrom('orders.idempotency_key')
    .selectAll()
    .where('customer_id', '=', key.customer_id)
    .where('key', '=', key.key)
    .executeTakeFirstOrThrow();
}

/** Gives a key back that {@link claimIdempotencyKey} took in this transaction. */
export async function releaseIdempotencyKey(
  transaction: Transaction<OrdersTables>,
  { customer_id, key }: IdempotencyKeyRow,
): Promise<void> {
  await transaction
    .deleteFrom('orders.idempotency_key')
    .where('customer_id', '=', customer_id)
    .where('key', '=', key)
    .execute();
}

/** The caller's own order, locked against any other change until the transaction ends. */
export function lockOrder(
  transaction: Transaction<OrdersTables>,
  caller: Caller,
  id: string,
): Promise<OrderRow | undefined> {
  return transaction
    .selectFrom('orders.customer_order as o')
    .selectAll('o')
    .where('o.id', '=', id)
    .where(isOwnedBy(caller))
    .forUpdate()
    .executeTakeFirst();
}

/**
 * Cancels the caller's own order and takes its packages apart: none has left, and none may leave any more.
 * @returns the order as it is then.
 */
export async function markCancelled(
  transaction: Transaction<OrdersTables>,
  caller: Caller,
  id: string,
): Promise<OrderRow> {
  const order = await transaction
    .updateTable('orders.customer_order as o')
    .set({ status: 'CANCELLED', hold_reason: null, estimated_delivery: null, version: sql`o.version + 1` })
    .where('o.id', '=', id)
    .where(isOwnedBy(caller))
    .returningAll('o')
    .executeTakeFirstOrThrow();
  await transaction.deleteFrom('orders.package').where('order_id', '=', order.id).execute();
  return order;
}
