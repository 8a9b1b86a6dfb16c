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

export function describeClause(clause: Clause): string {
  return clause.kind === 'authenticated' ? clause.kind : `${clause.kind} ${JSON.stringify(clause.anyOf)}`;
}
