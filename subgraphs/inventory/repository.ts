import { type Kysely, sql } from 'kysely';
import type { Marketplace } from '../caller.ts';
import type { Availability } from '../facts.ts';

/** One edition's price and stock in one marketplace. `price_amount` is exact, as text. */
export interface OfferRow {
  edition_id: string;
  marketplace: Marketplace;
  price_amount: string;
  price_currency: string;
  availability: Availability;
  stock: number | null;
  ships_from: string | null;
  as_of: Date;
}

/** One customer's wish to be told. */
export interface RestockAlertRow {
  id: string;
  customer_id: string;
  edition_id: string;
  marketplace: Marketplace;
  created_at: Date;
}

export interface InventoryTables {
  'inventory.offer': OfferRow;
  'inventory.restock_alert': RestockAlertRow;
}

export interface OfferKey {
  readonly editionId: string;
  readonly marketplace: Marketplace;
}

/** All offers for these keys, in no order, in one statement. */
export function loadOffers(
  database: Kysely<InventoryTables>,
  keys: readonly OfferKey[],
): Promise<OfferRow[]> {
  return database
    .selectFrom('inventory.offer')
    .selectAll()
    .where(
      sql<boolean>`(edition_id, marketplace) in (select * from unnest(
        ${keys.map((key) => key.editionId)}::text[], ${keys.map((key) => key.marketplace)}::text[]))`,
    )
    .execute();
}
