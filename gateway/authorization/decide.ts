import type { Caller, CallerRules } from '../authentication/caller.ts';
import type { Alternatives, Clause } from './clauses.ts';
import { type AskPolicy, DENY_ALL } from './policyEngine.ts';
import type { Requirements } from './requirements.ts';

/**
 * Which clauses of an operation a caller meets, in the operation's order. Callers with the same decision share
 * plans and nothing else.
 */
export interface Decision {
  readonly met: readonly boolean[];
  /** For each reading of the operation, the clauses of what its arguments read in this call. */
  readonly needed: readonly (readonly number[])[];
  /** One character a clause and a reading; equal keys are equal decisions. */
  readonly key: string;
}

/**
 * Decides once per call, before planning.
 * @param variables coerced; undefined while they are not known: then arguments read nothing.
 */
export function decide(
  { clauses, readings }: Pick<Requirements, 'clauses' | 'readings'>,
  caller: Caller,
  allows: AskPolicy = DENY_ALL,
  variables?: Readonly<Record<string, unknown>>,
): Decision {
  return createDecision(
    clauses.map((clause) => meets(clause, caller, allows)),
    variables === undefined ? [] : readings.map(({ listNeeded }) => listNeeded(variables)),
  );
}

export function createDecision(met: readonly boolean[], needed: Decision['needed']): Decision {
  let key = '';
  for (const bit of met) key += bit ? '1' : '0';
  for (const indices of needed) key += indices.every((index) => met[index] === true) ? '1' : '0';
  return { met, needed, key };
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
  if (clause.kind === 'policies') return [];
  const contexts =
    caller.kind === 'anonymous'
      ? Object.values(rules.contexts)
      : [rules.contexts[caller.context] ?? NO_SCOPES];
  const alternatives = clause.kind === 'authenticated' ? [[]] : clause.anyOf;
  return alternatives.filter((alternative) =>
    contexts.some(({ scopes }) => alternative.every((scope) => scopes.includes(scope))),
  );
}

const NO_SCOPES: CallerRules['contexts'][string] = { scopes: [], requiredClaims: [] };
