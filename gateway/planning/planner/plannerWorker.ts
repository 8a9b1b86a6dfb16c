import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { FetchPlan } from '../fetches/fetchPlan.ts';
import { createPlanner } from './createPlanner.ts';

/** The thread that plans: see plannerThread.ts. */
export interface PlannerThreadData {
  readonly supergraphSdl: string;
}

export interface PlanRequest {
  readonly document: string;
  readonly overrides: readonly string[];
}

/** `undefined` says that the supergraph is loaded; then one answer a request. */
export type PlannerMessage =
  | { readonly plan: FetchPlan | undefined; readonly fault?: undefined }
  | { readonly fault: Error };

if (parentPort === null) throw new TypeError('This module is a thread of the gateway.');
servePlans(parentPort, workerData as PlannerThreadData);

function servePlans(port: MessagePort, { supergraphSdl }: PlannerThreadData): void {
  // A supergraph that does not load ends the thread, and with it the start-up.
  const planner = createPlanner(supergraphSdl);
  const post = (message: PlannerMessage) => port.postMessage(message);
  port.on('message', ({ document, overrides }: PlanRequest) => {
    planner.plan(document, overrides).then(
      (plan) => post({ plan }),
      (fault: unknown) => post({ fault: fault instanceof Error ? fault : new Error(String(fault)) }),
    );
  });
  post({ plan: undefined });
}
