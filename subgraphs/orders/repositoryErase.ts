import { sql, type Transaction } from 'kysely';
import { eraseIdempotencyKeys } from '../database/idempotencyKey.ts';
import type { ErasedCounts } from '../subgraph.ts';
import type { OrdersTables } from './repository.ts';

/**
 * Makes a customer's orders nobody's. What was sold, for how much, and what was paid back has to stay for the books;
 * where it went, how it was paid and on what way it travelled does not. Each order gets an owner of its own that is
 * nobody: not even that two were one customer's is left.
 */
export async function eraseOrders(
  transaction: Transaction<OrdersTables>,
  customerId: string,
): Promise<ErasedCounts> {
  const own = sql`(select id from orders.customer_order where customer_id = ${customerId})`;
  const addresses = await sql`
    delete from orders.shipping_address where order_id in ${own}`.execute(transaction);
  const scans = await sql`delete from orders.scan_event where order_id in ${own}`.execute(transaction);
  await sql`
    update orders.package set tracking_number = null
    where order_id in ${own} and tracking_number is not null`.execute(transaction);
  await sql`
    update orders.refund set method = 'erased' where order_id in ${own}`.execute(transaction);
  const orders = await sql`
    update orders.customer_order
    set customer_id = 'erased-' || gen_random_uuid(), version = version + 1
    where customer_id = ${customerId}`.execute(transaction);
  await sql`delete from orders.customer_region where customer_id = ${customerId}`.execute(transaction);
  return {
    'orders made nameless': Number(orders.numAffectedRows),
    'shipping addresses': Number(addresses.numAffectedRows),
    'scan events': Number(scans.numAffectedRows),
    'idempotency keys': await eraseIdempotencyKeys(transaction, 'orders', customerId),
  };
}
