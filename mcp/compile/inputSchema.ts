import type { JSONValue } from '@modelcontextprotocol/server';
import {
  astFromValue,
  type DocumentNode,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type JsonSchema, leafSchema, nullable, type ObjectSchema, readHint } from './jsonSchema.ts';

/** The input contract of a tool: one property a variable, nothing else allowed. */
export function inputSchema(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ObjectSchema {
  const hints = findUsageHints(schema, document);
  const variables = operation.variableDefinitions ?? [];
  const required = variables
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined)
    .map(({ variable }) => variable.name.value);
  return {
    type: 'object',
    properties: Object.fromEntries(
      variables.map((definition) => {
        const name = definition.variable.name.value;
        return [name, variableSchema(schema, definition, hints.get(name) ?? {})];
      }),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function variableSchema(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  hint: JsonSchema,
): JsonSchema {
  const type = typeFromAST(schema, definition.type as never) as GraphQLInputType;
  return {
    ...inputTypeSchema(type, hint),
    ...(definition.description !== undefined && { description: definition.description.value }),
    ...(definition.defaultValue !== undefined && {
      default: valueFromASTUntyped(definition.defaultValue) as JSONValue,
    }),
  };
}

function inputTypeSchema(type: GraphQLInputType, hint: JsonSchema): JsonSchema {
  return isNonNullType(type) ? presentSchema(type.ofType, hint) : nullable(presentSchema(type, hint));
}

/** A list argument holds what a model wrote; a longer one is somebody's attempt to keep us busy. */
const MAX_ITEMS = 1_000;

function presentSchema(type: GraphQLInputType, hint: JsonSchema): JsonSchema {
  if (isListType(type)) {
    return { type: 'array', maxItems: MAX_ITEMS, items: inputTypeSchema(type.ofType, {}), ...hint };
  }
  if (isLeafType(type)) return { ...leafSchema(type), ...hint };
  if (!isInputObjectType(type)) return hint;
  const fields = Object.values(type.getFields());
  const required = fields
    .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map((field) => [
        field.name,
        {
          ...inputTypeSchema(field.type, readHint(field)),
          ...(field.description && { description: field.description }),
          ...describeDefault(field),
        },
      ]),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function describeDefault({ defaultValue, type }: GraphQLInputField): JsonSchema {
  const literal = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return !literal ? {} : { default: valueFromASTUntyped(literal) as JSONValue };
}

/** What the places say where a variable is used: as an argument, or as a field of an input object. */
function findUsageHints(schema: GraphQLSchema, document: DocumentNode): ReadonlyMap<string, JsonSchema> {
  const hints = new Map<string, JsonSchema>();
  const add = (variable: string, hint: JsonSchema) => {
    hints.set(variable, { ...hints.get(variable), ...hint });
  };
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(node) {
        const argument = typeInfo.getArgument();
        if (node.value.kind === Kind.VARIABLE && argument) add(node.value.name.value, readHint(argument));
      },
      ObjectField(node) {
        const parent = getNamedType(typeInfo.getParentInputType());
        const field = isInputObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
        if (node.value.kind === Kind.VARIABLE && field) add(node.value.name.value, readHint(field));
      },
    }),
  );
  return hints;
}
