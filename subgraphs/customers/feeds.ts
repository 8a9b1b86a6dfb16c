import type { SubgraphFeeds } from '../feeds.ts';
import type { CustomersTables } from './repository.ts';
import { keepEditions, publishCustomers, publishOwnedEditions } from './repositoryFeeds.ts';

export const customersFeeds: SubgraphFeeds<CustomersTables> = {
  publishes: { ownedEditions: publishOwnedEditions, customers: publishCustomers },
  keeps: { editions: keepEditions },
};
