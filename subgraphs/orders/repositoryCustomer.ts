import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import { isVisibleTo, type OrderRow, type OrdersTables } from './repository.ts';

/** The latest `limit` orders of each of these customers that the caller may see, each customer's latest first. */
export async function loadLatestOrders(
  database: Kysely<OrdersTables>,
  caller: Caller,
  customerIds: readonly string[],
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    select latest.*
    from unnest(${customerIds}::text[]) as customer (id)
    cross join lateral (
      select o.* from orders.customer_order o
      where o.customer_id = customer.id and ${isVisibleTo(caller)}
      order by o.placed_at desc, o.id desc
      limit ${limit}
    ) latest
    order by latest.placed_at desc, latest.id desc`.execute(database);
  return rows;
}
