import { sql, type Transaction } from 'kysely';
import type { EditionFact, OwnedEditionFact } from '../feeds.ts';
import type { CustomersTables } from './repository.ts';

const CHUNK_SIZE = 5_000;

/** What is in libraries, a chunk at a time. */
export async function* publishOwnedEditions(
  transaction: Transaction<CustomersTables>,
): AsyncGenerator<readonly OwnedEditionFact[]> {
  let last: OwnedEditionFact | undefined;
  do {
    const { rows } = await sql<OwnedEditionFact>`
      select customer_id as "customerId", edition_id as "editionId" from customers.library_entry
      where (customer_id, edition_id) > (${last?.customerId ?? ''}::text, ${last?.editionId ?? ''}::text)
      order by customer_id, edition_id
      limit ${CHUNK_SIZE}`.execute(transaction);
    last = rows.at(-1);
    if (last !== undefined) yield rows;
  } while (last !== undefined);
}

/** Makes the copy of the catalog's editions what the feed says; what has not changed is not written. */
export async function keepEditions(
  transaction: Transaction<CustomersTables>,
  facts: AsyncIterable<readonly Pick<EditionFact, 'id' | 'seriesId'>[]>,
): Promise<void> {
  const kept: string[] = [];
  for await (const chunk of facts) {
    const ids = chunk.map(({ id }) => id);
    kept.push(...ids);
    await sql`
      insert into customers.edition_reference as known (edition_id, series_id)
      select * from unnest(${ids}::text[], ${chunk.map(({ seriesId }) => seriesId)}::text[])
      on conflict (edition_id) do update set series_id = excluded.series_id
        where known.series_id <> excluded.series_id`.execute(transaction);
  }
  await sql`
    delete from customers.edition_reference
    where not exists (select from unnest(${kept}::text[]) kept (id) where kept.id = edition_id)`.execute(
    transaction,
  );
}
