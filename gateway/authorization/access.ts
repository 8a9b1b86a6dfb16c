import type { FieldNode } from 'graphql';
import type { Caller, CallerRules } from '../authentication/caller.ts';
import { GatewayError } from '../errors.ts';

import type { ObjectShape } from '../response/responseShape.ts';
import { type Decision, obtainableAlternatives } from './decide.ts';
import { deniesEveryRoot } from './denials.ts';
import type { Requirements } from './requirements.ts';

/** The parts of a compiled operation that say who may call it. */
export interface GuardedOperation {
  readonly requirements: Requirements;
  readonly shape: ObjectShape;
  findDenied(decision: Decision): ReadonlySet<FieldNode>;
}

/**
 * How a call is refused as a whole, if it is: 401 for an anonymous caller, 403 naming every scope of the
 * operation for a signed-in one.
 */
export function describeRefusal(
  operation: GuardedOperation,
  decision: Decision,
  caller: Caller,
  rules: CallerRules,
): GatewayError | undefined {
  if (!deniesEveryRoot(operation.shape, operation.findDenied(decision))) return undefined;
  const scopes = operation.requirements.clauses.flatMap(
    (clause) => obtainableAlternatives(clause, caller, rules)[0] ?? [],
  );
  return new GatewayError(caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'INSUFFICIENT_SCOPE', {
    scopes: [...new Set(scopes)],
  });
}

/** Whether the caller could ever see a root field of it: if not, the operation does not exist for the caller. */
export function isReachable(operation: GuardedOperation, caller: Caller, rules: CallerRules): boolean {
  const met = operation.requirements.clauses.map(
    (clause) => obtainableAlternatives(clause, caller, rules).length > 0,
  );
  const best = { met, key: met.map((bit) => (bit ? '1' : '0')).join('') };
  return !deniesEveryRoot(operation.shape, operation.findDenied(best));
}
