import type { Transaction } from 'kysely';
import { chunkRows } from '../database/addRows.ts';
import type { NewOrder } from './newOrder.ts';
import type { OrdersTables } from './repository.ts';

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
  // Of 65,535 parameters a statement a thousand rows take a third: no table here has as many as 20 columns.
  for (const rows of chunkRows(orders.map(({ order }) => order))) {
    const inserted = await transaction
      .insertInto('orders.customer_order')
      .values(rows)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    for (const { id } of inserted) added.add(id);
  }
  const fresh = orders.filter(({ order }) => added.has(order.id));
  const add = async <Table extends keyof OrdersTables>(
    table: Table,
    rows: readonly OrdersTables[Table][],
  ): Promise<void> => {
    for (const part of chunkRows(rows)) {
      // The rows are this table's; Kysely cannot tell for one that is a type parameter.
      await transaction
        .insertInto<keyof OrdersTables>(table)
        .values(part as never)
        .execute();
    }
  };
  await add(
    'orders.order_line',
    fresh.flatMap(({ lines }) => lines),
  );
  await add(
    'orders.package',
    fresh.flatMap(({ packages }) => packages),
  );
  await add(
    'orders.package_line',
    fresh.flatMap(({ packageLines }) => packageLines),
  );
  await add(
    'orders.scan_event',
    fresh.flatMap(({ events }) => events),
  );
  await add(
    'orders.shipping_address',
    fresh.flatMap(({ addresses }) => addresses),
  );
  await add(
    'orders.return',
    fresh.flatMap(({ returns }) => returns),
  );
  await add(
    'orders.return_line',
    fresh.flatMap(({ returnLines }) => returnLines),
  );
  await add(
    'orders.refund',
    fresh.flatMap(({ refunds }) => refunds),
  );
  return added;
}
