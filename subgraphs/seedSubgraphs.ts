import type { DatabaseConnection } from './database/database.ts';
import { lockSeeding, seedOnce } from './database/seeding.ts';
import { type FeedCounts, syncFeeds } from './feeds.ts';
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

/** Brings up to date what subgraphs keep of one another's facts, in one transaction; two at a time take turns. */
export async function syncSubgraphs(
  database: DatabaseConnection,
  subgraphs: readonly Subgraph[],
): Promise<FeedCounts> {
  // Whoever waited must see what the other one wrote.
  const transaction = database.tables().transaction().setIsolationLevel('read committed');
  return transaction.execute(async (current) => {
    await lockSeeding(current);
    return syncFeeds(current, subgraphs);
  });
}
