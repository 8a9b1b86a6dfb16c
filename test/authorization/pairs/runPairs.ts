import { Worker } from 'node:worker_threads';
import type { PairsMessage, PairsTask } from './pairsThread.ts';
import { type Counts, NO_COUNTS } from './statistics.ts';

export interface PairsResult {
  readonly counts: Counts;
  readonly difference: string | undefined;
  /** Whether the thread was lost: the planner took too long over a scene, or too much memory. */
  readonly isLost: boolean;
}

export interface RunOptions {
  /** How long one scene may take before its thread is given up. */
  readonly sceneTimeoutMs?: number;
  readonly maxHeapMb?: number;
  readonly onScene?: (counts: Counts) => void;
}

/** Compares pairs in a thread of their own. */
export async function runPairs(task: PairsTask, options: RunOptions = {}): Promise<PairsResult> {
  const { sceneTimeoutMs = 300_000, maxHeapMb = 2_048, onScene } = options;
  const worker = new Worker(new URL('./pairsThread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  const { promise, resolve, reject } = Promise.withResolvers<PairsResult>();
  let counts = NO_COUNTS;
  const giveUp = () => resolve({ counts, difference: undefined, isLost: true });
  let timer = setTimeout(giveUp, sceneTimeoutMs);
  worker.on('message', (message: PairsMessage) => {
    counts = message.counts;
    clearTimeout(timer);
    if (message.isDone) {
      resolve({ counts, difference: message.difference, isLost: false });
    } else {
      timer = setTimeout(giveUp, sceneTimeoutMs);
      onScene?.(counts);
    }
  });
  worker.on('error', (fault) => {
    if ('code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY') giveUp();
    else reject(fault);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
