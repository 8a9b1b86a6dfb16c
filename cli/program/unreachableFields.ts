import { isInterfaceType, isObjectType } from 'graphql';
import type { CallerContext, CallerRules } from '../../gateway/authentication/caller.ts';
import type { Rule } from '../../gateway/authorization/clauses.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';

/** Finds the fields whose scopes no context can hold together: nobody ever sees them. A line for each. */
export function findUnreachable(
  { apiSchema, accessRules }: Supergraph,
  { contexts }: CallerRules,
): readonly string[] {
  return Object.values(apiSchema.getTypeMap())
    .flatMap((type) =>
      isObjectType(type) || isInterfaceType(type)
        ? Object.keys(type.getFields()).map((field) => [type.name, field] as const)
        : [],
    )
    .map(([type, field]) => ({ coordinate: `${type}.${field}`, rule: accessRules.ruleFor(type, field) }))
    .filter(({ rule }) => rule.length > 0)
    .filter(({ rule }) => !Object.values(contexts).some((context) => canMeet(rule, context)))
    .map(({ coordinate, rule }) => `${coordinate}: no context can hold ${describeScopes(rule)}.`)
    .sort();
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
