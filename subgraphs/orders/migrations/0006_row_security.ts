import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { protectIdempotencyKeys } from '../../database/idempotencyKey.ts';
import {
  grantReading,
  isCallersOwn,
  isServedMarketplace,
  isServedRegion,
  protectRows,
} from '../../database/rowSecurity.ts';

/** An order is there for its customer, and for those who serve its marketplace and its customer's region. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await grantReading(database, 'orders', []);
  const own = isCallersOwn('customer_id');
  await protectRows(database, 'orders.customer_region', { staff: { select: isServedRegion('region') } });
  await protectRows(database, 'orders.customer_order', {
    customer: {
      select: own,
      update: { columns: ['status', 'hold_reason', 'estimated_delivery', 'version'], rows: own },
    },
    staff: {
      // The region by the policy of the copy.
      select: sql<boolean>`${isServedMarketplace('marketplace')} and exists (
        select from orders.customer_region r where r.customer_id = customer_order.customer_id)`,
    },
  });
  // Of whichever orders are there for the caller, by the policy of that table.
  const there = sql<boolean>`exists (select from orders.customer_order o where o.id = order_id)`;
  const staff = { select: there };
  for (const table of ['orders.order_line', 'orders.package_line', 'orders.scan_event']) {
    await protectRows(database, table, { customer: { select: there }, staff });
  }
  await protectRows(database, 'orders.package', { customer: { select: there, delete: there }, staff });
  const columns = ['recipient', 'lines', 'city', 'region', 'postal_code', 'country'];
  await protectRows(database, 'orders.shipping_address', {
    customer: { select: there, insert: there, update: { columns, rows: there } },
    staff,
  });
  for (const table of ['orders.return', 'orders.return_line', 'orders.refund']) {
    await protectRows(database, table, { customer: { select: there, insert: there }, staff });
  }
  await protectIdempotencyKeys(database, 'orders');
}
