import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { inKeyOrder } from '../batch.ts';
import type { RequestContext } from '../requestContext.ts';
import { type InventoryTables, loadOffers, type OfferKey, type OfferRow } from './repository.ts';
import type { ContentRun } from './volumes.ts';

/** All that this subgraph knows of an edition before it looks. */
export interface EditionReference {
  readonly id: string;
  /** From the catalog, for whoever asks for a price per volume. */
  readonly volumeCount?: number;
}

/** All that this subgraph knows of a series before it looks. */
export interface SeriesReference {
  readonly id: string;
  /** From the catalog, for whoever asks for a set. */
  readonly editionContents?: readonly ContentRun[];
}

export interface InventoryContext {
  readonly request: RequestContext;
  /** For changes, which are not batched. */
  readonly database: Kysely<InventoryTables>;
  /** One statement for all editions of a request; undefined where there is no offer. */
  readonly offers: DataLoader<OfferKey, OfferRow | undefined, string>;
}

export function createInventoryContext(
  database: Kysely<InventoryTables>,
  request: RequestContext,
): InventoryContext {
  return {
    request,
    database,
    offers: new DataLoader(
      async (keys) => {
        const rows = await loadOffers(database, keys);
        return inKeyOrder(keys.map(describeKey), rows, (row) =>
          describeKey({ editionId: row.edition_id, marketplace: row.marketplace }),
        );
      },
      { cacheKeyFn: describeKey },
    ),
  };
}

function describeKey(key: OfferKey): string {
  return JSON.stringify([key.marketplace, key.editionId]);
}
