import {
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type VariableDefinitionNode,
} from 'graphql';
import { GatewayError } from './errors.ts';
import { fetchedVariable } from './planning/fetchedNames.ts';

/** An input object may hold itself, and a custom scalar anything; whatever reads them afterwards recurses. */
const MAX_DEPTH = 32;
/** Lists, objects and what they hold, of all variables together. */
const MAX_VALUES = 20_000;
/** What quotes a client's own input could be as long as that. */
const MAX_QUOTED_LENGTH = 300;
const MAX_ERRORS = 5;

/**
 * Coerces a call's variables (GraphQL specification, section 6.1.2); those that the operation does not have are
 * refused too.
 * @returns an object without a prototype.
 * @param inputs as the client sent them, of any size.
 * @throws GatewayError BAD_USER_INPUT
 */
export function coerceVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  inputs: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const known = new Set(definitions.map((definition) => definition.variable.name.value));
  const unknown = Object.keys(inputs).find((name) => !known.has(name));
  if (unknown !== undefined) refuse(`The operation has no variable "$${shorten(unknown)}".`);
  checkSize(inputs);
  const { coerced, errors } = known.has(INHERITED)
    ? coerceInherited(schema, definitions, inputs)
    : getVariableValues(schema, definitions, inputs, { maxErrors: MAX_ERRORS });
  if (errors !== undefined) {
    // What a client did not ask about, such as the names of other enum values, is not its business.
    refuse(errors.map((error) => shorten(error.message.replace(/ Did you mean .*$/s, ''))).join(' '));
  }
  if (!isStorable(coerced)) refuse('A text must hold neither NUL nor half a character.');
  return withoutPrototype(coerced);
}

/** Variables in which one called "toString" that is not given is not found all the same. */
export function withoutPrototype(variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.assign(Object.create(null), variables);
}

/** What graphql-js gives, which does not export its type. */
type CoercedValues =
  | { readonly errors: readonly GraphQLError[]; readonly coerced?: never }
  | { readonly coerced: Record<string, unknown>; readonly errors?: never };

/** graphql-js would set the prototype of what it coerces into, and the variable would count as absent. */
const INHERITED = '__proto__';

function coerceInherited(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
  inputs: Readonly<Record<string, unknown>>,
): CoercedValues {
  const standIn = fetchedVariable(INHERITED);
  const renamed = definitions.map((definition) => {
    const { variable } = definition;
    if (variable.name.value !== INHERITED) return definition;
    return { ...definition, variable: { ...variable, name: { ...variable.name, value: standIn } } };
  });
  const given = Object.entries(inputs).map(([name, value]) => [name === INHERITED ? standIn : name, value]);
  const result = getVariableValues(schema, renamed, Object.fromEntries(given), { maxErrors: MAX_ERRORS });
  if (result.coerced === undefined || !Object.hasOwn(result.coerced, standIn)) return result;
  const { [standIn]: value, ...others } = result.coerced;
  Object.defineProperty(others, INHERITED, { value, enumerable: true });
  return { coerced: others };
}

/** Looks at no more than is allowed, however much was sent. */
function checkSize(inputs: Readonly<Record<string, unknown>>): void {
  let values = 0;
  const visit = (value: unknown, depth: number) => {
    if (++values > MAX_VALUES) refuse(`The variables must hold at most ${MAX_VALUES} values.`);
    if (typeof value !== 'object' || value === null) return;
    if (depth > MAX_DEPTH) refuse(`The variables must be nested at most ${MAX_DEPTH} deep.`);
    // Not by its entries: a list of millions would be copied before the first is counted.
    if (Array.isArray(value)) for (const entry of value) visit(entry, depth + 1);
    else for (const key in value) visit(Reflect.get(value, key), depth + 1);
  };
  for (const input of Object.values(inputs)) visit(input, 1);
}

/** Whether every text in a value, keys of objects included, is Unicode that any store and any JSON can hold. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorable);
  return Object.entries(value).every(([key, entry]) => isStorableText(key) && isStorable(entry));
}

export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function shorten(text: string): string {
  return text.length > MAX_QUOTED_LENGTH ? `${text.slice(0, MAX_QUOTED_LENGTH).toWellFormed()}…` : text;
}

function refuse(detail: string): never {
  throw new GatewayError('BAD_USER_INPUT', { detail });
}
