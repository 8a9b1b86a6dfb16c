import type { Transaction } from 'kysely';
import type { ShippingAddressRow } from './afterSalesRows.ts';
import type { OrdersTables } from './repository.ts';

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
