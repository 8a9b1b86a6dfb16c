import type { DatabaseConnection } from './database/database.ts';
import { seedOnce } from './database/seeding.ts';
import { syncFeeds } from './feeds.ts';
import type { Subgraph } from './subgraph.ts';

/** Puts the sample shop there, whole, in one transaction; again, it changes nothing. */
export async function seedSubgraphs(
  database: DatabaseConnection,
  subgraphs: readonly Subgraph[],
): Promise<void> {
  const names = subgraphs.map(({ name }) => name);
  await seedOnce(database.tables(), names, async (transaction, unseeded) => {
    for (const subgraph of subgraphs) if (unseeded.has(subgraph.name)) await subgraph.seed(transaction);
    await syncFeeds(transaction, subgraphs);
  });
}

/** Brings up to date what subgraphs keep of one another's facts, in one transaction. */
export async function syncSubgraphs(
  database: DatabaseConnection,
  subgraphs: readonly Subgraph[],
): Promise<void> {
  await database
    .tables()
    .transaction()
    .execute((transaction) => syncFeeds(transaction, subgraphs));
}
