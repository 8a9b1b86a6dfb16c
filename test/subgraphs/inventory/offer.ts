import type { Marketplace } from '../../../subgraphs/caller.ts';
import { addRows } from '../../../subgraphs/database/addRows.ts';
import { CURRENCIES } from '../../../subgraphs/facts.ts';
import type { InventoryTables, OfferRow } from '../../../subgraphs/inventory/repository.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import type { TestDatabase } from '../../harness/testDatabase.ts';

/** An offer of an edition that the sample shop does not have. */
export function offer(
  edition: string,
  marketplace: Marketplace,
  price: string,
  availability: OfferRow['availability'] = 'IN_STOCK',
  asOf: Date = TEST_NOW,
): OfferRow {
  return {
    edition_id: edition,
    marketplace,
    price_amount: price,
    price_currency: CURRENCIES[marketplace],
    availability,
    stock: null,
    ships_from: null,
    as_of: asOf,
  };
}

export function putOffers(database: TestDatabase, offers: readonly OfferRow[]): Promise<void> {
  return addRows(database.tables<InventoryTables>(), 'inventory.offer', offers);
}
