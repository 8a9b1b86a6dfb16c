import type { SubgraphFeeds } from '../feeds.ts';
import type { CatalogTables } from './repository.ts';
import { readEditions, readSeries } from './repositoryFeeds.ts';
import { keepOffers } from './repositoryOffer.ts';

export const catalogFeeds: SubgraphFeeds<CatalogTables> = {
  publishes: { series: readSeries, editions: readEditions },
  keeps: { offers: keepOffers },
};
