import type { Clause, Rule } from '../../../gateway/authorization/clauses.ts';

/** What it takes: nothing, any one of these ways, or nothing helps. */
export type Access = 'visible' | 'never' | { readonly anyOf: Ways };

/** One way to see something: all of these scopes are held, and all of these policies allow the call. */
export interface Way {
  /** Sorted. */
  readonly scopes: readonly string[];
  /** Sorted. */
  readonly policies: readonly string[];
  /** An example of how one gets there: coordinates from a root's field on. */
  readonly path?: readonly string[];
}

/** Any one of them will do, and none asks for all that another asks for: none means never. Weakest first. */
export type Ways = readonly Way[];

export const NEVER: Ways = [];
export const ALWAYS: Ways = [{ scopes: [], policies: [] }];

/** Whom rules are looked at for: anybody of a context, with any scopes that it can hold. */
export interface Grant {
  readonly isSignedIn: boolean;
  readonly scopes: readonly string[];
}

/** How a caller with this grant meets a rule. A policy may allow anybody: it is part of the way. */
export function waysToMeet(rule: Rule, grant: Grant): Ways {
  return joinAll(rule.map((clause) => waysToMeetClause(clause, grant)));
}

function waysToMeetClause(clause: Clause, { isSignedIn, scopes }: Grant): Ways {
  switch (clause.kind) {
    case 'authenticated':
      return isSignedIn ? ALWAYS : NEVER;
    case 'scopes':
      return keepWeakest(
        clause.anyOf
          .filter((alternative) => isSignedIn && alternative.every((scope) => scopes.includes(scope)))
          .map((alternative) => ({ scopes: sorted(alternative), policies: [] })),
      );
    case 'policies':
      return keepWeakest(clause.anyOf.map((alternative) => ({ scopes: [], policies: sorted(alternative) })));
  }
}

/** The ways that meet both; paths are those of the left. */
export function joinWays(left: Ways, right: Ways): Ways {
  if (right.length === 1 && isOpen(right)) return left;
  return keepWeakest(
    left.flatMap(({ scopes, policies, path }) =>
      right.map((other) => ({
        scopes: sorted([...scopes, ...other.scopes]),
        policies: sorted([...policies, ...other.policies]),
        ...(path !== undefined && { path }),
      })),
    ),
  );
}

export function joinAll(all: readonly Ways[]): Ways {
  return all.reduce(joinWays, ALWAYS);
}

/** The same ways, a field further. */
export function follow(ways: Ways, coordinate: string): Ways {
  return ways.map((way) => ({ ...way, path: [...(way.path ?? []), coordinate] }));
}

export function withoutPaths(ways: Ways): Ways {
  return ways.map(({ scopes, policies }) => ({ scopes, policies }));
}

export function toAccess(ways: Ways): Access {
  if (ways.length === 0) return 'never';
  return isOpen(ways) ? 'visible' : { anyOf: ways };
}

/** The ways that meet one of two; of equal ones, that of the left. */
export function mergeWays(left: Ways, right: Ways): Ways {
  return keepWeakest([...left, ...right]);
}

/** Whether nothing is asked. */
function isOpen(ways: Ways): boolean {
  return ways.some(({ scopes, policies }) => scopes.length + policies.length === 0);
}

function describeWay({ scopes, policies }: Way): string {
  return [...scopes, ...policies.map((policy) => `policy ${policy}`)].join(' + ');
}

/** So many are told; a graph that has more, nobody could review way by way. */
const MAX_WAYS = 32;

function keepWeakest(ways: readonly Way[]): Ways {
  if (ways.length < 2) return ways;
  const kept: Way[] = [];
  const sortable = ways.map((way) => ({
    way,
    size: way.scopes.length + way.policies.length,
    text: describeWay(way),
  }));
  sortable.sort((left, right) => left.size - right.size || compareTexts(left.text, right.text));
  for (const { way } of sortable) {
    if (!kept.some((other) => isWeaker(other, way))) kept.push(way);
    if (kept.length === MAX_WAYS) break;
  }
  return kept;
}

/** Whether whoever has the other has this one. */
export function isWeaker(one: Way, other: Way): boolean {
  return (
    one.scopes.every((scope) => other.scopes.includes(scope)) &&
    one.policies.every((policy) => other.policies.includes(policy))
  );
}

/** By code units, whatever the machine's language. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareTexts);
}
