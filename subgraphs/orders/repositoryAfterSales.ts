import { type Kysely, sql } from 'kysely';
import type { Caller } from '../caller.ts';
import type { RefundRow, ReturnLineRow, ReturnRow } from './afterSalesRows.ts';
import { isVisibleTo, type OrderRow, type OrdersTables } from './repository.ts';

/** A return with the currency of its order. */
export type PricedReturnRow = ReturnRow & Pick<OrderRow, 'currency'>;

/** The returns of those of these orders that the caller may see, latest first. */
export function loadReturns(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<PricedReturnRow[]> {
  return database
    .selectFrom('orders.return as r')
    .innerJoin('orders.customer_order as o', 'o.id', 'r.order_id')
    .selectAll('r')
    .select('o.currency')
    .where(sql<boolean>`r.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('r.started_at', 'desc')
    .orderBy('r.id', 'desc')
    .execute();
}

/** What is in the returns of those of these orders that the caller may see, in the sequence of the lines. */
export function loadReturnLines(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<ReturnLineRow[]> {
  return database
    .selectFrom('orders.return_line as content')
    .innerJoin('orders.customer_order as o', 'o.id', 'content.order_id')
    .innerJoin('orders.order_line as line', 'line.id', 'content.line_id')
    .selectAll('content')
    .where(sql<boolean>`content.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('content.return_id')
    .orderBy('line.position')
    .execute();
}

/** A refund with where its order was sold, and in which currency. */
export type PricedRefundRow = RefundRow & Pick<OrderRow, 'currency' | 'marketplace'>;

/** The refunds of those of these orders that the caller may see, latest first. */
export function loadRefunds(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<PricedRefundRow[]> {
  return database
    .selectFrom('orders.refund as refund')
    .innerJoin('orders.customer_order as o', 'o.id', 'refund.order_id')
    .selectAll('refund')
    .select(['o.currency', 'o.marketplace'])
    .where(sql<boolean>`refund.order_id = any(${orderIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('refund.requested_at', 'desc')
    .orderBy('refund.id', 'desc')
    .execute();
}
