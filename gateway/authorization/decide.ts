import type { Caller, CallerRules } from '../authentication/caller.ts';
import type { Alternatives, Clause } from './clauses.ts';
import { type AskPolicy, DENY_ALL } from './policyEngine.ts';

/**
 * Which clauses of an operation a caller meets, in the operation's order. Callers with the same decision share
 * plans and nothing else.
 */
export interface Decision {
  readonly met: readonly boolean[];
  /** One character a clause; equal keys are equal decisions. */
  readonly key: string;
}

/** Decides once per call, before planning. */
export function decide(clauses: readonly Clause[], caller: Caller, allows: AskPolicy = DENY_ALL): Decision {
  return createDecision(clauses.map((clause) => meets(clause, caller, allows)));
}

export function createDecision(met: readonly boolean[]): Decision {
  return { met, key: met.map((bit) => (bit ? '1' : '0')).join('') };
}

function meets(clause: Clause, caller: Caller, allows: AskPolicy): boolean {
  switch (clause.kind) {
    case 'authenticated':
      return caller.kind === 'authenticated';
    case 'scopes':
      return caller.kind === 'authenticated' && holdsOne(clause.anyOf, (scope) => caller.scopes.has(scope));
    case 'policies':
      // Nobody is nobody to a policy too: whether it lets strangers in is its own business.
      return holdsOne(clause.anyOf, allows);
  }
}

function holdsOne(alternatives: Alternatives, holds: (name: string) => boolean): boolean {
  return alternatives.some((alternative) => alternative.every(holds));
}

/**
 * The alternatives of a clause that this caller could come to hold by signing in or by more scopes; those
 * beyond its context are nobody's business. Empty: out of reach for good, as is whatever policy denies.
 */
export function obtainableAlternatives(clause: Clause, caller: Caller, rules: CallerRules): Alternatives {
  const contexts =
    caller.kind === 'anonymous'
      ? Object.values(rules.contexts)
      : [rules.contexts[caller.context] ?? { scopes: [], requiredClaims: [] }];
  if (clause.kind === 'policies') return [];
  const alternatives = clause.kind === 'authenticated' ? [[]] : clause.anyOf;
  return alternatives.filter((alternative) =>
    contexts.some(({ scopes }) => alternative.every((scope) => scopes.includes(scope))),
  );
}
