import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  isListType,
  isNonNullType,
  Kind,
  valueFromASTUntyped,
} from 'graphql';
import { type DeclaredListSize, readListSize } from '../../supergraph/costDirectives.ts';

/** Coerced. Undefined where any call is meant, and the largest counts. */
export type CallVariables = Readonly<Record<string, unknown>> | undefined;

/** A number that is known now, or once a call's variables are. */
export type Formula = number | ((variables: CallVariables) => number);

/** A list that nobody bounds is taken to hold this many. */
export const ASSUMED_SIZE = 10;
/** Arguments that bound a page where the schema does not say which do. */
const PAGE_SIZE_ARGUMENTS = ['first', 'last', 'limit'];

/** What one selection of a field says of lists. */
export interface ListSize {
  readonly entries: Formula;
  /** By the schema, and not by how an argument is called. */
  readonly isDeclared: boolean;
  /** Whether the list is the field of that name below it. */
  isSizeOf(fieldName: string): boolean;
  /** Whether the arguments that bound it are as many as the schema asks for. */
  isBounded(variables: CallVariables): boolean;
}

/**
 * How many entries a selection of a field asks for, by its `@listSize` (cost specification v0.1), else by an argument
 * that is called as one that bounds a page is.
 * @returns undefined where nothing says.
 */
export function compileListSize(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ListSize | undefined {
  const declared = readListSize(field);
  if (declared !== undefined) return compileDeclared(declared, field, node);
  const argument = field.args.find(({ name }) => PAGE_SIZE_ARGUMENTS.includes(name));
  if (argument === undefined) return undefined;
  const slice = compileSlice(argument, node);
  return {
    // Left to the subgraph's own default.
    entries: mapFormula(slice, (size) => size ?? findMaximum(argument) ?? ASSUMED_SIZE),
    isDeclared: false,
    isSizeOf: () => true,
    isBounded: () => true,
  };
}

/**
 * How many entries a field's list has, or its outermost list.
 * @param around what the field around it says of a list within.
 */
export function entriesOf(
  field: GraphQLField<unknown, unknown>,
  size: ListSize | undefined,
  around: ListSize | undefined,
): Formula {
  return around?.isSizeOf(field.name) === true ? around.entries : (size?.entries ?? ASSUMED_SIZE);
}

/**
 * What a field says of the lists within it: a page's size is that of its list, and of no list that its entries hold,
 * unless the schema says so.
 */
export function sizeWithin(
  field: GraphQLField<unknown, unknown>,
  size: ListSize | undefined,
): ListSize | undefined {
  return countListLevels(field) === 0 || size?.isDeclared === true ? size : undefined;
}

/** 0 for what is no list, 2 for a list of lists. */
export function countListLevels({ type }: Pick<GraphQLField<unknown, unknown>, 'type'>): number {
  if (isNonNullType(type)) return countListLevels({ type: type.ofType });
  return isListType(type) ? 1 + countListLevels({ type: type.ofType }) : 0;
}

function compileDeclared(
  { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument }: DeclaredListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): ListSize {
  const slices = field.args
    .filter(({ name }) => slicingArguments.includes(name))
    .map((argument) => compileSlice(argument, node));
  const sizesOf = (variables: CallVariables) =>
    slices.map((slice) => evaluate(slice, variables)).filter((size) => size !== undefined);
  const entriesOf = (variables: CallVariables) => {
    const sizes = sizesOf(variables);
    return sizes.length === 0 ? (assumedSize ?? ASSUMED_SIZE) : Math.max(...sizes);
  };
  return {
    entries: slices.some((slice) => typeof slice === 'function') ? entriesOf : entriesOf(undefined),
    isDeclared: true,
    isSizeOf: (fieldName) => sizedFields.includes(fieldName),
    isBounded: (variables) =>
      !requireOneSlicingArgument || slices.length === 0 || sizesOf(variables).length === 1,
  };
}

/** Undefined: not given. */
type Slice = number | undefined | ((variables: CallVariables) => number | undefined);

function compileSlice(argument: GraphQLArgument, node: FieldNode): Slice {
  const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  if (given === undefined) return sizeOf(argument.defaultValue);
  if (given.kind !== Kind.VARIABLE) return sizeOf(valueFromASTUntyped(given));
  const { value: name } = given.name;
  return (variables) => {
    if (variables === undefined) return findMaximum(argument) ?? ASSUMED_SIZE;
    return sizeOf(Object.hasOwn(variables, name) ? variables[name] : argument.defaultValue);
  };
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === 'number' ? Math.max(value, 0) : undefined;
}

/** What the schema states that an argument may be at most. */
function findMaximum({ extensions }: GraphQLArgument): number | undefined {
  // The contract's directive gives it as an Int.
  const { maximum } = (extensions.jsonSchema ?? {}) as { maximum?: number };
  return maximum;
}

function mapFormula(slice: Slice, map: (size: number | undefined) => number): Formula {
  return typeof slice === 'function' ? (variables) => map(slice(variables)) : map(slice);
}

export function evaluate<Value>(
  formula: Value | ((variables: CallVariables) => Value),
  variables: CallVariables,
): Value {
  // A formula's values are numbers, or absent: none is itself a function.
  return formula instanceof Function ? formula(variables) : formula;
}
