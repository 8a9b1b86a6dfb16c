import { sql, type Transaction } from 'kysely';
import type { OfferFact } from '../feeds.ts';
import type { CatalogTables } from './repository.ts';

/** Makes the copy of offers what these facts are: what is gone goes, and only what differs is written. */
export async function keepOffers(
  transaction: Transaction<CatalogTables>,
  chunks: AsyncIterable<readonly OfferFact[]>,
): Promise<void> {
  await sql`
    create temporary table offer_fact (like catalog.offer_copy including all) on commit drop`.execute(
    transaction,
  );
  for await (const facts of chunks) {
    await sql`
      insert into offer_fact (edition_id, marketplace, amount, availability)
      select * from unnest(
        ${facts.map(({ editionId }) => editionId)}::text[], ${facts.map(({ marketplace }) => marketplace)}::text[],
        ${facts.map(({ amount }) => amount)}::numeric[], ${facts.map(({ availability }) => availability)}::text[])`.execute(
      transaction,
    );
  }
  await sql`
    delete from catalog.offer_copy c
    where not exists (
      select from offer_fact f where f.edition_id = c.edition_id and f.marketplace = c.marketplace)`.execute(
    transaction,
  );
  await sql`
    insert into catalog.offer_copy as c
    select * from offer_fact
    on conflict (edition_id, marketplace) do update
    set amount = excluded.amount, availability = excluded.availability
    where (c.amount, c.availability) is distinct from (excluded.amount, excluded.availability)`.execute(
    transaction,
  );
  await sql`drop table offer_fact`.execute(transaction);
  await sql`analyze catalog.offer_copy`.execute(transaction);
}
