import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import { type FirstOf, unnestKeys } from '../database/firstOf.ts';
import type { ScanEventRow, ShippingAddressRow } from './afterSalesRows.ts';
import { isVisibleTo, type OrdersTables } from './repository.ts';

/** For each package of an order that the caller may see its latest events, latest first. `key` is the key's index. */
export async function loadScanEvents(
  database: Kysely<OrdersTables>,
  caller: Caller,
  keys: readonly FirstOf[],
): Promise<(ScanEventRow & { key: number })[]> {
  const { rows } = await sql<ScanEventRow & { key: number }>`
    select k.key, event.*
    from ${unnestKeys(keys)}
    join orders.package on package.id = k.id
    join orders.customer_order o on o.id = package.order_id and ${isVisibleTo(caller)}
    cross join lateral (
      select event.* from orders.scan_event event
      where event.package_id = package.id
      order by event.at desc, event.kind desc
      limit k.size
    ) event
    order by k.key, event.at desc, event.kind desc`.execute(database);
  return rows;
}

/** Where those of these orders go that the caller may see. Orders that ship nothing have none. */
export function loadShippingAddresses(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<ShippingAddressRow[]> {
  return database
    .selectFrom('orders.shipping_address as address')
    .innerJoin('orders.customer_order as o', 'o.id', 'address.order_id')
    .selectAll('address')
    .where(sql<boolean>`address.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .execute();
}
