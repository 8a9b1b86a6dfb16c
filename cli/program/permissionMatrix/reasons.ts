import { type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';
import { type RuleOrigin, ruleOf } from '../../../gateway/authorization/effectiveRules.ts';
import type { FieldsType } from './reach.ts';
import { compareTexts } from './ways.ts';

/** Why a field asks for what it does: one place whose declaration it goes by. */
export interface Reason {
  /** `Type` or `Type.field`; it may be hidden from clients. */
  readonly coordinate: string;
  readonly relation: Relation;
  readonly authenticated?: true;
  /** All of them must be met: each a list of alternatives, of which one must be held whole. */
  readonly scopes?: readonly (readonly (readonly string[])[])[];
  readonly policies?: readonly (readonly (readonly string[])[])[];
}

/**
 * What the place is to the field: the field itself, its type, the type it returns, a type that objects of its
 * interface have (or a field of one), an interface of its type (or a field of one), or something that a subgraph is
 * sent to answer it (`@requires`, `@fromContext`), or that its arguments cannot help reading (`@reads`).
 */
export type Relation = 'itself' | 'type' | 'result' | 'implementer' | 'interface' | 'needed';

/** @returns sorted, nearest relation first. */
export function describeReasons(
  schema: GraphQLSchema,
  type: FieldsType,
  fieldName: string,
  origins: readonly RuleOrigin[],
): readonly Reason[] {
  return [...Map.groupBy(origins, ({ coordinate }) => coordinate)]
    .map(([coordinate, all]): Reason => {
      const clauses = ruleOf(all);
      const scopes = clauses.flatMap((clause) => (clause.kind === 'scopes' ? [clause.anyOf] : []));
      const policies = clauses.flatMap((clause) => (clause.kind === 'policies' ? [clause.anyOf] : []));
      return {
        coordinate,
        relation: relate(schema, type, fieldName, coordinate),
        ...(clauses.some(({ kind }) => kind === 'authenticated') && { authenticated: true }),
        ...(scopes.length > 0 && { scopes }),
        ...(policies.length > 0 && { policies }),
      };
    })
    .sort(
      (left, right) =>
        RELATIONS.indexOf(left.relation) - RELATIONS.indexOf(right.relation) ||
        compareTexts(left.coordinate, right.coordinate),
    );
}

const RELATIONS: readonly Relation[] = ['itself', 'type', 'result', 'implementer', 'interface', 'needed'];

function relate(schema: GraphQLSchema, type: FieldsType, fieldName: string, coordinate: string): Relation {
  const [typeName = '', member] = coordinate.split('.');
  const isOfField = member === undefined || member === fieldName;
  if (typeName === type.name && isOfField) return member === undefined ? 'type' : 'itself';
  const returned = getNamedType(type.getFields()[fieldName]?.type);
  if (coordinate === returned?.name) return 'result';
  if (!isOfField) return 'needed';
  if (isAbstractType(type) && schema.getPossibleTypes(type).some(({ name }) => name === typeName)) {
    return 'implementer';
  }
  if (type.getInterfaces().some(({ name }) => name === typeName)) return 'interface';
  if (member === undefined && isAbstractType(returned)) {
    const isOfResult = schema.getPossibleTypes(returned).some(({ name }) => name === typeName);
    if (isOfResult) return 'result';
  }
  if (member === undefined && isObjectType(returned)) {
    if (returned.getInterfaces().some(({ name }) => name === typeName)) return 'result';
  }
  return 'needed';
}
