import { executeSync, visit } from 'graphql';
import { type AuditedGraph, audit, listAuditedOf, noteRefusal } from './audit/auditCall.ts';
import type { AuditedCall } from './audit/describeAccess.ts';
import { findOutcomes, markFailed } from './audit/findOutcomes.ts';
import type { Caller } from './authentication/caller.ts';
import { decideBeforehand, decideCall, describeRefusal, type Guard } from './authorization/access.ts';
import type { Candidate } from './authorization/candidate.ts';
import type { Decision } from './authorization/decide.ts';
import { describeDenial } from './authorization/describeDenial.ts';
import { coerceVariables } from './coerceVariables.ts';
import { type Fault, GatewayError } from './errors.ts';
import type { DataSources } from './execution/dataSource.ts';
import { startDeadline, waitUntil } from './execution/deadline.ts';
import { executePlan } from './execution/executePlan.ts';
import type { FetchFailureListener } from './execution/run.ts';
import type { CompiledOperation } from './planning/compileOperation.ts';
import { checkCost } from './planning/limits/cost.ts';
import { chooseOverrides } from './planning/overrides.ts';
import type { PermittedOperation, PermittedOperations } from './planning/permittedOperations.ts';
import type { Planner } from './planning/planner/planner.ts';
import { decideConditions } from './planning/planVariant.ts';
import type { Supergraph } from './supergraph/supergraph.ts';

/** What a call runs on; all of one generation. */
export interface Graph extends Guard, AuditedGraph {
  readonly supergraph: Supergraph;
  /** Rules to be evaluated beside the enforced ones. */
  readonly candidate?: Candidate | undefined;
  readonly planner: Planner;
  readonly sources: DataSources;
  /** The labels of progressive overrides that are in force. */
  readonly overrides?: ReadonlySet<string>;
  readonly fetchTimeoutMs: number;
  /** How long a whole call may fetch; what has not come by then is missing from the answer. */
  readonly deadlineMs: number;
  readonly onFetchFailed: FetchFailureListener;
}

export interface OperationCall {
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly requestId: string;
  /** The trace that the call is part of (W3C Trace Context). */
  readonly traceparent?: string;
  readonly signal: AbortSignal;
  /** True where the way it came allows no mutation. */
  readonly readOnly?: boolean;
}

export interface OperationResult {
  readonly data: Record<string, unknown> | null;
  readonly faults: readonly Fault[];
  /** The places of text that people outside wrote; a place that a null took away may be among them. */
  readonly untrusted: readonly Fault['path'][];
}

/**
 * The whole path of a call, whoever sent it: GraphQL or MCP, registered or ad hoc.
 * @throws GatewayError BAD_USER_INPUT for variables that do not fit, UNAUTHENTICATED or INSUFFICIENT_SCOPE when
 * the caller may see no root field, OPERATION_TOO_COMPLEX or OVERLOADED when no plan can be had. Whatever else is
 * missing is a fault beside the data. AUDIT_UNAVAILABLE when an access that must be audited cannot be: nothing is
 * released then, and a mutation has not run, unless its outcome alone could not be kept.
 */
export async function executeOperation(
  graph: Graph,
  permitted: PermittedOperations,
  operation: CompiledOperation,
  call: OperationCall,
): Promise<OperationResult> {
  if (call.readOnly === true && operation.kind === 'mutation') throw new GatewayError('METHOD_NOT_ALLOWED');
  // Whoever is refused whatever it states need not be told whether its variables fit.
  checkAccess(graph, operation, call, decideBeforehand(operation, call.caller));
  const variables = coerceVariables(
    graph.supergraph.apiSchema,
    operation.definition.variableDefinitions ?? [],
    call.variables,
  );
  // What is registered has been looked at by those who registered it.
  if (operation.id === undefined) checkCost(operation.cost, variables);
  const statement = operation.statements.read(variables);
  const decision = decideCall(operation, call.caller, graph, { statement, variables });
  const auditedCall = { ...call, stated: statement.stated };
  checkAccess(graph, operation, auditedCall, decision, variables);
  graph.candidate?.compare(operation, decision, { caller: call.caller, variables });
  const variant = {
    overrides: chooseOverrides(graph.supergraph.overrideLabels, graph.overrides ?? NONE, Math.random),
    trueConditions: decideConditions(operation.conditionVariables, (name) => variables[name] === true),
  };
  const coordinates = listAuditedOf(graph, operation, decision, variables);
  const deadline = startDeadline(graph.deadlineMs, call.signal);
  try {
    const { plan, project } =
      permitted.find(operation, decision, variant) ??
      (await planBefore(deadline.signal, permitted.permit(operation, decision, variant)));
    // Whatever becomes of a mutation, that it was about to run is known.
    if (operation.kind === 'mutation') {
      await audit(graph, 'intended', operation, auditedCall, { coordinates });
    }
    const { data, faults, failures, subjects } = await executePlan(plan, {
      sources: graph.sources,
      variables,
      call: { ...auditedCall, operationId: operation.id, signal: deadline.signal },
      fetchTimeoutMs: graph.fetchTimeoutMs,
      onFetchFailed: graph.onFetchFailed,
    });
    let outcomes = markFailed(coordinates);
    try {
      const answer = project(data, {
        variables,
        faults,
        failures,
        describeDenial: (withheld) =>
          describeDenial(operation.requirements, decision, call.caller, graph.callerRules, withheld),
        introspection: operation.hasIntrospection ? introspect(graph, operation, variables) : {},
      });
      outcomes = findOutcomes(operation, coordinates, data, answer);
      return answer;
    } finally {
      // Where no answer can be made of it, too: what a mutation did is done.
      await audit(graph, 'accessed', operation, auditedCall, { coordinates: outcomes, subjects });
    }
  } finally {
    deadline.end();
  }
}

const NONE: ReadonlySet<string> = new Set();

/** @throws GatewayError UNAUTHENTICATED or INSUFFICIENT_SCOPE where nothing is left of the operation. */
function checkAccess(
  graph: Graph,
  operation: CompiledOperation,
  call: AuditedCall,
  decision: Decision,
  variables?: Readonly<Record<string, unknown>>,
): void {
  const refusal = describeRefusal(operation, decision, call.caller, graph, variables);
  if (refusal === undefined) return;
  noteRefusal(graph, operation, decision, call);
  graph.candidate?.compare(operation, decision, { caller: call.caller, variables });
  throw refusal;
}

async function planBefore(
  signal: AbortSignal,
  planning: Promise<PermittedOperation>,
): Promise<PermittedOperation> {
  try {
    return await waitUntil(signal, planning);
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw new GatewayError('OVERLOADED', { cause: error });
    throw error;
  }
}

/** Runs what is asked of the schema itself; the rest of the operation is left out. */
function introspect(
  graph: Graph,
  operation: CompiledOperation,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const keys = operation.shape.fields.filter(({ value }) => value.kind === 'introspection');
  const roots = new Set(operation.shape.fields.flatMap(({ nodes }) => nodes));
  const kept = new Set(keys.flatMap(({ nodes }) => nodes));
  const document = visit(operation.document, {
    Field: (node) => (roots.has(node) && !kept.has(node) ? null : undefined),
  });
  const { data } = executeSync({
    schema: graph.supergraph.apiSchema,
    document,
    variableValues: variables,
    ...(operation.name !== undefined && { operationName: operation.name }),
  });
  return { ...data };
}
