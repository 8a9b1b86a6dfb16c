import { parseArgs } from 'node:util';
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
  },
});
const GATEWAY = new URL('../../gateway/', import.meta.url).pathname;
/** A shorter run may miss what is rare. */
const ENOUGH_FOR_FLOORS = 15_000;

const print = (text: string) => process.stdout.write(`${text}\n`);
const startMs = performance.now();
const perSecond = ({ pairs }: Counts) => Math.round((pairs * 1_000) / (performance.now() - startMs));

print(`seed ${values.seed}, ${values.pairs} pairs`);
const { counts, differences, lost } = await comparePairs({
  gatewayFolder: GATEWAY,
  pairs: Number(values.pairs),
  seed: Number(values.seed),
  threads: Number(values.threads),
  onBatch: ({ seed, isLost }, total) => {
    const end = isLost ? ', which was given up: the planner took too long' : '';
    print(`  ${total.pairs} pairs, ${perSecond(total)} a second, after seed ${seed}${end}`);
  },
});
for (const { seed, difference } of differences) {
  print(`A difference; the same again: npm run fuzz:auth -- --pairs 1 --seed ${seed}\n${difference}`);
}
for (const [name, count] of Object.entries(counts)) print(`  ${count} ${name}`);
const shortfalls = counts.pairs < ENOUGH_FOR_FLOORS || differences.length > 0 ? [] : listShortfalls(counts);
for (const shortfall of shortfalls) print(`Too little ${shortfall}.`);
if (lost > 0) print(`${lost} batches were given up.`);
print(`${counts.pairs} pairs, ${differences.length} differences`);
process.exitCode = differences.length + shortfalls.length === 0 ? 0 : 1;
