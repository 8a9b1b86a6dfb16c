/** One condition that a caller meets or not. */
export type Clause =
  | { readonly kind: 'authenticated' }
  /** Met by holding all scopes of one alternative. */
  | { readonly kind: 'scopes'; readonly anyOf: Alternatives }
  /** Met where all policies of one alternative allow the call. */
  | { readonly kind: 'policies'; readonly anyOf: Alternatives };

/** An OR of ANDs. */
export type Alternatives = readonly (readonly string[])[];

/** All clauses must be met; none means public. */
export type Rule = readonly Clause[];

export const PUBLIC: Rule = [];

/** The rule that holds where all of these hold. */
export function conjunction(...rules: readonly Rule[]): Rule {
  const clauses = new Map(rules.flat().map((clause) => [describeClause(clause), clause]));
  return [...clauses.values()];
}

/** How many alternatives are told apart before it is given up. */
const MAX_ALTERNATIVES = 1_000;

/** Whether whoever meets all of some clauses meets this one too; false where that is too much to tell. */
export function follows(clause: Clause, from: readonly Clause[]): boolean {
  if (clause.kind === 'authenticated') return from.some(({ kind }) => kind === clause.kind);
  let joint: Alternatives = [[]];
  for (const other of from) {
    if (other.kind !== clause.kind) continue;
    joint = bothOf(joint, other.anyOf);
    if (joint.length > MAX_ALTERNATIVES) return false;
  }
  return joint.every((held) => clause.anyOf.some((needed) => isWithin(needed, held)));
}

/** The alternatives of meeting both, the shortest first, without those that ask for more than another one. */
export function bothOf(some: Alternatives, others: Alternatives): Alternatives {
  return dropStricter(some.flatMap((left) => others.map((right) => [...new Set([...left, ...right])])));
}

/** Whoever meets the stricter of two alternatives meets the other. */
function dropStricter(alternatives: Alternatives): Alternatives {
  const kept: (readonly string[])[] = [];
  for (const one of [...alternatives].sort((left, right) => left.length - right.length)) {
    if (!kept.some((other) => isWithin(other, one))) kept.push(one);
  }
  return kept;
}

function isWithin(needed: readonly string[], held: readonly string[]): boolean {
  return needed.every((name) => held.includes(name));
}

export function describeClause(clause: Clause): string {
  return clause.kind === 'authenticated' ? clause.kind : `${clause.kind} ${JSON.stringify(clause.anyOf)}`;
}
