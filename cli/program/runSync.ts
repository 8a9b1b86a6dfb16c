import type { FeedCounts } from '../../subgraphs/feeds.ts';
import { syncSubgraphs } from '../../subgraphs/seedSubgraphs.ts';
import type { Services } from './services.ts';

/** Brings up to date what the subgraphs that run here keep of one another's facts. */
export function runSync({
  database,
  subgraphs,
}: Pick<Services, 'database' | 'subgraphs'>): Promise<FeedCounts> {
  return syncSubgraphs(database, [...subgraphs.values()]);
}
