import type { SubgraphFeeds } from '../feeds.ts';
import type { RecommendationsTables } from './repository.ts';
import { deriveRecommendations } from './repositoryDerive.ts';
import { keepEditions, keepOffers, keepReaders, keepSeries } from './repositoryFeeds.ts';

export const recommendationsFeeds: SubgraphFeeds<RecommendationsTables> = {
  keeps: {
    series: keepSeries,
    editions: keepEditions,
    offers: keepOffers,
    purchases: keepReaders('recommendations.purchase'),
    ownedEditions: keepReaders('recommendations.library'),
  },
  afterSync: deriveRecommendations,
};
