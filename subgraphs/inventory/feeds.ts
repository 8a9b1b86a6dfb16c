import type { SubgraphFeeds } from '../feeds.ts';
import { type InventoryTables, readOffers } from './repository.ts';

export const inventoryFeeds: SubgraphFeeds<InventoryTables> = {
  publishes: { offers: readOffers },
};
