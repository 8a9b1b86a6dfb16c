import { catalogFeeds } from './catalog/feeds.ts';
import { createCatalogContext } from './catalog/loaders.ts';
import { catalogMigrations } from './catalog/migrations/migrations.ts';
import { catalogResolvers } from './catalog/resolvers.ts';
import { seedCatalog } from './catalog/seed/seed.ts';
import { customersFeeds } from './customers/feeds.ts';
import { createCustomersContext } from './customers/loaders.ts';
import { customersMigrations } from './customers/migrations/migrations.ts';
import { eraseCustomers } from './customers/repositoryErase.ts';
import { customersResolvers } from './customers/resolvers.ts';
import { seedCustomers } from './customers/seed/seed.ts';
import { customersSubjects } from './customers/subjects.ts';
import { inventoryFeeds } from './inventory/feeds.ts';
import { createInventoryContext } from './inventory/loaders.ts';
import { inventoryMigrations } from './inventory/migrations/migrations.ts';
import { eraseInventory } from './inventory/repositoryErase.ts';
import { inventoryResolvers } from './inventory/resolvers.ts';
import { seedInventory } from './inventory/seed/seed.ts';
import { inventorySubjects } from './inventory/subjects.ts';
import { createMarketplaceContext } from './marketplace/loaders.ts';
import { marketplaceMigrations } from './marketplace/migrations/migrations.ts';
import { marketplaceResolvers } from './marketplace/resolvers.ts';
import { seedMarketplace } from './marketplace/seed/seed.ts';
import { ordersFeeds } from './orders/feeds.ts';
import { createOrdersContext } from './orders/loaders.ts';
import { ordersMigrations } from './orders/migrations/migrations.ts';
import { eraseOrders } from './orders/repositoryErase.ts';
import { ordersResolvers } from './orders/resolvers.ts';
import { seedOrders } from './orders/seed/seed.ts';
import { ordersSubjects } from './orders/subjects.ts';
import { policyFeeds } from './policy/feeds.ts';
import { createPolicyContext } from './policy/loaders.ts';
import { policyMigrations } from './policy/migrations/migrations.ts';
import { policyResolvers } from './policy/resolvers.ts';
import { seedPolicy } from './policy/seed/seed.ts';
import { recommendationsFeeds } from './recommendations/feeds.ts';
import { createRecommendationsContext } from './recommendations/loaders.ts';
import { recommendationsMigrations } from './recommendations/migrations/migrations.ts';
import { eraseRecommendations } from './recommendations/repositoryErase.ts';
import { recommendationsResolvers } from './recommendations/resolvers.ts';
import { seedRecommendations } from './recommendations/seed/seed.ts';
import { createSubgraph, type Subgraph, type SubgraphEnvironment } from './subgraph.ts';
import { supportFeeds } from './support/feeds.ts';
import { createSupportContext } from './support/loaders.ts';
import { supportMigrations } from './support/migrations/migrations.ts';
import { eraseSupport } from './support/repositoryErase.ts';
import { supportResolvers } from './support/resolvers.ts';
import { seedSupport } from './support/seed/seed.ts';
import { supportSubjects } from './support/subjects.ts';

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
        feeds: catalogFeeds,
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
        feeds: inventoryFeeds,
        subjects: inventorySubjects,
        erase: eraseInventory,
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
        feeds: ordersFeeds,
        subjects: ordersSubjects,
        erase: eraseOrders,
      },
      environment,
    ),
  customers: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'customers',
        resolvers: customersResolvers,
        createContext: createCustomersContext,
        migrations: customersMigrations,
        seed: seedCustomers,
        feeds: customersFeeds,
        subjects: customersSubjects,
        erase: eraseCustomers,
      },
      environment,
    ),
  policy: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'policy',
        resolvers: policyResolvers,
        createContext: createPolicyContext,
        migrations: policyMigrations,
        seed: seedPolicy,
        feeds: policyFeeds,
      },
      environment,
    ),
  recommendations: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'recommendations',
        resolvers: recommendationsResolvers,
        createContext: createRecommendationsContext,
        migrations: recommendationsMigrations,
        seed: seedRecommendations,
        feeds: recommendationsFeeds,
        erase: eraseRecommendations,
      },
      environment,
    ),
  support: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'support',
        resolvers: supportResolvers,
        createContext: createSupportContext,
        migrations: supportMigrations,
        seed: seedSupport,
        feeds: supportFeeds,
        subjects: supportSubjects,
        erase: eraseSupport,
      },
      environment,
    ),
  marketplace: (environment: SubgraphEnvironment): Subgraph =>
    createSubgraph(
      {
        name: 'marketplace',
        resolvers: marketplaceResolvers,
        createContext: createMarketplaceContext,
        migrations: marketplaceMigrations,
        seed: seedMarketplace,
      },
      environment,
    ),
};
