import type { JSONValue } from '@modelcontextprotocol/server';
import { type GraphQLLeafType, isEnumType } from 'graphql';

/** A JSON Schema of dialect 2020-12, as far as tools need it. */
// A type and not an interface, so that it fits the SDK's index signatures.
export type JsonSchema = {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  description?: string;
  enum?: JSONValue[];
  const?: JSONValue;
  default?: JSONValue;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
};

export type ObjectSchema = JsonSchema & { type: 'object' };

/** A scalar or enum; a custom scalar is what its schema says of it, or anything. */
export function leafSchema(type: GraphQLLeafType): JsonSchema {
  if (isEnumType(type)) return { type: 'string', enum: type.getValues().map(({ name }) => name) };
  switch (type.name) {
    case 'Int':
      return { type: 'integer' };
    case 'Float':
      return { type: 'number' };
    case 'Boolean':
      return { type: 'boolean' };
    case 'String':
    case 'ID':
      return { type: 'string' };
    default:
      return { ...readHint(type) };
  }
}

/** The JSON Schema keywords that a schema element carries. */
export function readHint(element: { extensions: Readonly<Record<string, unknown>> }): JsonSchema {
  // The gateway read them from a directive with exactly these typed arguments.
  return (element.extensions.jsonSchema ?? {}) as JsonSchema;
}

export function nullable(schema: JsonSchema): JsonSchema {
  if (typeof schema.type !== 'string') {
    const takesAnything =
      schema.type === undefined && schema.anyOf === undefined && schema.$ref === undefined;
    return takesAnything ? schema : { anyOf: [schema, { type: 'null' }] };
  }
  return {
    ...schema,
    type: [schema.type, 'null'],
    ...(schema.enum !== undefined && { enum: [...schema.enum, null] }),
  };
}
