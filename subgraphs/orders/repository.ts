import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Caller, Marketplace, Region } from '../caller.ts';
import type { AfterSalesTables } from './afterSalesRows.ts';
import type { HoldReason, OrderStatus, PackageStatus } from './resolvers.generated.ts';

/**
 * One order. `total_amount` is exact, as text; `estimated_delivery` is a calendar date. Each change of the order
 * or of its packages raises `version`, under a lock on this row.
 */
export interface OrderRow {
  id: string;
  customer_id: string;
  marketplace: Marketplace;
  placed_at: Date;
  status: OrderStatus;
  hold_reason: HoldReason | null;
  total_amount: string;
  currency: string;
  estimated_delivery: string | null;
  version: number;
}

/** What was ordered, in the currency of its order. `position` gives the order on the confirmation. */
export interface OrderLineRow {
  id: string;
  order_id: string;
  position: number;
  edition_id: string;
  quantity: number;
  unit_price_amount: string;
  /** Ships nothing and cannot be returned. */
  is_digital: boolean;
}

export interface PackageRow {
  id: string;
  order_id: string;
  position: number;
  status: PackageStatus;
  carrier: string | null;
  tracking_number: string | null;
  shipped_at: Date | null;
  estimated_delivery: string | null;
  delivered_at: Date | null;
  /** When the carrier was last asked; null where nobody has. */
  checked_at: Date | null;
}

/** How many copies of a line are in a package; a line may be spread over several. */
export interface PackageLineRow {
  order_id: string;
  package_id: string;
  line_id: string;
  quantity: number;
}

/** A copy of the feed `customers`. */
export interface CustomerRegionRow {
  customer_id: string;
  region: Region;
}

export interface OrdersTables extends AfterSalesTables {
  'orders.customer_region': CustomerRegionRow;
  'orders.customer_order': OrderRow;
  'orders.order_line': OrderLineRow;
  'orders.package': PackageRow;
  'orders.package_line': PackageLineRow;
}

/** Where a page of orders begins: behind this one. */
export interface OrderPosition {
  /** ISO 8601, to the millisecond. */
  readonly placedAt: string;
  readonly id: string;
}

/** Those of these orders for which `condition` holds, in no order, in one statement. */
export function loadOrders(
  database: Kysely<OrdersTables>,
  condition: RawBuilder<boolean>,
  ids: readonly string[],
): Promise<OrderRow[]> {
  return database
    .selectFrom('orders.customer_order as o')
    .selectAll('o')
    .where(sql<boolean>`o.id = any(${ids}::text[])`)
    .where(condition)
    .execute();
}

/** The caller's own orders behind `after`, latest first, at most `limit`. */
export function listOrders(
  database: Kysely<OrdersTables>,
  caller: Caller,
  limit: number,
  after?: OrderPosition,
): Promise<OrderRow[]> {
  return database
    .selectFrom('orders.customer_order as o')
    .selectAll('o')
    .where(isOwnedBy(caller))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(o.placed_at, o.id) < (${after?.placedAt}::timestamptz, ${after?.id}::text)`),
    )
    .orderBy('o.placed_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(limit)
    .execute();
}

/** An order line with the currency of its order. */
export type PricedOrderLineRow = OrderLineRow & Pick<OrderRow, 'currency'>;

/** All lines of those of these orders that the caller may see, each order's in its sequence. */
export function loadOrderLines(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<PricedOrderLineRow[]> {
  return database
    .selectFrom('orders.order_line as line')
    .innerJoin('orders.customer_order as o', 'o.id', 'line.order_id')
    .selectAll('line')
    .select('o.currency')
    .where(sql<boolean>`line.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('line.order_id')
    .orderBy('line.position')
    .execute();
}

/** All packages of those of these orders that the caller may see, each order's in its sequence. */
export function loadPackages(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<PackageRow[]> {
  return database
    .selectFrom('orders.package as package')
    .innerJoin('orders.customer_order as o', 'o.id', 'package.order_id')
    .selectAll('package')
    .where(sql<boolean>`package.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('package.order_id')
    .orderBy('package.position')
    .execute();
}

/** What is in the packages of those of these orders that the caller may see, in the sequence of the lines. */
export function loadPackageLines(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<PackageLineRow[]> {
  return database
    .selectFrom('orders.package_line as content')
    .innerJoin('orders.customer_order as o', 'o.id', 'content.order_id')
    .innerJoin('orders.order_line as line', 'line.id', 'content.line_id')
    .selectAll('content')
    .where(sql<boolean>`content.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('content.order_id')
    .orderBy('line.position')
    .execute();
}

/** Runs `work` in one transaction; whatever it throws undoes all of it. */
export function inTransaction<Result>(
  database: Kysely<OrdersTables>,
  work: (transaction: Transaction<OrdersTables>) => Promise<Result>,
): Promise<Result> {
  // Each statement has to see what another transaction committed while this one waited for its lock.
  return database.transaction().setIsolationLevel('read committed').execute(work);
}

/**
 * The condition under which a row of `orders.customer_order as o` is there at all for a caller. Only a customer
 * owns orders, and uses those of its marketplaces; anybody else finds none.
 */
export function isOwnedBy(caller: Caller): RawBuilder<boolean> {
  if (caller.context !== 'customer') return sql<boolean>`false`;
  return sql<boolean>`(o.customer_id = ${caller.customerId}
    and o.marketplace = any(${caller.marketplaces}::text[]))`;
}

/**
 * The condition under which a caller may look at a row of `orders.customer_order as o`: a customer at its own, and
 * whoever serves customers at those of the marketplaces and of customers in the regions that it serves. Everybody
 * else sees none.
 */
export function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  switch (caller.context) {
    case 'customer':
      return isOwnedBy(caller);
    case 'support':
    case 'admin':
      return sql<boolean>`(o.marketplace = any(${caller.marketplaces}::text[]) and exists (
        select from orders.customer_region r
        where r.customer_id = o.customer_id and r.region = any(${caller.regions}::text[])))`;
    case 'anonymous':
    case 'service':
      return sql<boolean>`false`;
  }
}
