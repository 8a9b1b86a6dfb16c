import {
  type ArgumentNode,
  type ConstValueNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  GraphQLNonNull,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  Kind,
  parseType,
  parseValue,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Choices } from './choices.ts';

/** The variables of an operation in the making. */
export interface Variables {
  readonly definitions: VariableDefinitionNode[];
  /** As a client sends them; one that is left out is absent. */
  readonly values: Record<string, unknown>;
}

export interface ValueContext {
  readonly choices: Choices;
  readonly variables: Variables;
  /** Texts and ids that mean something to the graph. */
  readonly texts: readonly string[];
  /** Where no variable may stand. */
  readonly isConstant?: boolean;
}

/** Names that JavaScript's objects have, and those that entity fetches use. */
const NASTY_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'representations', 'id'];
const CUSTOM_SCALARS: readonly unknown[] = [
  '2026-03-10T09:00:00Z',
  7,
  2.5,
  true,
  [1, null],
  { a: { b: [] } },
];

export function generateArguments(context: ValueContext, args: readonly GraphQLArgument[]): ArgumentNode[] {
  return args
    .filter((argument) => isRequiredArgument(argument) || context.choices.percent(60))
    .map((argument) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument.name },
      value: generateValue(context, argument.type, argument.defaultValue !== undefined, 40),
    }));
}

function generateValue(
  context: ValueContext,
  type: GraphQLInputType,
  hasDefault: boolean,
  variablePercent: number,
): ValueNode {
  const { choices } = context;
  if (context.isConstant !== true && choices.percent(variablePercent))
    return useVariable(context, type, hasDefault);
  if (isNonNullType(type)) return generateLiteral(context, type.ofType);
  return choices.percent(12) ? { kind: Kind.NULL } : generateLiteral(context, type);
}

function generateLiteral(context: ValueContext, type: GraphQLInputType): ValueNode {
  const { choices } = context;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    // One value stands for a list of it (GraphQL specification, section 3.11).
    if (choices.percent(15)) return generateLiteral(context, nullable.ofType);
    const values = Array.from({ length: choices.below(4) }, () =>
      generateValue(context, nullable.ofType, false, 12),
    );
    return { kind: Kind.LIST, values };
  }
  if (isInputObjectType(nullable)) {
    const fields = pickInputFields(context, Object.values(nullable.getFields()));
    return {
      kind: Kind.OBJECT,
      fields: fields.map((field) => ({
        kind: Kind.OBJECT_FIELD,
        name: { kind: Kind.NAME, value: field.name },
        value: generateValue(context, field.type, field.defaultValue !== undefined, 20),
      })),
    };
  }
  if (isEnumType(nullable)) {
    return { kind: Kind.ENUM, value: choices.pick(nullable.getValues()).name };
  }
  return literalOf(generateScalar(context, nullable.name));
}

function pickInputFields(
  { choices }: ValueContext,
  fields: readonly GraphQLInputField[],
): readonly GraphQLInputField[] {
  return fields.filter((field) => isRequiredInputField(field) || choices.percent(50));
}

function generateScalar({ choices, texts }: ValueContext, name: string): unknown {
  switch (name) {
    case 'Int':
      return choices.below(6);
    case 'Float':
      return choices.below(8) / 2;
    case 'Boolean':
      return choices.percent(50);
    case 'ID':
      return choices.percent(20) ? choices.below(6) : choices.pick(texts);
    case 'String':
      return choices.pick(texts);
    default:
      return choices.pick(CUSTOM_SCALARS);
  }
}

/** JSON as a GraphQL literal: what `JSON.stringify` writes, but for the quotes around names. */
function literalOf(value: unknown): ValueNode {
  const text = JSON.stringify(value).replace(/"(\w+)":/g, '$1:');
  return parseValue(text, { noLocation: true });
}

/** A variable of a type that fits the place (GraphQL specification, section 5.8.5), an existing one at times. */
function useVariable(context: ValueContext, place: GraphQLInputType, hasDefault: boolean): ValueNode {
  const { choices, variables } = context;
  const nullable = getNullableType(place);
  // A place that is not null takes a nullable variable where the variable or the place has a default.
  const loosen = isNonNullType(place) && choices.percent(40);
  const strict = loosen ? false : isNonNullType(place) || choices.percent(20);
  const type = strict ? new GraphQLNonNull(nullable) : nullable;
  const needsDefault = isNonNullType(place) && !strict && !hasDefault;
  const existing = variables.definitions.find((definition) =>
    definition.variable.name.value.startsWith(`${nameType(String(type))}_`),
  );
  if (existing !== undefined && !loosen && choices.percent(60)) return existing.variable;
  const name = nameVariable(context, String(type));
  const mayBeNull = !isNonNullType(place) && !strict;
  const defaultValue =
    needsDefault || choices.percent(25) ? generateConstant(context, type, !mayBeNull) : undefined;
  variables.definitions.push({
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: parseType(String(type), { noLocation: true }),
    ...(defaultValue !== undefined && { defaultValue }),
  });
  const isOptional = !strict || defaultValue !== undefined;
  if (!isOptional || choices.percent(70)) {
    // On an object from a literal, a name such as __proto__ would not be a property.
    Object.defineProperty(variables.values, name, {
      value: mayBeNull && choices.percent(15) ? null : generateInput(context, nullable),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } };
}

function nameType(type: string): string {
  return type.replace(/\W/g, (sign) => (sign === '!' ? 'N' : 'L'));
}

function nameVariable({ choices, variables }: ValueContext, type: string): string {
  const taken = new Set(variables.definitions.map(({ variable }) => variable.name.value));
  const nasty = choices.pick(NASTY_NAMES);
  if (choices.percent(25) && !taken.has(nasty)) return nasty;
  return `${nameType(type)}_${taken.size}`;
}

function generateConstant(
  context: ValueContext,
  type: GraphQLInputType,
  isNeverNull: boolean,
): ConstValueNode {
  if (!isNeverNull && context.choices.percent(15)) return { kind: Kind.NULL };
  // Without variables, as the context says.
  return generateLiteral({ ...context, isConstant: true }, type) as ConstValueNode;
}

/** A value as a client sends it in JSON. */
function generateInput(context: ValueContext, type: GraphQLInputType): unknown {
  const { choices } = context;
  if (isNonNullType(type)) return generateInput(context, type.ofType);
  if (isListType(type)) {
    const item = () =>
      !isNonNullType(type.ofType) && choices.percent(12) ? null : generateInput(context, type.ofType);
    return choices.percent(15)
      ? generateInput(context, type.ofType)
      : Array.from({ length: choices.below(4) }, item);
  }
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      pickInputFields(context, Object.values(type.getFields())).map((field) => [
        field.name,
        !isNonNullType(field.type) && choices.percent(15) ? null : generateInput(context, field.type),
      ]),
    );
  }
  if (isEnumType(type)) return choices.pick(type.getValues()).name;
  return generateScalar(context, type.name);
}

/** The variable, or the literal, of a `@skip` or `@include`. */
export function generateCondition(context: ValueContext, type: GraphQLInputType): ValueNode {
  return generateValue(context, type, false, 70);
}
