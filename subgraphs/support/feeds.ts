import type { SubgraphFeeds } from '../feeds.ts';
import type { SupportTables } from './repository.ts';
import { keepCustomers } from './repositoryFeeds.ts';

export const supportFeeds: SubgraphFeeds<SupportTables> = {
  keeps: { customers: keepCustomers },
};
