import { sql, type Transaction } from 'kysely';
import { replaceCopy, selectRecords } from '../database/replaceCopy.ts';
import type { CustomerFact, Facts, PurchaseFact } from '../feeds.ts';
import type { OrdersTables } from './repository.ts';

/** About so many orders are read at a time: whole customers, so that each has an edition once only. */
const ORDERS_PER_CHUNK = 2_000;

/** Who bought what, each pair once; orders that were cancelled do not count. */
export async function* publishPurchases(
  transaction: Transaction<OrdersTables>,
): AsyncIterable<readonly PurchaseFact[]> {
  let after = '';
  for (;;) {
    const upTo = await findChunkEnd(transaction, after);
    if (upTo === undefined) return;
    const { rows } = await sql<PurchaseFact>`
      select distinct o.customer_id as "customerId", line.edition_id as "editionId"
      from orders.customer_order o
      -- Offset 0 keeps the planner from reading all lines of the shop anew for each chunk.
      cross join lateral (
        select line.edition_id from orders.order_line line where line.order_id = o.id offset 0
      ) line
      where o.customer_id > ${after} and o.customer_id <= ${upTo} and o.status <> 'CANCELLED'
      order by o.customer_id, line.edition_id`.execute(transaction);
    if (rows.length > 0) yield rows;
    after = upTo;
  }
}

async function findChunkEnd(
  transaction: Transaction<OrdersTables>,
  after: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ upTo: string | null }>`
    select max(customer_id) as "upTo" from (
      select customer_id from orders.customer_order
      where customer_id > ${after}
      order by customer_id
      limit ${ORDERS_PER_CHUNK}
    ) chunk`.execute(transaction);
  return rows[0]?.upTo ?? undefined;
}

/** Keeps where customers live. */
export function keepCustomers(
  transaction: Transaction<OrdersTables>,
  facts: Facts<CustomerFact>,
): Promise<void> {
  const table = 'orders.customer_region';
  const select = (customers: readonly CustomerFact[]) =>
    selectRecords(
      table,
      customers.map(({ id, region }) => ({ customer_id: id, region })),
    );
  return replaceCopy(transaction, { table, key: ['customer_id'], select }, facts);
}
