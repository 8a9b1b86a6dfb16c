import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import type { ScanEventRow, ShippingAddressRow } from './afterSalesRows.ts';
import { isVisibleTo, type OrdersTables } from './repository.ts';

/** The latest `limit` events of each of these packages of orders that the caller may see, latest first. */
export async function loadScanEvents(
  database: Kysely<OrdersTables>,
  caller: Caller,
  packageIds: readonly string[],
  limit: number,
): Promise<ScanEventRow[]> {
  const { rows } = await sql<ScanEventRow>`
    select latest.*
    from orders.package
    join orders.customer_order o on o.id = package.order_id
    cross join lateral (
      select event.* from orders.scan_event event
      where event.package_id = package.id
      order by event.at desc, event.kind desc
      limit ${limit}
    ) latest
    where package.id = any(${packageIds}::text[]) and ${isVisibleTo(caller)}
    order by latest.package_id, latest.at desc, latest.kind desc`.execute(database);
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
