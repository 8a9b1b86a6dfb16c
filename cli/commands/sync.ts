import { parseArgs } from 'node:util';
import type { FeedCounts } from '../../subgraphs/feeds.ts';
import { readConfig } from '../config.ts';
import { attachOrOpen, readResult } from '../program/attach.ts';
import { createLog } from '../program/log.ts';
import { listLocalSubgraphs, type OpenSubgraphs, openSubgraphs } from '../program/openSubgraphs.ts';
import { runSync } from '../program/runSync.ts';

/** `genkan sync`: brings up to date what subgraphs keep of one another's facts. */
export async function sync(args: string[]): Promise<void> {
  parseArgs({ args, options: {} });
  const config = readConfig();
  const found = await attachOrOpen(config, { command: 'sync' }, () =>
    openSubgraphs(config, listLocalSubgraphs(config), {
      now: () => new Date(),
      log: createLog(config.logLevel),
    }),
  );
  const counts =
    'socket' in found
      ? // The program on the other side runs this very code.
        ((await readResult(found.socket, () => {})) as FeedCounts)
      : await syncHere(found.opened);
  process.stdout.write(`${describeCounts(counts)}\n`);
}

async function syncHere(opened: OpenSubgraphs): Promise<FeedCounts> {
  try {
    return await runSync(opened);
  } finally {
    await opened.close();
  }
}

const NAMES: Readonly<Record<keyof FeedCounts, string>> = {
  series: 'series',
  editions: 'editions',
  offers: 'offers',
  purchases: 'purchases',
  ownedEditions: 'owned editions',
  customers: 'customers',
};

function describeCounts(counts: FeedCounts): string {
  // An object's keys lose their type.
  const feeds = (Object.keys(NAMES) as (keyof FeedCounts)[]).filter((feed) => counts[feed] !== undefined);
  if (feeds.length === 0) return 'nothing to bring up to date: no publisher and keeper of a feed run here';
  return `up to date: ${feeds.map((feed) => `${counts[feed]} ${NAMES[feed]}`).join(', ')}`;
}
