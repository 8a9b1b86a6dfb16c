import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type ValueNode,
  valueFromASTUntyped,
} from 'graphql';
import { readCost } from '../../supergraph/costDirectives.ts';
import type { Formula } from './listSize.ts';

/** Of an input object; other values are free unless they have a weight. */
const OBJECT_WEIGHT = 1;

/**
 * What an argument's value costs: its weight, or else its type's, and what the fields of an input object cost; of a
 * list, what its entries do. Null and what is not given are free.
 */
export function compileInputCost(argument: GraphQLArgument, value: ValueNode): Formula {
  const type = getNamedType(argument.type);
  const isFree = !isInputObjectType(type) && weigh(argument, argument.type) === 0;
  if (isFree) return 0;
  return (variables) => {
    const given = valueFromASTUntyped(value, variables);
    // Of a value that is not known yet, one is counted.
    const known = given === undefined && variables === undefined ? {} : given;
    return measureValue(argument, argument.type, known);
  };
}

function measureValue(
  element: GraphQLArgument | GraphQLInputField,
  type: GraphQLInputType,
  value: unknown,
): number {
  if (value === undefined || value === null) return 0;
  if (isNonNullType(type)) return measureValue(element, type.ofType, value);
  if (isListType(type)) {
    const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
    return entries.reduce<number>((sum, entry) => sum + measureValue(element, type.ofType, entry), 0);
  }
  const weight = weigh(element, type);
  if (!isInputObjectType(type)) return weight;
  return Object.entries(value).reduce((sum, [name, entry]) => {
    const field = Object.hasOwn(type.getFields(), name) ? type.getFields()[name] : undefined;
    return field === undefined ? sum : sum + measureValue(field, field.type, entry);
  }, weight);
}

function weigh(element: GraphQLArgument | GraphQLInputField, type: GraphQLInputType): number {
  const named = getNamedType(type);
  return readCost(element) ?? readCost(named) ?? (isInputObjectType(named) ? OBJECT_WEIGHT : 0);
}
