import { LRUCache } from 'lru-cache';
import type { Caller, CallerRules } from '../authentication/caller.ts';
import type { Decision } from '../authorization/decide.ts';
import { findTraceId } from '../execution/http/traceparent.ts';
import type { CompiledOperation } from '../planning/compileOperation.ts';
import type { Access, AccessedCoordinate } from './access.ts';
import { listAudited } from './auditedSelections.ts';
import type { SubjectTally } from './subjectTally.ts';

/** What an access has of the call that it is part of. */
export interface AuditedCall {
  readonly caller: Caller;
  readonly requestId?: string;
  readonly traceparent?: string;
  readonly stated?: Access['stated'];
}

/** Of one operation: decisions, each with what of it is left out. */
const MAX_REMEMBERED = 64;
const remembered = new WeakMap<CompiledOperation, LRUCache<string, readonly AccessedCoordinate[]>>();

/** As {@link listAudited}, worked out once. */
export function findAudited(
  operation: CompiledOperation,
  decision: Decision,
  variables: Readonly<Record<string, unknown>>,
): readonly AccessedCoordinate[] {
  const { classified, classifiedReads } = operation;
  if (classified.length + classifiedReads.length === 0 && operation.kind === 'query') return NOTHING;
  const trueConditions = operation.conditionVariables.filter((name) => variables[name] === true);
  // Seldom, and by any variable: not remembered.
  if (classifiedReads.length > 0) {
    return listAudited(operation, decision, new Set(trueConditions), variables);
  }
  let known = remembered.get(operation);
  if (known === undefined) {
    known = new LRUCache({ max: MAX_REMEMBERED });
    remembered.set(operation, known);
  }
  const key = `${decision.key} ${trueConditions.join(' ')}`;
  let coordinates = known.get(key);
  if (coordinates === undefined) {
    coordinates = listAudited(operation, decision, new Set(trueConditions), variables);
    known.set(key, coordinates);
  }
  return coordinates;
}

const NOTHING: readonly AccessedCoordinate[] = [];

/** Whose data it was, as far as they are listed. */
export type Subjects = Pick<SubjectTally, 'names' | 'omitted'>;

export const NOBODY: Subjects = { names: [], omitted: 0 };

export function describeAccess(
  kind: Access['kind'],
  operation: Pick<CompiledOperation, 'id' | 'name'>,
  call: AuditedCall,
  rules: CallerRules,
  { at, coordinates, subjects }: Pick<Access, 'at' | 'coordinates'> & { readonly subjects: Subjects },
): Access {
  const { caller, requestId, traceparent } = call;
  return {
    kind,
    at,
    ...describeCaller(caller, rules),
    subjects: subjects.names,
    omittedSubjects: subjects.omitted,
    operationId: operation.id,
    operationName: operation.id === undefined ? undefined : operation.name,
    coordinates,
    stated: call.stated ?? {},
    requestId,
    traceId:
      requestId === undefined
        ? undefined
        : findTraceId({ requestId, ...(traceparent !== undefined && { traceparent }) }),
  };
}

function describeCaller(caller: Caller, rules: CallerRules): Pick<Access, 'subject' | 'ownId' | 'context'> {
  if (caller.kind === 'anonymous') return { subject: undefined, ownId: undefined, context: 'anonymous' };
  const ownId = rules.dataSubjectClaim === undefined ? undefined : caller.claims[rules.dataSubjectClaim];
  return {
    subject: caller.subject,
    ownId: typeof ownId === 'string' ? ownId : undefined,
    context: caller.context,
  };
}
