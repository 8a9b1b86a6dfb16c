import type { Logger } from 'pino';
import type { CallerRules } from '../../gateway/authentication/caller.ts';
import type { DataSources } from '../../gateway/execution/dataSource.ts';
import { findTraceId } from '../../gateway/execution/http/traceparent.ts';
import { createGateway } from '../../gateway/gateway.ts';
import type { Generation } from '../../gateway/generations.ts';
import type { Planner } from '../../gateway/planning/planner/planner.ts';
import type { RegisteredOperation } from '../../gateway/planning/registerOperations.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { logFetchFailure } from './logFetchFailure.ts';
import { TIME_LIMITS } from './timeLimits.ts';

/** What a graph is made of, wherever its subgraphs are. */
export interface GraphParts {
  readonly supergraph: Supergraph;
  readonly callerRules: CallerRules;
  readonly operations: readonly RegisteredOperation[];
  readonly safelisted: readonly RegisteredOperation[];
}

/** A gateway over a graph; planner and sources are closed with it. */
export function joinGraph(
  { operations, safelisted, ...graph }: GraphParts,
  planner: Planner,
  sources: DataSources,
  log: Logger,
): Generation {
  const gateway = createGateway(
    {
      supergraph: graph.supergraph,
      callerRules: graph.callerRules,
      planner,
      sources,
      ...TIME_LIMITS,
      onFetchFailed: (subgraph, code, cause, call) =>
        logFetchFailure(log, { subgraph, code, traceId: findTraceId(call) }, cause),
    },
    operations,
    safelisted,
  );
  return {
    gateway,
    async close() {
      await Promise.all([planner.close(), ...[...sources.values()].map((source) => source.close?.())]);
    },
  };
}
