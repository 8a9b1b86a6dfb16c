import type { Transaction } from 'kysely';
import type { NewOrder } from './newOrder.ts';
import type { OrdersTables } from './repository.ts';

/** PostgreSQL takes 65,535 parameters a statement; no table here has as many as 20 columns. */
const ROWS_PER_STATEMENT = 1_000;

/**
 * Adds orders. One whose id is there already stays as it is, with its lines and packages: what happened to it
 * since is not undone.
 * @returns the ids that were added.
 */
export async function addOrders(
  transaction: Transaction<OrdersTables>,
  orders: readonly NewOrder[],
): Promise<ReadonlySet<string>> {
  const added = new Set<string>();
  for (const rows of chunk(orders.map(({ order }) => order))) {
    const inserted = await transaction
      .insertInto('orders.customer_order')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    for (const { id } of inserted) added.add(id);
  }
  const fresh = orders.filter(({ order }) => added.has(order.id));
  for (const rows of chunk(fresh.flatMap(({ lines }) => lines))) {
    await transaction.insertInto('orders.order_line').values(rows).execute();
  }
  for (const rows of chunk(fresh.flatMap(({ packages }) => packages))) {
    await transaction.insertInto('orders.package').values(rows).execute();
  }
  for (const rows of chunk(fresh.flatMap(({ packageLines }) => packageLines))) {
    await transaction.insertInto('orders.package_line').values(rows).execute();
  }
  return added;
}

function chunk<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_PER_STATEMENT) }, (_, index) =>
    rows.slice(index * ROWS_PER_STATEMENT, (index + 1) * ROWS_PER_STATEMENT),
  );
}
