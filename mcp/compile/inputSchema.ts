import type { JSONValue } from '@modelcontextprotocol/server';
import {
  astFromValue,
  type DocumentNode,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type VariableDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { type JsonSchema, leafSchema, nullable, type ObjectSchema, readHint } from './jsonSchema.ts';
import { findUsageHints, tighten } from './usageHints.ts';

/** The input objects that a schema describes once and refers to. */
type SharedTypes = ReadonlySet<GraphQLInputObjectType>;

/**
 * The input contract of a tool: one property a variable, nothing else allowed. Input objects stand where they are
 * used, but those that are used more than once or within themselves in `$defs`.
 */
export function inputSchema(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ObjectSchema {
  const hints = findUsageHints(schema, document);
  const variables = operation.variableDefinitions ?? [];
  const shared = findSharedTypes(variables.map((definition) => variableType(schema, definition)));
  const required = variables
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined)
    .map(({ variable }) => variable.name.value);
  return {
    type: 'object',
    properties: Object.fromEntries(
      variables.map((definition) => {
        const name = definition.variable.name.value;
        return [name, variableSchema(schema, definition, hints.get(name) ?? {}, shared)];
      }),
    ),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    ...(shared.size > 0 && {
      $defs: Object.fromEntries([...shared].map((type) => [type.name, inputObjectSchema(type, shared)])),
    }),
  };
}

/** The first type of a cycle to be reached is reached again from within, so without these nothing is endless. */
function findSharedTypes(types: readonly GraphQLInputType[]): SharedTypes {
  const seen = new Set<GraphQLInputObjectType>();
  const shared = new Set<GraphQLInputObjectType>();
  const reached = [...types];
  // Grows while it is walked.
  for (const type of reached) {
    const named = getNamedType(type);
    if (!isInputObjectType(named)) continue;
    if (seen.has(named)) {
      shared.add(named);
      continue;
    }
    seen.add(named);
    reached.push(...Object.values(named.getFields()).map((field) => field.type));
  }
  return shared;
}

function variableType(schema: GraphQLSchema, definition: VariableDefinitionNode): GraphQLInputType {
  // The document has been validated: a variable's type is a known input type.
  return typeFromAST(schema, definition.type as never) as GraphQLInputType;
}

function variableSchema(
  schema: GraphQLSchema,
  definition: VariableDefinitionNode,
  hint: JsonSchema,
  shared: SharedTypes,
): JsonSchema {
  return {
    ...inputTypeSchema(variableType(schema, definition), hint, shared),
    ...(definition.description !== undefined && { description: definition.description.value }),
    ...(definition.defaultValue !== undefined && {
      default: valueFromASTUntyped(definition.defaultValue) as JSONValue,
    }),
  };
}

function inputTypeSchema(type: GraphQLInputType, hint: JsonSchema, shared: SharedTypes): JsonSchema {
  return isNonNullType(type)
    ? presentSchema(type.ofType, hint, shared)
    : nullable(presentSchema(type, hint, shared));
}

/** A list argument holds what a model wrote; a longer one is somebody's attempt to keep us busy. */
export const MAX_ITEMS = 1_000;

function presentSchema(type: GraphQLInputType, hint: JsonSchema, shared: SharedTypes): JsonSchema {
  if (isListType(type)) {
    const { maxItems = MAX_ITEMS, ...itemHint } = hint;
    return {
      type: 'array',
      maxItems: Math.min(maxItems, MAX_ITEMS),
      items: inputTypeSchema(type.ofType, itemHint, shared),
    };
  }
  if (isLeafType(type)) return tighten(leafSchema(type), hint);
  if (!isInputObjectType(type)) return hint;
  return shared.has(type) ? { $ref: `#/$defs/${type.name}` } : inputObjectSchema(type, shared);
}

function inputObjectSchema(type: GraphQLInputObjectType, shared: SharedTypes): JsonSchema {
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
          ...inputTypeSchema(field.type, readHint(field), shared),
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
