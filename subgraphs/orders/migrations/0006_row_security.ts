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
  await protectRows(database, 'orders.customer_region', { select: isServedRegion('region') });
  // The region by the policy of the copy.
  await protectRows(database, 'orders.customer_order', {
    select: sql<boolean>`${own} or (${isServedMarketplace('marketplace')}
      and exists (select from orders.customer_region r where r.customer_id = customer_order.customer_id))`,
    update: { columns: ['status', 'hold_reason', 'estimated_delivery', 'version'], rows: own },
  });
  // Whichever orders the caller sees, by the policy of that table; only an owner changes them.
  const visible = sql<boolean>`exists (select from orders.customer_order o where o.id = order_id)`;
  const owned = sql<boolean>`exists (
    select from orders.customer_order o where o.id = order_id and ${isCallersOwn('o.customer_id')})`;
  await protectRows(database, 'orders.order_line', { select: visible });
  await protectRows(database, 'orders.package', { select: visible, delete: owned });
  await protectRows(database, 'orders.package_line', { select: visible });
  await protectRows(database, 'orders.scan_event', { select: visible });
  const columns = ['recipient', 'lines', 'city', 'region', 'postal_code', 'country'];
  await protectRows(database, 'orders.shipping_address', {
    select: visible,
    insert: owned,
    update: { columns, rows: owned },
  });
  await protectRows(database, 'orders.return', { select: visible, insert: owned });
  await protectRows(database, 'orders.return_line', { select: visible, insert: owned });
  await protectRows(database, 'orders.refund', { select: visible, insert: owned });
  await protectIdempotencyKeys(database, 'orders');
}
