import type { Caller, CallerRules } from '../authentication/caller.ts';
import { GatewayError } from '../errors.ts';
import { createDecision, type Decision, decide, obtainableAlternatives } from './decide.ts';
import type { Outcome } from './outcome.ts';
import {
  ALLOW_ALL,
  type AskPolicy,
  askForCall,
  askPolicies,
  type PolicyEngine,
  type PolicyOperation,
} from './policyEngine.ts';
import type { Requirements } from './requirements.ts';
import type { Statement, Statements } from './statements.ts';

/** The parts of a compiled operation that say who may call it. */
export interface GuardedOperation {
  readonly kind: 'query' | 'mutation';
  readonly requirements: Requirements;
  /** What policies are told of it; undefined for an ad-hoc query. */
  readonly registered: PolicyOperation | undefined;
  readonly statements: Statements;
  findOutcome(decision: Decision): Outcome;
}

/** How denials are dealt with: a denied part is withheld, or the whole operation is refused for it. */
export type AuthorizationMode = 'filter' | 'reject';

/** What decides who may call what. */
export interface Guard {
  readonly callerRules: CallerRules;
  /** Decides what `@policy` names; undefined only for a supergraph without policies. */
  readonly policies?: PolicyEngine | undefined;
  /** `filter` unless said otherwise. */
  readonly authorizationMode?: AuthorizationMode;
}

/** What can be decided while variables are not known: neither what arguments read nor what policies say counts. */
export function decideBeforehand({ requirements }: GuardedOperation, caller: Caller): Decision {
  return decide(requirements, caller, ALLOW_ALL);
}

/** @param variables coerced; `statement` is what they state. */
export function decideCall(
  { requirements, registered }: GuardedOperation,
  caller: Caller,
  { policies }: Guard,
  { statement, variables }: { statement: Statement; variables: Readonly<Record<string, unknown>> },
): Decision {
  const allows = askForCall(policies, { caller, operation: registered }, statement);
  return decide(requirements, caller, allows, variables);
}

/**
 * How a call is refused as a whole, if it is: 401 for an anonymous caller; 403 for a signed-in one, naming every scope
 * of the operation where more scopes would help.
 * @param variables coerced; undefined while they are not known: then only what every call asks for counts.
 */
export function describeRefusal(
  operation: GuardedOperation,
  decision: Decision,
  caller: Caller,
  guard: Guard,
  variables?: Readonly<Record<string, unknown>>,
): GatewayError | undefined {
  if (!isRefused(operation, decision, guard, variables)) return undefined;
  const { clauses } = operation.requirements;
  const best = clauses.map((clause, index) =>
    clause.kind === 'policies'
      ? decision.met[index] === true
      : obtainableAlternatives(clause, caller, guard.callerRules).length > 0,
  );
  const isLiftable = !isRefused(operation, createDecision(best, decision.needed), guard, variables);
  return new GatewayError(caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'INSUFFICIENT_SCOPE', {
    scopes: isLiftable ? listScopes(operation, decision, caller, guard.callerRules) : [],
  });
}

/**
 * A mutation does not run where any part of what it asks for is denied, not even its other root fields: they are a
 * sequence, and half of it may be worse than nothing.
 */
function isRefused(
  operation: GuardedOperation,
  decision: Decision,
  { authorizationMode }: Guard,
  variables: Readonly<Record<string, unknown>> | undefined,
): boolean {
  const outcome = operation.findOutcome(decision);
  const isWhole = operation.kind === 'mutation' || authorizationMode === 'reject';
  return outcome.deniesEveryRoot || (isWhole && outcome.deniesAsked(variables));
}

/** One obtainable alternative of each clause of a selection: one that the caller holds already, if there is any. */
function listScopes(
  { requirements: { clauses, byField } }: GuardedOperation,
  { needed }: Decision,
  caller: Caller,
  rules: CallerRules,
): readonly string[] {
  const indices = new Set([...[...byField.values()].flat(), ...needed.flat()]);
  const scopes = clauses.flatMap((clause, index) => {
    const alternatives = indices.has(index) ? obtainableAlternatives(clause, caller, rules) : [];
    const isHeld = (alternative: readonly string[]) =>
      caller.kind === 'authenticated' && alternative.every((scope) => caller.scopes.has(scope));
    return alternatives.find(isHeld) ?? alternatives[0] ?? [];
  });
  return [...new Set(scopes)];
}

/** Stands for whatever an operation can state while nobody has stated it yet. */
export const STATED_LATER = 'stated later';

/** Whether the caller could ever see anything of it: if not, the operation does not exist for the caller. */
export function isReachable(operation: GuardedOperation, caller: Caller, guard: Guard): boolean {
  const { clauses } = operation.requirements;
  const allowed = decide(operation.requirements, caller, askAtBest(operation, caller, guard));
  const best = clauses.map((clause, index) =>
    clause.kind === 'policies'
      ? allowed.met[index] === true
      : obtainableAlternatives(clause, caller, guard.callerRules).length > 0,
  );
  return !isRefused(operation, createDecision(best, []), guard, undefined);
}

/** What policies say to a caller with all scopes that its context can hold; an anonymous one could yet be anybody. */
function askAtBest(
  { registered, statements }: GuardedOperation,
  caller: Caller,
  { callerRules, policies }: Guard,
): AskPolicy {
  if (caller.kind === 'anonymous') return ALLOW_ALL;
  const scopes = new Set(callerRules.contexts[caller.context]?.scopes);
  const stated = Object.fromEntries([...statements.names].map((name) => [name, STATED_LATER]));
  return askPolicies(policies, { caller: { ...caller, scopes }, operation: registered, stated });
}
