import { createCatalogContext } from './catalog/loaders.ts';
import { catalogMigrations } from './catalog/migrations/migrations.ts';
import { catalogResolvers } from './catalog/resolvers.ts';
import { seedCatalog } from './catalog/seed/seed.ts';
import { createInventoryContext } from './inventory/loaders.ts';
import { inventoryMigrations } from './inventory/migrations/migrations.ts';
import { inventoryResolvers } from './inventory/resolvers.ts';
import { seedInventory } from './inventory/seed/seed.ts';
import { createOrdersContext } from './orders/loaders.ts';
import { ordersMigrations } from './orders/migrations/migrations.ts';
import { ordersResolvers } from './orders/resolvers.ts';
import { seedOrders } from './orders/seed/seed.ts';
import { createSubgraph, type Subgraph, type SubgraphEnvironment } from './subgraph.ts';

/** Every subgraph of the shop, by name. */
export const SUBGRAPHS = {
  catalog: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'catalog',
        resolvers: catalogResolvers,
        createContext: createCatalogContext,
        migrations: catalogMigrations,
        seed: seedCatalog,
      },
      environment,
    ),
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
  orders: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'orders',
        resolvers: ordersResolvers,
        createContext: createOrdersContext,
        migrations: ordersMigrations,
        seed: seedOrders,
      },
      environment,
    ),
};
