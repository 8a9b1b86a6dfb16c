import type { SubgraphFeeds } from '../feeds.ts';
import type { RecommendationsTables } from './repository.ts';
import { deriveRecommendations } from './repositoryDerive.ts';
import { keepEditions, keepOffers, keepReaders, keepSeries } from './repositoryKeep.ts';

export const recommendationsFeeds: SubgraphFeeds<RecommendationsTables> = {
  keeps: {
    series: keepSeries,
    editions: keepEditions,
    offers: keepOffers,
    purchases: keepReaders('purchase'),
    ownedEditions: keepReaders('library'),
  },
  afterSync: deriveRecommendations,
};
