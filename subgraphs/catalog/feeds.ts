import type { SubgraphFeeds } from '../feeds.ts';
import type { CatalogTables } from './repository.ts';
import { keepOffers, publishEditions, publishSeries } from './repositoryFeeds.ts';

export const catalogFeeds: SubgraphFeeds<CatalogTables> = {
  publishes: { series: publishSeries, editions: publishEditions },
  keeps: { offers: keepOffers },
};
