import type { CallerRules } from '../authentication/caller.ts';
import type { Decision } from '../authorization/decide.ts';
import { GatewayError } from '../errors.ts';
import type { CompiledOperation } from '../planning/compileOperation.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { Access, AccessedCoordinate, AuditTrail } from './access.ts';
import { type AuditedCall, describeAccess, findAudited, NOBODY, type Subjects } from './describeAccess.ts';

/** What auditing a call takes of the graph that it runs on. */
export interface AuditedGraph {
  readonly supergraph: Pick<Supergraph, 'classification'>;
  readonly callerRules: CallerRules;
  /** Undefined for a graph without classified fields: what must be audited is not served without it. */
  readonly audit?: AuditTrail | undefined;
  /** The clock; undefined: the system's. */
  readonly now?: () => Date;
}

/** What of a call is audited; nothing where the graph classifies nothing. */
export function listAuditedOf(
  { supergraph }: AuditedGraph,
  operation: CompiledOperation,
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
): readonly AccessedCoordinate[] {
  return supergraph.classification.isUsed ? findAudited(operation, decision, variables) : [];
}

/**
 * Resolves when the access is durably kept; at once where there is nothing to audit.
 * @throws GatewayError AUDIT_UNAVAILABLE
 */
export async function audit(
  graph: AuditedGraph,
  kind: Access['kind'],
  operation: CompiledOperation,
  call: AuditedCall,
  accessed: { readonly coordinates: readonly AccessedCoordinate[]; readonly subjects?: Subjects },
): Promise<void> {
  if (accessed.coordinates.length === 0) return;
  if (graph.audit === undefined) throw new GatewayError('AUDIT_UNAVAILABLE');
  await graph.audit.record(
    describeAccess(kind, operation, call, graph.callerRules, {
      subjects: NOBODY,
      ...accessed,
      at: readClock(graph),
    }),
  );
}

/** Keeps that a signed-in caller was refused what is classified; of the others nobody knows who they are. */
export function noteRefusal(
  graph: AuditedGraph,
  operation: CompiledOperation,
  decision: Decision,
  call: AuditedCall,
): void {
  if (call.caller.kind === 'anonymous') return;
  const coordinates = listAuditedOf(graph, operation, decision, {}).map((each) => ({
    ...each,
    outcome: 'withheld' as const,
  }));
  if (coordinates.length === 0) return;
  const refused = { at: readClock(graph), coordinates, subjects: NOBODY };
  graph.audit?.noteRefusal(describeAccess('refused', operation, call, graph.callerRules, refused));
}

function readClock({ now }: AuditedGraph): Date {
  return now?.() ?? new Date();
}
