import { sql, type Transaction } from 'kysely';
import { type Facts, type OfferFact, publishInChunks } from '../feeds.ts';
import type { InventoryTables } from './repository.ts';

/** All offers, as far as others find and rank by them. */
export function publishOffers(transaction: Transaction<InventoryTables>): Facts<OfferFact> {
  return publishInChunks<OfferFact>(async (last, limit) => {
    const { rows } = await sql<OfferFact>`
      select edition_id as "editionId", marketplace, price_amount as amount, availability
      from inventory.offer
      where (edition_id, marketplace) > (${last?.editionId ?? ''}, ${last?.marketplace ?? ''})
      order by edition_id, marketplace
      limit ${limit}`.execute(transaction);
    return rows;
  });
}
