import type { Transaction } from 'kysely';
import { MARKETPLACES } from '../../caller.ts';
import { describeEditions } from '../../catalog/seed/editions.ts';
import { addRows } from '../../database/addRows.ts';
import { CURRENCIES } from '../../facts.ts';
import type { InventoryTables, OfferRow } from '../repository.ts';
import { findPrice } from './prices.ts';
import { describeStock } from './stock.ts';

/** Puts the sample shop's offers there, counted as of `now`. */
export async function seedInventory(transaction: Transaction<InventoryTables>, now: Date): Promise<void> {
  await addRows(transaction, 'inventory.offer', describeOffers(now));
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
