import { type Kysely, sql, type Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import type { ReturnLineRow, ReturnRow } from './afterSalesRows.ts';
import { isVisibleTo, type OrdersTables } from './repository.ts';

/** Copies of a line that a return takes. */
export type ReturnedCopiesRow = Pick<ReturnLineRow, 'order_id' | 'line_id' | 'quantity'>;

/** What is in returns of those of these orders that the caller may see; not of rejected ones. */
export function loadReturnedCopies(
  database: Kysely<OrdersTables>,
  caller: Caller,
  orderIds: readonly string[],
): Promise<ReturnedCopiesRow[]> {
  return database
    .selectFrom('orders.return_line as content')
    .innerJoin('orders.return as r', 'r.id', 'content.return_id')
    .innerJoin('orders.customer_order as o', 'o.id', 'content.order_id')
    .select(['content.order_id', 'content.line_id', 'content.quantity'])
    .where(sql<boolean>`content.order_id = any(${orderIds}::text[])`)
    .where('r.status', '<>', 'REJECTED')
    .where(isVisibleTo(caller))
    .execute();
}

/** Adds a return with its lines to an order that the transaction has locked. */
export async function addReturn(
  transaction: Transaction<OrdersTables>,
  row: ReturnRow,
  lines: readonly ReturnLineRow[],
): Promise<void> {
  await transaction.insertInto('orders.return').values(row).execute();
  await transaction.insertInto('orders.return_line').values(lines).execute();
}
