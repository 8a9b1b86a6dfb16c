import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../errors.ts';
import type { FetchPlan } from '../fetches/fetchPlan.ts';
import type { Planner } from './planner.ts';
import type { PlannerMessage, PlannerThreadData, PlanRequest } from './plannerWorker.ts';

export interface PlannerThreadOptions {
  /** How long one operation may be planned before the thread is given up for a new one. */
  readonly timeoutMs?: number;
  /** How many operations may wait for the thread; more are refused at once. */
  readonly maxWaiting?: number;
  /** How long one may wait: as long as anybody waits for its plan, or the thread would plan for nobody. */
  readonly maxWaitMs?: number;
}

const DEFAULT_TIMEOUT_MS = 2_000;
const DEFAULT_MAX_WAITING = 500;
const DEFAULT_MAX_WAIT_MS = 2_500;
/** What planning a hostile operation may take of memory before its thread is ended. */
const MAX_HEAP_MB = 512;

interface Task extends PlanRequest {
  readonly askedAtMs: number;
  readonly resolve: (plan: FetchPlan) => void;
  readonly reject: (fault: Error) => void;
}

/**
 * Plans in a thread of its own, one operation at a time, so that serving never waits for planning.
 * @returns when the thread has loaded the supergraph.
 * @throws the fault of an invalid supergraph.
 */
export async function openPlannerThread(
  supergraphSdl: string,
  options: PlannerThreadOptions = {},
): Promise<Planner> {
  const {
    timeoutMs = DEFAULT_TIMEOUT_MS,
    maxWaiting = DEFAULT_MAX_WAITING,
    maxWaitMs = DEFAULT_MAX_WAIT_MS,
  } = options;
  const waiting: Task[] = [];
  let current: Task | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let isStarting = false;
  /** Undefined while a new thread starts in place of one that was given up. */
  let worker: Worker | undefined;
  adopt(await startWorker(supergraphSdl));

  function adopt(started: Worker): void {
    worker = started;
    started.on('message', (message: PlannerMessage) => {
      if (started !== worker) return;
      const task = finish();
      if (message.fault !== undefined) task?.reject(message.fault);
      else if (message.plan !== undefined) task?.resolve(message.plan);
      next();
    });
    started.on('error', (fault) => {
      if (started === worker) replace(started, isOutOfMemory(fault) ? tooComplex() : fault);
    });
    next();
  }

  function next(): void {
    if (worker === undefined || current !== undefined) return;
    dropForgotten();
    const task = waiting.shift();
    if (task === undefined) {
      // A program whose work is done ends, whatever its threads could still do.
      worker.unref();
      return;
    }
    const started = worker;
    current = task;
    started.ref();
    started.postMessage({ document: task.document, overrides: task.overrides } satisfies PlanRequest);
    timer = setTimeout(() => replace(started, tooComplex()), timeoutMs);
  }

  function dropForgotten(): void {
    const tooOld = performance.now() - maxWaitMs;
    while ((waiting[0]?.askedAtMs ?? tooOld) < tooOld)
      waiting.shift()?.reject(new GatewayError('OVERLOADED'));
  }

  function finish(): Task | undefined {
    clearTimeout(timer);
    const task = current;
    current = undefined;
    return task;
  }

  /** Ends a thread that hangs or has died; whoever waits goes on with the next one. */
  function replace(ended: Worker, fault: Error): void {
    finish()?.reject(fault);
    worker = undefined;
    void ended.terminate();
    start();
  }

  function start(): void {
    isStarting = true;
    startWorker(supergraphSdl).then(
      (started) => {
        isStarting = false;
        if (closed) void started.terminate();
        else adopt(started);
      },
      (cause: unknown) => {
        // Threads or memory are out just now; whoever asks next has another one started.
        isStarting = false;
        for (const task of waiting.splice(0)) task.reject(new GatewayError('OVERLOADED', { cause }));
      },
    );
  }

  return {
    plan(document, overrides) {
      dropForgotten();
      if (closed || waiting.length >= maxWaiting) return Promise.reject(new GatewayError('OVERLOADED'));
      const { promise, resolve, reject } = Promise.withResolvers<FetchPlan>();
      waiting.push({ document, overrides, askedAtMs: performance.now(), resolve, reject });
      if (worker === undefined && !isStarting) start();
      else next();
      return promise;
    },
    async close() {
      closed = true;
      const ended = new GatewayError('OVERLOADED');
      finish()?.reject(ended);
      for (const task of waiting.splice(0)) task.reject(ended);
      await worker?.terminate();
    },
  };
}

async function startWorker(supergraphSdl: string): Promise<Worker> {
  const worker = new Worker(new URL('./plannerWorker.ts', import.meta.url), {
    workerData: { supergraphSdl } satisfies PlannerThreadData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Worker>();
  worker.once('message', () => resolve(worker));
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The planner ended.')));
  return promise.finally(() => worker.removeListener('error', reject));
}

function isOutOfMemory(fault: Error): boolean {
  return 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooComplex(): GatewayError {
  return new GatewayError('OPERATION_TOO_COMPLEX', { detail: 'The operation takes too long to plan.' });
}
