import type { Marketplace } from '../subgraphs/caller.ts';
import type { CatalogTables } from '../subgraphs/catalog/repository.ts';
import { addSearchDocuments } from '../subgraphs/catalog/repositoryAdd.ts';
import { createSearchDocument } from '../subgraphs/catalog/searchDocument.ts';
import { addRows } from '../subgraphs/database/addRows.ts';
import type { DatabaseConnection } from '../subgraphs/database/database.ts';
import { CURRENCIES } from '../subgraphs/facts.ts';
import type { InventoryTables, OfferRow } from '../subgraphs/inventory/repository.ts';
import { formatHundredths, parseHundredths } from '../subgraphs/money.ts';
import type { OrdersTables } from '../subgraphs/orders/repository.ts';
import { addOrders } from '../subgraphs/orders/repositoryAdd.ts';
import { syncSubgraphs } from '../subgraphs/seedSubgraphs.ts';
import type { Subgraph } from '../subgraphs/subgraph.ts';
import { type BigCatalog, describeBigCatalog } from './bigCatalog.ts';
import { describeBigOrders, shelfOf } from './bigOrders.ts';

const EDITIONS = 20_000;
const ORDERS = 200_000;
const OFFERS_PER_STATEMENT = 2_000;
const ORDERS_PER_TRANSACTION = 5_000;

export interface BigShopFigures {
  readonly series: number;
  readonly editions: number;
  readonly offers: number;
  readonly orders: number;
  readonly fillMs: number;
  readonly syncMs: number;
}

/**
 * Puts 20,000 invented editions, their offers and 200,000 orders beside the sample shop, the same ones every time,
 * and syncs what subgraphs keep of one another. What the sample customers have is not touched.
 * @param subgraphs all of them, migrated and seeded.
 */
export async function fillBigShop(
  database: DatabaseConnection,
  subgraphs: readonly Subgraph[],
  now: Date,
): Promise<BigShopFigures> {
  const start = performance.now();
  const catalog = describeBigCatalog(EDITIONS, now);
  const offers = describeOffers(catalog, now);
  await addCatalog(database, catalog);
  await addAllOffers(database, offers);
  await addAllOrders(database, catalog, offers, now);
  const filled = performance.now();
  await syncSubgraphs(database, subgraphs);
  return {
    series: catalog.series.length,
    editions: catalog.editions.length,
    offers: offers.length,
    orders: ORDERS,
    fillMs: filled - start,
    syncMs: performance.now() - filled,
  };
}

async function addCatalog(database: DatabaseConnection, catalog: BigCatalog): Promise<void> {
  await database
    .tables<CatalogTables>()
    .transaction()
    .execute(async (transaction) => {
      await addRows(transaction, 'catalog.series', catalog.series);
      await addRows(transaction, 'catalog.contributor', catalog.contributors);
      await addRows(transaction, 'catalog.contribution', catalog.contributions);
      await addRows(transaction, 'catalog.volume', catalog.volumes);
      await addRows(transaction, 'catalog.edition', catalog.editions);
      await addRows(transaction, 'catalog.edition_volume', catalog.contents);
      const names = new Map(catalog.contributors.map(({ id, name }) => [id, name]));
      const creators = new Map(
        catalog.contributions.map((row) => [row.series_id, names.get(row.contributor_id) ?? '']),
      );
      await addSearchDocuments(
        transaction,
        catalog.series.map((series) => createSearchDocument(series, [creators.get(series.id) ?? ''])),
      );
    });
}

/** What a volume costs; everywhere else it is not sold there. */
const PRICES: Readonly<Record<Marketplace, readonly string[]>> = {
  US: ['9.99', '10.99', '12.99'],
  JP: ['528', '594', '693'],
  DE: ['7.00', '8.00', '9.50'],
};

/** Three marketplaces, none of which has everything; some is out of stock. */
export function describeOffers({ editions, contents }: BigCatalog, now: Date): OfferRow[] {
  const sizes = new Map<string, number>();
  for (const { edition_id } of contents) sizes.set(edition_id, (sizes.get(edition_id) ?? 0) + 1);
  return editions.flatMap((edition, index) =>
    (['US', 'JP', 'DE'] as const)
      // One in eleven is not sold in Japan, one in seven not in Germany.
      .filter((marketplace) => !(marketplace === 'JP' && index % 11 === 0))
      .filter((marketplace) => !(marketplace === 'DE' && index % 7 === 0))
      .map((marketplace): OfferRow => {
        const prices = PRICES[marketplace];
        const each = parseHundredths(prices[index % prices.length] ?? '');
        const volumes = sizes.get(edition.id) ?? 1;
        const isGone = index % 17 === 0;
        const isDigital = edition.format === 'DIGITAL';
        return {
          edition_id: edition.id,
          marketplace,
          // Several together cost a tenth less.
          price_amount: formatHundredths(volumes === 1 ? each : Math.round(each * volumes * 0.9)),
          price_currency: CURRENCIES[marketplace],
          availability: isGone && !isDigital ? 'OUT_OF_STOCK' : 'IN_STOCK',
          stock: isDigital ? null : isGone ? 0 : 40,
          ships_from: null,
          as_of: now,
        };
      }),
  );
}

async function addAllOffers(database: DatabaseConnection, offers: readonly OfferRow[]): Promise<void> {
  const inventory = database.tables<InventoryTables>();
  for (let start = 0; start < offers.length; start += OFFERS_PER_STATEMENT) {
    await addRows(inventory, 'inventory.offer', offers.slice(start, start + OFFERS_PER_STATEMENT));
  }
}

async function addAllOrders(
  database: DatabaseConnection,
  { editions, tastes }: BigCatalog,
  offers: readonly OfferRow[],
  now: Date,
): Promise<void> {
  const seriesOf = new Map(editions.map(({ id, series_id }) => [id, series_id]));
  const shelves = {
    tastes,
    offers: Map.groupBy(offers, ({ marketplace, edition_id }) =>
      shelfOf(marketplace, seriesOf.get(edition_id) ?? ''),
    ),
  };
  for (const orders of describeBigOrders(ORDERS, shelves, now, ORDERS_PER_TRANSACTION)) {
    await database
      .tables<OrdersTables>()
      .transaction()
      .execute((transaction) => addOrders(transaction, orders));
  }
}
