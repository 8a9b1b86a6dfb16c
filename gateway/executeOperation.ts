import { executeSync, type FieldNode, visit } from 'graphql';
import type { Access, AccessedCoordinate, AuditTrail } from './audit/access.ts';
import { type AuditedCall, describeAccess, findAudited } from './audit/describeAccess.ts';
import type { Caller, CallerRules } from './authentication/caller.ts';
import { describeRefusal } from './authorization/access.ts';
import { type Decision, decide, obtainableAlternatives } from './authorization/decide.ts';
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
export interface Graph {
  readonly supergraph: Supergraph;
  readonly callerRules: CallerRules;
  readonly planner: Planner;
  readonly sources: DataSources;
  /** The labels of progressive overrides that are in force. */
  readonly overrides?: ReadonlySet<string>;
  readonly fetchTimeoutMs: number;
  /** How long a whole call may fetch; what has not come by then is missing from the answer. */
  readonly deadlineMs: number;
  readonly onFetchFailed: FetchFailureListener;
  /** Undefined for a graph without classified fields: what must be audited is not served without it. */
  readonly audit?: AuditTrail | undefined;
  /** The clock; undefined: the system's. */
  readonly now?: () => Date;
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
  const decision = decide(operation.requirements.clauses, call.caller);
  const refusal = describeRefusal(operation, decision, call.caller, graph.callerRules);
  if (refusal !== undefined) {
    noteRefusal(graph, operation, decision, call);
    throw refusal;
  }
  const variables = coerceVariables(
    graph.supergraph.apiSchema,
    operation.definition.variableDefinitions ?? [],
    call.variables,
  );
  // What is registered has been looked at by those who registered it.
  if (operation.id === undefined) checkCost(operation.cost, variables);
  const variant = {
    overrides: chooseOverrides(graph.supergraph.overrideLabels, graph.overrides ?? NONE, Math.random),
    trueConditions: decideConditions(operation.conditionVariables, (name) => variables[name] === true),
  };
  const audited = graph.supergraph.classification.isUsed ? findAudited(operation, decision, variables) : [];
  const deadline = startDeadline(graph.deadlineMs, call.signal);
  try {
    const { plan, project } =
      permitted.find(operation, decision, variant) ??
      (await planBefore(deadline.signal, permitted.permit(operation, decision, variant)));
    // Whatever becomes of a mutation, that it was about to run is known.
    if (operation.kind === 'mutation') await audit(graph, operation, call, 'intended', audited, []);
    const { data, faults, failures, subjects } = await executePlan(plan, {
      sources: graph.sources,
      variables,
      call: { ...call, operationId: operation.id, signal: deadline.signal },
      fetchTimeoutMs: graph.fetchTimeoutMs,
      onFetchFailed: graph.onFetchFailed,
    });
    await audit(graph, operation, call, 'accessed', audited, subjects);
    return project(data, {
      variables,
      faults,
      failures,
      scopesFor: (field) => findScopes(graph, operation, field, call.caller),
      introspection: operation.hasIntrospection ? introspect(graph, operation, variables) : {},
    });
  } finally {
    deadline.end();
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Resolves when it is kept that the call accesses what is classified; at once where nothing is. */
async function audit(
  graph: Graph,
  operation: CompiledOperation,
  call: OperationCall,
  kind: Access['kind'],
  coordinates: readonly AccessedCoordinate[],
  subjects: readonly string[],
): Promise<void> {
  if (coordinates.length === 0) return;
  if (graph.audit === undefined) throw new GatewayError('AUDIT_UNAVAILABLE');
  const at = graph.now?.() ?? new Date();
  await graph.audit.record(
    describeAccess(kind, operation, call, graph.callerRules, { at, coordinates, subjects }),
  );
}

/** Keeps that a signed-in caller was refused what is classified; of the others nobody knows who they are. */
export function noteRefusal(
  graph: Graph,
  operation: CompiledOperation,
  decision: Decision,
  call: AuditedCall,
): void {
  if (call.caller.kind === 'anonymous' || !graph.supergraph.classification.isUsed) return;
  const coordinates = findAudited(operation, decision, {});
  if (coordinates.length === 0) return;
  const at = graph.now?.() ?? new Date();
  const refused = coordinates.map((each) => ({ ...each, decision: 'withheld' as const }));
  graph.audit?.noteRefusal(
    describeAccess('refused', operation, call, graph.callerRules, { at, coordinates: refused, subjects: [] }),
  );
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

/** What the caller would need for a denied selection; undefined where it is out of its reach. */
function findScopes(
  graph: Graph,
  operation: CompiledOperation,
  field: FieldNode,
  caller: Caller,
): Fault['scopes'] {
  const { clauses, byField } = operation.requirements;
  const alternatives = (byField.get(field) ?? [])
    .map((index) => clauses[index])
    .filter((clause) => clause !== undefined)
    .map((clause) => obtainableAlternatives(clause, caller, graph.callerRules))
    .reduce(
      (left, right) => left.flatMap((one) => right.map((other) => [...new Set([...one, ...other])])),
      [[]],
    );
  return alternatives.some((scopes) => scopes.length > 0) ? alternatives : undefined;
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
