import type { Caller, CallerRules } from '../authentication/caller.ts';
import type { Fault } from '../errors.ts';
import type { Withheld } from '../response/projectionRun.ts';
import { type Alternatives, bothOf } from './clauses.ts';
import { type Decision, obtainableAlternatives } from './decide.ts';
import type { Requirements } from './requirements.ts';

/** Nobody reads more; clauses that each have several could be met in ever so many ways. */
const MAX_ALTERNATIVES = 16;

/** What a caller is told of a denial: the scopes that would lift it, where it could obtain them. */
export function describeDenial(
  requirements: Requirements,
  { met, needed }: Decision,
  caller: Caller,
  rules: CallerRules,
  withheld: Withheld,
): Pick<Fault, 'scopes' | 'byPolicy'> {
  const { clauses } = requirements;
  const indices = listClauses(requirements, needed, withheld);
  const unmet = indices.filter((index) => met[index] !== true).map((index) => clauses[index]);
  if (unmet.some((clause) => clause?.kind === 'policies')) return { byPolicy: true };
  const alternatives = indices
    .map((index) => clauses[index])
    .filter((clause) => clause !== undefined && clause.kind !== 'policies')
    .map((clause) => obtainableAlternatives(clause, caller, rules))
    .reduce<Alternatives>((some, others) => bothOf(some, others).slice(0, MAX_ALTERNATIVES), [[]]);
  return alternatives.some((scopes) => scopes.length > 0) ? { scopes: alternatives } : {};
}

function listClauses(
  { byField, readings, byMember }: Requirements,
  needed: Decision['needed'],
  withheld: Withheld,
): readonly number[] {
  if (withheld.kind === 'types') {
    return [...new Set(withheld.names.flatMap((name) => byMember.get(name) ?? []))];
  }
  const reading = readings.findIndex(({ node }) => node === withheld.node);
  return [...new Set([...(byField.get(withheld.node) ?? []), ...(needed[reading] ?? [])])];
}
