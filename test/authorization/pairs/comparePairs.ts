import { type PairsResult, runPairs } from './runPairs.ts';
import type { SceneSize } from './scene.ts';
import { addCounts, type Counts, NO_COUNTS } from './statistics.ts';

export interface ComparisonOptions {
  readonly gatewayFolder: string;
  /** How many at least. */
  readonly pairs: number;
  readonly seed: number;
  readonly threads: number;
  readonly onBatch?: (batch: ComparedBatch, total: Counts) => void;
}

export interface ComparedBatch extends PairsResult {
  /** What makes the same batch again, as the first of its run. */
  readonly seed: number;
}

export interface Comparison {
  readonly counts: Counts;
  readonly differences: readonly ComparedBatch[];
  /** How many batches took the planner too long. */
  readonly lost: number;
}

const SIZE: SceneSize = { operations: 20, callers: 12 };
const SCENES = 15;
/** The shop's operations are larger, and its graph is one alone. */
const SHOP_SCENES = 3;
/** Of so many seeds, one is of the shop. */
const SHOP_EVERY = 8;

/** Compares batches, one for each seed from the first on, until there are pairs enough. */
export async function comparePairs(options: ComparisonOptions): Promise<Comparison> {
  const { gatewayFolder, pairs, seed: first, threads, onBatch } = options;
  const differences: ComparedBatch[] = [];
  let counts: Counts = NO_COUNTS;
  let lost = 0;
  let next = first;
  const work = async () => {
    while (counts.pairs < pairs && differences.length === 0) {
      const seed = next++;
      const isOfShop = seed % SHOP_EVERY === 0;
      const result = await runPairs({
        gatewayFolder,
        graphs: isOfShop ? 'shop' : 'generated',
        seed,
        scenes: isOfShop ? SHOP_SCENES : SCENES,
        size: SIZE,
        shrinks: true,
      });
      const batch = { ...result, seed };
      counts = addCounts(counts, result.counts);
      if (result.isLost) lost++;
      if (result.difference !== undefined) differences.push(batch);
      onBatch?.(batch, counts);
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return { counts, differences, lost };
}
