import type { SubgraphFeeds } from '../feeds.ts';
import type { CatalogTables } from './repository.ts';
import { keepOffers } from './repositoryOffer.ts';

export const catalogFeeds: SubgraphFeeds<CatalogTables> = {
  keeps: { offers: keepOffers },
};
