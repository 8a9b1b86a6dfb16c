import type { Logger } from 'pino';
import type { AuditTrail } from '../../gateway/audit/access.ts';
import type { CallerRules } from '../../gateway/authentication/caller.ts';
import type { AuthorizationMode } from '../../gateway/authorization/access.ts';
import { createCandidate } from '../../gateway/authorization/candidate.ts';
import type { PolicyEngine } from '../../gateway/authorization/policyEngine.ts';
import type { DataSources } from '../../gateway/execution/dataSource.ts';
import { findTraceId } from '../../gateway/execution/http/traceparent.ts';
import { createGateway } from '../../gateway/gateway.ts';
import type { Generation } from '../../gateway/generations.ts';
import type { Planner } from '../../gateway/planning/planner/planner.ts';
import type { RegisteredOperation } from '../../gateway/planning/registerOperations.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { createDifferenceListener, type DifferenceKind } from './candidateDifferences.ts';
import { logFetchFailure } from './logFetchFailure.ts';
import { TIME_LIMITS } from './timeLimits.ts';

/** What a graph is made of, wherever its subgraphs are. */
export interface GraphParts {
  readonly supergraph: Supergraph;
  readonly callerRules: CallerRules;
  /** Undefined only for a supergraph without policies. */
  readonly policies: PolicyEngine | undefined;
  /** The rules that are evaluated beside the enforced ones. */
  readonly candidate: Pick<GraphParts, 'supergraph' | 'policies'> | undefined;
  readonly authorizationMode: AuthorizationMode;
  readonly operations: readonly RegisteredOperation[];
  readonly safelisted: readonly RegisteredOperation[];
}

/** What a graph runs on. Planner and sources are closed with it; the audit outlives it. */
export interface GraphMeans {
  readonly planner: Planner;
  readonly sources: DataSources;
  /** Undefined only for a graph that classifies nothing. */
  readonly audit: AuditTrail | undefined;
  readonly log: Logger;
  /** Counts calls that the candidate would decide otherwise; undefined where nobody reads metrics. */
  readonly countDifference?: ((kind: DifferenceKind) => void) | undefined;
}

/**
 * A gateway over a graph.
 * @throws TypeError for a graph with classified fields and no audit, and for rules that name a policy nobody decides.
 */
export function joinGraph(
  { operations, safelisted, candidate, ...graph }: GraphParts,
  { planner, sources, audit, log, countDifference = () => {} }: GraphMeans,
): Generation {
  if (graph.supergraph.classification.isUsed && audit === undefined) {
    throw new TypeError('A graph with classified fields needs an audit.');
  }
  const gateway = createGateway(
    {
      ...graph,
      candidate:
        candidate &&
        createCandidate({
          ...candidate,
          onDifference: createDifferenceListener(log, countDifference),
        }),
      planner,
      sources,
      audit,
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
