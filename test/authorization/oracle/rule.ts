/** One condition of a rule, as a subgraph's directive says it. */
export type Clause =
  | { readonly kind: 'authenticated' }
  /** Of the alternatives one must hold wholly. */
  | { readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] }
  | { readonly kind: 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** All clauses must be met; none means public. */
export type Rule = readonly Clause[];

/** What a rule is asked of. */
export interface Viewer {
  readonly isSignedIn: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

export function meetsRule(rule: Rule, viewer: Viewer): boolean {
  return rule.every((clause) => meetsClause(clause, viewer));
}

function meetsClause(clause: Clause, { isSignedIn, scopes, policies }: Viewer): boolean {
  switch (clause.kind) {
    case 'authenticated':
      return isSignedIn;
    case 'scopes':
      return isSignedIn && holdsOne(clause.anyOf, scopes);
    case 'policies':
      return holdsOne(clause.anyOf, policies);
  }
}

function holdsOne(anyOf: readonly (readonly string[])[], held: ReadonlySet<string>): boolean {
  return anyOf.some((alternative) => alternative.every((name) => held.has(name)));
}

/** The rule that holds where all of these hold, each clause once. */
export function allOf(rules: readonly Rule[]): Rule {
  return [...new Map(rules.flat().map((clause) => [JSON.stringify(clause), clause])).values()];
}

/** Whether whoever meets all of some clauses of one kind meets this one as well; tried out on every set of names. */
export function followsFrom(clause: Clause, given: Rule): boolean {
  if (clause.kind === 'authenticated') return given.some(({ kind }) => kind === 'authenticated');
  const { kind } = clause;
  const premises = given.filter((one) => one.kind === kind);
  const names = [
    ...new Set([clause, ...premises].flatMap((one) => ('anyOf' in one ? one.anyOf.flat() : []))),
  ];
  if (names.length > MAX_NAMES) throw new RangeError(`Too many ${kind} to try out: ${names.length}.`);
  for (let bits = 0; bits < 2 ** names.length; bits++) {
    const held = new Set(names.filter((_, index) => (bits >> index) % 2 === 1));
    const viewer = { isSignedIn: true, scopes: held, policies: held };
    if (meetsRule(premises, viewer) && !meetsClause(clause, viewer)) return false;
  }
  return true;
}

const MAX_NAMES = 14;
