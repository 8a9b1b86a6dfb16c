import { sql, type Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import { isOwnedBy, type OrderRow, type OrdersTables } from './repository.ts';

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
 */
export async function markCancelled(
  transaction: Transaction<OrdersTables>,
  caller: Caller,
  id: string,
): Promise<void> {
  await transaction
    .updateTable('orders.customer_order as o')
    .set({ status: 'CANCELLED', hold_reason: null, estimated_delivery: null, version: sql`o.version + 1` })
    .where('o.id', '=', id)
    .where(isOwnedBy(caller))
    .execute();
  await transaction.deleteFrom('orders.package').where('order_id', '=', id).execute();
}
