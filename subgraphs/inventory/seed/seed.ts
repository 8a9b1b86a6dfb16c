import type { Transaction } from 'kysely';
import { describeEditions } from '../../catalog/seed/editions.ts';
import { CURRENCIES } from '../../facts.ts';
import { addOffers, type InventoryTables, type OfferRow } from '../repository.ts';
import { findPrice } from './prices.ts';
import { describeStock } from './stock.ts';

const MARKETPLACES = ['US', 'JP', 'DE'] as const;

/** Puts the sample shop's offers there, counted as of `now`. */
export async function seedInventory(transaction: Transaction<InventoryTables>, now: Date): Promise<void> {
  await addOffers(transaction, describeOffers(now));
}

function describeOffers(now: Date): OfferRow[] {
  return describeEditions(now).flatMap((edition) =>
    MARKETPLACES.flatMap((marketplace) => {
      const price = findPrice(edition, marketplace);
      if (price === undefined) return [];
      return {
        edition_id: edition.row.id,
        marketplace,
        price_amount: price,
        price_currency: CURRENCIES[marketplace],
        ...describeStock(edition, marketplace, now),
        as_of: now,
      };
    }),
  );
}
