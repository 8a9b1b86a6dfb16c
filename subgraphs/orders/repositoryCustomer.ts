import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import { type FirstOf, unnestKeys } from '../database/firstOf.ts';
import { isVisibleTo, type OrderRow, type OrdersTables } from './repository.ts';

/** For each customer its latest orders that the caller may see, latest first. `key` is the key's index. */
export async function loadLatestOrders(
  database: Kysely<OrdersTables>,
  caller: Caller,
  keys: readonly FirstOf[],
): Promise<(OrderRow & { key: number })[]> {
  const { rows } = await sql<OrderRow & { key: number }>`
    select k.key, o.*
    from ${unnestKeys(keys)}
    cross join lateral (
      select o.* from orders.customer_order o
      where o.customer_id = k.id and ${isVisibleTo(caller)}
      order by o.placed_at desc, o.id desc
      limit k.size
    ) o
    order by k.key, o.placed_at desc, o.id desc`.execute(database);
  return rows;
}
