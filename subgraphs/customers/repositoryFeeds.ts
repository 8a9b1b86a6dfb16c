import { sql, type Transaction } from 'kysely';
import { replaceCopy, selectRecords } from '../database/replaceCopy.ts';
import {
  type CustomerFact,
  type EditionFact,
  type Facts,
  type OwnedEditionFact,
  publishInChunks,
} from '../feeds.ts';
import type { CustomersTables } from './repository.ts';

/** What is in libraries. */
export function publishOwnedEditions(transaction: Transaction<CustomersTables>): Facts<OwnedEditionFact> {
  return publishInChunks<OwnedEditionFact>(async (last, limit) => {
    const { rows } = await sql<OwnedEditionFact>`
      select customer_id as "customerId", edition_id as "editionId" from customers.library_entry
      where (customer_id, edition_id) > (${last?.customerId ?? ''}::text, ${last?.editionId ?? ''}::text)
      order by customer_id, edition_id
      limit ${limit}`.execute(transaction);
    return rows;
  });
}

/** Where everybody lives. */
export function publishCustomers(transaction: Transaction<CustomersTables>): Facts<CustomerFact> {
  return publishInChunks<CustomerFact>(async (last, limit) => {
    const { rows } = await sql<CustomerFact>`
      select id, region from customers.customer where id > ${last?.id ?? ''}::text
      order by id
      limit ${limit}`.execute(transaction);
    return rows;
  });
}

/** Keeps which series the catalog's editions are of. */
export function keepEditions(
  transaction: Transaction<CustomersTables>,
  facts: Facts<Pick<EditionFact, 'id' | 'seriesId'>>,
): Promise<void> {
  const table = 'customers.edition_reference';
  const select = (editions: readonly Pick<EditionFact, 'id' | 'seriesId'>[]) =>
    selectRecords(
      table,
      editions.map(({ id, seriesId }) => ({ edition_id: id, series_id: seriesId })),
    );
  return replaceCopy(transaction, { table, key: ['edition_id'], select }, facts);
}
