import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import type { Trait } from '../pairs/focusTargets.ts';
import { loadGateway } from '../pairs/gatewayUnderTest.ts';
import { runScene } from '../pairs/runScene.ts';
import type { Scene } from '../pairs/scene.ts';
import { sceneArbitrary } from '../pairs/sceneArbitrary.ts';
import { Statistics } from '../pairs/statistics.ts';
import type { Defect } from './defect.ts';

export interface SearchedGateway extends Pick<Defect, 'shows' | 'trait'> {
  readonly folder: string;
}

/** The thread that looks for defects, all over the same scenes. See findDefects.ts. */
export interface DefectsTask {
  readonly gateways: readonly SearchedGateway[];
  readonly seed: number;
  /** After so many pairs, a defect is not found. */
  readonly maxPairs: number;
}

export interface DefectsMessage {
  readonly folder: string;
  /** How many pairs went as expected before one did not. */
  readonly pairs: number;
  /** The first line of what was found; undefined: nothing. */
  readonly found: string | undefined;
}

const SIZE = { operations: 9, callers: 5 };
const MAX_SCENES = 200;

const { gateways, seed, maxPairs } = workerData as DefectsTask;
const scenes = new Map<string, Scene>();

function sceneAt(index: number, trait: Trait | undefined): Scene {
  const key = `${index} ${trait}`;
  const known = scenes.get(key);
  if (known !== undefined) return known;
  const [scene] = fc.sample(sceneArbitrary({ ...SIZE, trait }), { seed: seed + index, numRuns: 1 });
  if (scene === undefined) throw new TypeError('A sample of one holds one.');
  scenes.set(key, scene);
  return scene;
}

function isShown({ graph }: Scene, shows = /^/): boolean {
  return shows.test([graph.name, ...graph.subgraphs.map(({ sdl }) => sdl)].join('\n'));
}

for (const { folder, shows, trait } of gateways) {
  const modules = await loadGateway(folder);
  const statistics = new Statistics();
  let found: string | undefined;
  for (let index = 0; index < MAX_SCENES && found === undefined; index++) {
    if (statistics.counts.pairs >= maxPairs) break;
    const scene = sceneAt(index, trait);
    if (!isShown(scene, shows)) continue;
    try {
      await runScene(modules, scene, statistics);
    } catch (error) {
      found = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    }
  }
  const message: DefectsMessage = { folder, pairs: statistics.counts.pairs, found };
  parentPort?.postMessage(message);
}
