import { parseArgs } from 'node:util';
import { DEFECTS } from './defects/defects.ts';
import { findDefects } from './defects/findDefects.ts';
import { comparePairs } from './pairs/comparePairs.ts';
import { listShortfalls } from './pairs/floors.ts';
import type { Counts } from './pairs/statistics.ts';

/**
 * Compares what random callers get of random operations with what the subgraphs' rules say:
 * `npm run fuzz:auth -- --pairs 1000000 --seed 7`. `--defects` plants the defects of defects/ instead, each in a copy of
 * the gateway, and tells how many pairs it takes to find it.
 */

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    threads: { type: 'string', default: '2' },
    defects: { type: 'boolean', default: false },
  },
});
const GATEWAY = new URL('../../gateway/', import.meta.url).pathname;
/** A shorter run may miss what is rare. */
const ENOUGH_FOR_FLOORS = 15_000;
/** No defect may take more. */
const MOST_PAIRS_PER_DEFECT = 3_000;

const print = (text: string) => process.stdout.write(`${text}\n`);
const seed = Number(values.seed);
const threads = Number(values.threads);

print(`seed ${seed}`);
const isFine = values.defects ? await searchDefects() : await compareMany(Number(values.pairs));
process.exitCode = isFine ? 0 : 1;

async function compareMany(pairs: number): Promise<boolean> {
  const startMs = performance.now();
  const perSecond = (counts: Counts) => Math.round((counts.pairs * 1_000) / (performance.now() - startMs));
  const { counts, differences, lost } = await comparePairs({
    gatewayFolder: GATEWAY,
    pairs,
    seed,
    threads,
    onBatch: (batch, total) => {
      const end = batch.isLost ? ', which was given up: the planner took too long' : '';
      print(`  ${total.pairs} pairs, ${perSecond(total)} a second, after seed ${batch.seed}${end}`);
    },
  });
  for (const batch of differences) {
    print(`A difference; the same again: npm run fuzz:auth -- --pairs 1 --seed ${batch.seed}`);
    print(batch.difference ?? '');
  }
  for (const [name, count] of Object.entries(counts)) print(`  ${count} ${name}`);
  const isLong = counts.pairs >= ENOUGH_FOR_FLOORS && differences.length === 0;
  const shortfalls = isLong ? listShortfalls(counts) : [];
  for (const shortfall of shortfalls) print(`Too little ${shortfall}.`);
  if (lost > 0) print(`${lost} batches were given up.`);
  print(`${counts.pairs} pairs, ${differences.length} differences`);
  return differences.length + shortfalls.length === 0;
}

async function searchDefects(): Promise<boolean> {
  const searched = await findDefects(DEFECTS, {
    seed,
    maxPairs: MOST_PAIRS_PER_DEFECT,
    threads,
    onSearched: ({ name, pairs, found }) =>
      print(
        found === undefined ? `  NOT FOUND in ${pairs} pairs: ${name}` : `  after ${pairs} pairs: ${name}`,
      ),
  });
  const found = searched.filter((one) => one.found !== undefined);
  const pairs = found.map((one) => one.pairs).sort((left, right) => left - right);
  print(
    `  the middle one after ${pairs[Math.floor(pairs.length / 2)]} pairs, the last after ${pairs.at(-1)}`,
  );
  print(`${searched.length} defects, ${found.length} found`);
  return found.length === DEFECTS.length;
}
