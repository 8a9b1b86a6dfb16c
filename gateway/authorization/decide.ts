import type { Caller, CallerRules } from '../authentication/caller.ts';
import type { Clause } from './clauses.ts';

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
export function decide(clauses: readonly Clause[], caller: Caller): Decision {
  const met = clauses.map((clause) => meets(clause, caller));
  return { met, key: met.map((bit) => (bit ? '1' : '0')).join('') };
}

function meets(clause: Clause, caller: Caller): boolean {
  if (caller.kind === 'anonymous') return false;
  switch (clause.kind) {
    case 'authenticated':
      return true;
    case 'scopes':
      return clause.anyOf.some((alternative) => alternative.every((scope) => caller.scopes.has(scope)));
  }
}

/**
 * The alternatives of a clause that this caller could come to hold by signing in or by more scopes; those
 * beyond its context are nobody's business. Empty: out of reach for good.
 */
export function obtainableAlternatives(
  clause: Clause,
  caller: Caller,
  rules: CallerRules,
): readonly (readonly string[])[] {
  const contexts =
    caller.kind === 'anonymous'
      ? Object.values(rules.contexts)
      : [rules.contexts[caller.context] ?? { scopes: [], requiredClaims: [] }];
  const alternatives = clause.kind === 'authenticated' ? [[]] : clause.anyOf;
  return alternatives.filter((alternative) =>
    contexts.some(({ scopes }) => alternative.every((scope) => scopes.includes(scope))),
  );
}
