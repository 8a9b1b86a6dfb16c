import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { AccessRules } from '../../../gateway/authorization/accessRules.ts';
import { compareTexts } from './ways.ts';

/** One thing to give a field's arguments, and what that reads. */
export interface ArgumentRead {
  /** Such as `sort: PRICE`, or `filter.cheaperThan`. */
  readonly use: string;
  /** Coordinates, sorted. */
  readonly reads: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;
type ListReads = (values: Values) => ReadonlySet<string>;

/** What a field reads however it is called: by arguments that may not be left out. */
export function listUnavoidableReads(
  rules: AccessRules,
  typeName: string,
  { name, args }: { readonly name: string; readonly args: readonly GraphQLArgument[] },
): ReadonlySet<string> {
  if (rules.listPossibleReads(typeName, name).size === 0) return new Set();
  return rules.listReads(typeName, name, givingLeast(args));
}

/**
 * What each use of a field's arguments reads beyond that; uses that read nothing are left out, and of an input type only
 * the first place is looked into.
 */
export function listArgumentReads(
  rules: AccessRules,
  typeName: string,
  { name, args }: { readonly name: string; readonly args: readonly GraphQLArgument[] },
): readonly ArgumentRead[] {
  if (rules.listPossibleReads(typeName, name).size === 0) return [];
  const least = givingLeast(args);
  const listReads: ListReads = (values) => rules.listReads(typeName, name, values);
  return [...listUses(args, least, '', new Set())]
    .map(({ use, values, base }) => ({ use, reads: difference(listReads(values), listReads(base)) }))
    .filter(({ reads }) => reads.length > 0);
}

interface Use {
  readonly use: string;
  readonly values: Values;
  /** Those without it. */
  readonly base: Values;
}

/** @param told the input types whose fields were told of: where each holds others, there are more ways than anybody reads. */
function* listUses(
  inputs: readonly (GraphQLArgument | GraphQLInputField)[],
  least: Values,
  prefix: string,
  told: Set<string>,
): Generator<Use> {
  for (const { name, type } of inputs) {
    const named = getNamedType(type);
    const nest = (value: unknown): Values => ({ ...least, [name]: isList(type) ? [value] : value });
    if (isEnumType(named)) {
      yield { use: `${prefix}${name}`, values: nest(''), base: least };
      for (const { name: value } of named.getValues()) {
        yield { use: `${prefix}${name}: ${value}`, values: nest(value), base: nest('') };
      }
    } else if (isInputObjectType(named)) {
      const fields = Object.values(named.getFields());
      const inner = givingLeast(fields);
      yield { use: `${prefix}${name}`, values: nest(inner), base: least };
      if (told.has(named.name)) continue;
      told.add(named.name);
      for (const use of listUses(fields, inner, `${prefix}${name}.`, told)) {
        yield { use: use.use, values: nest(use.values), base: nest(use.base) };
      }
    } else {
      yield { use: `${prefix}${name}`, values: nest(''), base: least };
    }
  }
}

function isList(type: GraphQLInputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Null is no use of an argument, so it keeps a default away as well. */
function givingLeast(inputs: readonly (GraphQLArgument | GraphQLInputField)[]): Values {
  return Object.fromEntries(inputs.map(({ name, type }) => [name, leastOf(type)]));
}

function leastOf(type: GraphQLInputType): unknown {
  if (!isNonNullType(type)) return null;
  const value = type.ofType;
  if (isListType(value)) return [];
  if (!isInputObjectType(value)) return '';
  return givingLeast(Object.values(value.getFields()));
}

function difference(reads: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...reads].filter((coordinate) => !others.has(coordinate)).sort(compareTexts);
}
