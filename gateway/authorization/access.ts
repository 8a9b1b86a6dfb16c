import type { FieldNode } from 'graphql';
import type { Caller, CallerRules } from '../authentication/caller.ts';
import { GatewayError } from '../errors.ts';

import type { ObjectShape } from '../response/responseShape.ts';
import { createDecision, type Decision, decide, obtainableAlternatives } from './decide.ts';
import { deniesEveryRoot } from './denials.ts';
import { ALLOW_ALL, askPolicies, type PolicyEngine, type PolicyOperation } from './policyEngine.ts';
import type { Requirements } from './requirements.ts';
import type { Statements } from './statements.ts';

/** The parts of a compiled operation that say who may call it. */
export interface GuardedOperation {
  readonly requirements: Requirements;
  readonly shape: ObjectShape;
  /** What policies are told of it; undefined for an ad-hoc query. */
  readonly registered: PolicyOperation | undefined;
  readonly statements: Statements;
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

/** Stands for whatever an operation can state while nobody has stated it yet. */
export const STATED_LATER = 'stated later';

/** Whether the caller could ever see a root field of it: if not, the operation does not exist for the caller. */
export function isReachable(
  operation: GuardedOperation,
  caller: Caller,
  rules: CallerRules,
  engine: PolicyEngine | undefined,
): boolean {
  const { clauses } = operation.requirements;
  const allowed = decide(clauses, caller, askAtBest(operation, caller, rules, engine));
  const best = clauses.map((clause, index) =>
    clause.kind === 'policies'
      ? allowed.met[index] === true
      : obtainableAlternatives(clause, caller, rules).length > 0,
  );
  return !deniesEveryRoot(operation.shape, operation.findDenied(createDecision(best)));
}

/** What policies say to a caller with all scopes that its context can hold; an anonymous one could yet be anybody. */
function askAtBest(
  { registered, statements }: GuardedOperation,
  caller: Caller,
  rules: CallerRules,
  engine: PolicyEngine | undefined,
) {
  if (caller.kind === 'anonymous') return ALLOW_ALL;
  const scopes = new Set(rules.contexts[caller.context]?.scopes);
  const stated = Object.fromEntries([...statements.names].map((name) => [name, STATED_LATER]));
  return askPolicies(engine, { caller: { ...caller, scopes }, operation: registered, stated });
}
