import { describe, expect, it } from 'vitest';
import { DEFECTS } from './defects/defects.ts';
import { findDefects } from './defects/findDefects.ts';
import { plantDefects } from './defects/plantDefects.ts';
import { listShortfalls } from './pairs/floors.ts';
import type { PairsTask } from './pairs/pairsThread.ts';
import { runPairs } from './pairs/runPairs.ts';
import type { SceneSize } from './pairs/scene.ts';

const GATEWAY = new URL('../../gateway/', import.meta.url).pathname;

function describeTask(graphs: PairsTask['graphs'], scenes: number, size: SceneSize): PairsTask {
  return { gatewayFolder: GATEWAY, graphs, seed: 33, scenes, size, shrinks: true };
}

describe('whoever asks gets what the subgraphs’ rules say', () => {
  it('over generated graphs, and all kinds of denials come up', async () => {
    const result = await runPairs(describeTask('generated', 28, { operations: 9, callers: 8 }));
    expect(result).toMatchObject({ difference: undefined, isLost: false });
    expect(result.counts.pairs).toBeGreaterThan(1_500);
    expect(listShortfalls(result.counts, 0.3)).toEqual([]);
  });

  it('over the shop', async () => {
    const { difference, counts } = await runPairs(describeTask('shop', 2, { operations: 8, callers: 6 }));
    expect(difference).toBeUndefined();
    expect(counts.partial).toBeGreaterThan(0);
    expect(counts.refused).toBeGreaterThan(0);
  });
});

describe('planted defects', () => {
  it('replace what is there exactly once, each in a copy of its own', async () => {
    using copies = await plantDefects(DEFECTS);
    expect(copies.planted.length).toBeGreaterThanOrEqual(20);
    await expect(
      plantDefects([{ name: 'none', file: 'gateway.ts', from: 'nobody writes this', to: '' }]),
    ).rejects.toThrow('exactly once');
  });

  it.each([
    "two callers' plans are mixed",
    'what is denied is fetched, and not shown',
    'a denied field is null where null may not stand',
  ])('are found: %s', async (name) => {
    const defects = DEFECTS.filter((one) => one.name === name);
    const [searched] = await findDefects(defects, { seed: 1, maxPairs: 500, threads: 1 });
    expect(searched).toMatchObject({ name, found: expect.any(String) });
  });
});
