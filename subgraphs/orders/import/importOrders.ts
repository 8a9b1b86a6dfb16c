import type { Kysely } from 'kysely';
import { ImportError } from '../../importError.ts';
import { composeOrder, type NewOrder } from '../newOrder.ts';
import { inTransaction, type OrdersTables } from '../repository.ts';
import { addOrders } from '../repositoryAdd.ts';
import { describeOrder } from './describeOrder.ts';
import { parseOrderRecord, RecordError } from './parseOrderRecord.ts';
import { readRetailFolder } from './readRetailFolder.ts';

export interface OrderImportOptions {
  /** What there is to buy. The same list gives an item the same edition on each run. */
  readonly editionIds: readonly string[];
  /** The data has no dates: all are derived from the order number, counted back from here. */
  readonly now: Date;
  /** Told after each batch how many of the good records are stored. Nothing is committed before the last. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface OrderImportReport {
  /** Records in the file, good and bad. */
  readonly read: number;
  readonly added: number;
  /** Good records whose order number was there before; what is stored was left as it is. */
  readonly present: number;
  /** Records left out whole, by their key in the file, in its sequence. */
  readonly rejected: readonly { readonly key: string; readonly reason: string }[];
}

const ORDERS_PER_BATCH = 250;

/**
 * Imports a folder of retail orders (`users.json`, `products.json`, `orders.json`, each an object of records by
 * key) into marketplace US, in one transaction. Running it again changes nothing.
 * @throws ImportError when a file cannot be read as such or there is no edition; nothing is stored then.
 */
export async function importOrders(
  database: Kysely<OrdersTables>,
  folder: string,
  { editionIds, now, onProgress }: OrderImportOptions,
): Promise<OrderImportReport> {
  if (editionIds.length === 0) throw new ImportError('There is no edition that the orders could be for.');
  const { records, known } = await readRetailFolder(folder);
  const orders: NewOrder[] = [];
  const rejected: { key: string; reason: string }[] = [];
  for (const [key, value] of records) {
    try {
      orders.push(composeOrder(describeOrder(parseOrderRecord(key, value, known), editionIds, now)));
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      rejected.push({ key, reason: error.message });
    }
  }
  const added = await inTransaction(database, async (transaction) => {
    let count = 0;
    for (let start = 0; start < orders.length; start += ORDERS_PER_BATCH) {
      const batch = orders.slice(start, start + ORDERS_PER_BATCH);
      count += (await addOrders(transaction, batch)).size;
      onProgress?.(start + batch.length, orders.length);
    }
    return count;
  });
  return { read: records.length, added, present: orders.length - added, rejected };
}
