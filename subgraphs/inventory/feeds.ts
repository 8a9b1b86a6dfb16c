import type { SubgraphFeeds } from '../feeds.ts';
import type { InventoryTables } from './repository.ts';
import { publishOffers } from './repositoryFeeds.ts';

export const inventoryFeeds: SubgraphFeeds<InventoryTables> = {
  publishes: { offers: publishOffers },
};
