import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { describeShop } from '../graphs/shopGraph.ts';
import { loadGateway } from './gatewayUnderTest.ts';
import { runScene } from './runScene.ts';
import type { SceneSize } from './scene.ts';
import { sceneArbitrary } from './sceneArbitrary.ts';
import { type Counts, Statistics } from './statistics.ts';

/** The thread that compares pairs: without a test runner around it, and with a heap of its own. See runPairs.ts. */
export interface PairsTask {
  /** The gateway's folder, with a slash at the end. */
  readonly gatewayFolder: string;
  readonly graphs: 'generated' | 'shop';
  readonly seed: number;
  readonly scenes: number;
  readonly size: SceneSize;
  /** Whether a difference is made as small as it can be; it takes its time. */
  readonly shrinks: boolean;
}

/** After each scene, and at the end. */
export interface PairsMessage {
  readonly counts: Counts;
  readonly isDone: boolean;
  /** What a pair differs in; undefined: in nothing. */
  readonly difference?: string;
}

/** Whatever is left of shrinking by then may stay as it is. */
const MAX_MINUTES = 20;

const { gatewayFolder, graphs, seed, scenes, size, shrinks } = workerData as PairsTask;
const statistics = new Statistics();
const post = (message: PairsMessage) => parentPort?.postMessage(message);
const modules = await loadGateway(gatewayFolder);
const arbitrary = sceneArbitrary(size, graphs === 'shop' ? describeShop() : undefined);
const property = fc.asyncProperty(arbitrary, async (scene) => {
  try {
    await runScene(modules, scene, statistics);
  } finally {
    statistics.scene();
    post({ counts: statistics.counts, isDone: false });
  }
});
const { failed, errorInstance } = await fc.check(property, {
  seed,
  numRuns: scenes,
  endOnFailure: !shrinks,
  interruptAfterTimeLimit: MAX_MINUTES * 60_000,
});
const difference = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
post({ counts: statistics.counts, isDone: true, ...(failed && { difference }) });
