import type { SubgraphFeeds } from '../feeds.ts';
import type { OrdersTables } from './repository.ts';
import { publishPurchases } from './repositoryFeeds.ts';

export const ordersFeeds: SubgraphFeeds<OrdersTables> = {
  publishes: { purchases: publishPurchases },
};
