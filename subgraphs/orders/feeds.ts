import type { SubgraphFeeds } from '../feeds.ts';
import type { OrdersTables } from './repository.ts';
import { keepCustomers, publishPurchases } from './repositoryFeeds.ts';

export const ordersFeeds: SubgraphFeeds<OrdersTables> = {
  publishes: { purchases: publishPurchases },
  keeps: { customers: keepCustomers },
};
