import type { CallerContext, CallerRules } from '../../gateway/authentication/caller.ts';
import type { Rule } from '../../gateway/authorization/clauses.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { listDeclared } from './permissionMatrix/declaredNames.ts';
import { listFieldsTypes } from './permissionMatrix/reach.ts';
import { compareTexts } from './permissionMatrix/ways.ts';

/** Finds the fields whose scopes no context can hold together: nobody ever sees them. A line for each. */
export function findUnreachable(supergraph: Supergraph, callerRules: CallerRules): readonly string[] {
  return listUnreachable(supergraph, callerRules).map(
    ({ coordinate, rule }) => `${coordinate}: no context can hold ${describeScopes(rule)}.`,
  );
}

/** Finds the scopes that no context can hold though others will do where they are asked for. A line for each. */
export function findUnheld(supergraph: Supergraph, callerRules: CallerRules): readonly string[] {
  const held = new Set(Object.values(callerRules.contexts).flatMap(({ scopes }) => scopes));
  const named = new Set(
    listUnreachable(supergraph, callerRules).flatMap(({ rule }) =>
      rule.flatMap((clause) => (clause.kind === 'scopes' ? clause.anyOf.flat() : [])),
    ),
  );
  return [...listDeclared(supergraph).scopes]
    .filter(([scope]) => !held.has(scope) && !named.has(scope))
    .map(([scope, coordinates]) => `${coordinates.join(', ')}: no context can hold ${scope}.`);
}

function listUnreachable({ apiSchema, accessRules }: Supergraph, { contexts }: CallerRules) {
  return listFieldsTypes(apiSchema)
    .flatMap((type) => Object.keys(type.getFields()).map((field) => [type.name, field] as const))
    .map(([type, field]) => ({ coordinate: `${type}.${field}`, rule: accessRules.ruleFor(type, field) }))
    .filter(({ rule }) => rule.length > 0)
    .filter(({ rule }) => !Object.values(contexts).some((context) => canMeet(rule, context)))
    .sort((left, right) => compareTexts(left.coordinate, right.coordinate));
}

/** Policies are decided by what a call states; here all of them count as granted. */
function canMeet(rule: Rule, { scopes }: CallerContext): boolean {
  return rule.every(
    (clause) =>
      clause.kind !== 'scopes' ||
      clause.anyOf.some((alternative) => alternative.every((scope) => scopes.includes(scope))),
  );
}

function describeScopes(rule: Rule): string {
  return rule
    .flatMap((clause) => (clause.kind === 'scopes' ? [clause.anyOf] : []))
    .map((anyOf) => anyOf.map((scopes) => scopes.join(' + ')).join(' or '))
    .join(', and ');
}
