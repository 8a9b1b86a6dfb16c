import { sql, type Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import type { RefundRow, ShippingAddressRow } from './afterSalesRows.ts';
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

/** Changes the caller's own order, and raises its version: previews of what it was no longer hold. */
export async function changeOrder(
  transaction: Transaction<OrdersTables>,
  caller: Caller,
  id: string,
  values: Partial<Pick<OrderRow, 'status' | 'hold_reason' | 'estimated_delivery'>>,
): Promise<void> {
  await transaction
    .updateTable('orders.customer_order as o')
    .set({ ...values, version: sql`o.version + 1` })
    .where('o.id', '=', id)
    .where(isOwnedBy(caller))
    .execute();
}

/** Adds a refund of an order that the transaction has locked. */
export async function addRefund(transaction: Transaction<OrdersTables>, refund: RefundRow): Promise<void> {
  await transaction.insertInto('orders.refund').values(refund).execute();
}

/** Sets where an order goes that the transaction has locked. */
export async function putAddress(
  transaction: Transaction<OrdersTables>,
  { order_id, ...address }: ShippingAddressRow,
): Promise<void> {
  await transaction
    .insertInto('orders.shipping_address')
    .values({ order_id, ...address })
    .onConflict((conflict) => conflict.column('order_id').doUpdateSet(address))
    .execute();
}

/** Takes apart the packages of an order that the transaction has locked: none has left, and none may any more. */
export async function removePackages(transaction: Transaction<OrdersTables>, orderId: string): Promise<void> {
  await transaction.deleteFrom('orders.package').where('order_id', '=', orderId).execute();
}
