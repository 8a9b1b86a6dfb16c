import { createInventoryContext } from './inventory/loaders.ts';
import { inventoryMigrations } from './inventory/migrations/migrations.ts';
import { inventoryResolvers } from './inventory/resolvers.ts';
import { seedInventory } from './inventory/seed/seed.ts';
import { createSubgraph, type Subgraph, type SubgraphEnvironment } from './subgraph.ts';

/** Every subgraph of the shop, by name. */
export const SUBGRAPHS = {
  inventory: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'inventory',
        resolvers: inventoryResolvers,
        createContext: createInventoryContext,
        migrations: inventoryMigrations,
        seed: seedInventory,
      },
      environment,
    ),
};
