import { type GraphQLSchema, isObjectType } from 'graphql';
import type { AnswerObject, AnswerValue, ToolOperation } from '../executor.ts';
import { END_CURSOR } from '../truncateLists.ts';
import { UNTRUSTED_TEXT } from '../untrustedText.ts';
import { type JsonSchema, leafSchema, nullable, type ObjectSchema } from './jsonSchema.ts';
import { ToolCompileError } from './toolCompileError.ts';

/** The property that says what is missing from a result. */
export const NOTICES = 'notices';

// Short, because every tool's definition carries it: the server's instructions say what a notice is.
const NOTICES_SCHEMA: JsonSchema = {
  type: 'array',
  items: { type: 'object', required: ['path', 'code', 'reason'] },
};

const UNTRUSTED_SCHEMA: JsonSchema = {
  type: 'object',
  properties: { [UNTRUSTED_TEXT]: { type: 'string' } },
  required: [UNTRUSTED_TEXT],
};

/** Selections in abstract types that are nested multiply: a schema has as many alternatives as types^depth. */
const MAX_NODES = 5_000;

interface Compilation {
  readonly schema: GraphQLSchema;
  /** @throws ToolCompileError above {@link MAX_NODES}. */
  readonly countNode: () => void;
}

/**
 * The response contract of a tool, from what its operation selects. Null object fields are dropped from results,
 * so a nullable field is an optional property; at the root every field is, because a fault may take any. So is
 * `endCursor`, which a page that is cut loses.
 * @throws ToolCompileError for an operation whose contract is too large to tell anybody.
 */
export function outputSchema(
  schema: GraphQLSchema,
  typename: string,
  { name, shape }: Pick<ToolOperation, 'name' | 'shape'>,
): ObjectSchema {
  let nodes = 0;
  const countNode = () => {
    nodes++;
    if (nodes <= MAX_NODES) return;
    throw new ToolCompileError(
      `${name} has an output schema of more than ${MAX_NODES} nodes; select less, or fewer types.`,
    );
  };
  const { required: _required, ...root } = objectSchema({ schema, countNode }, typename, shape);
  return { ...root, type: 'object', properties: { ...root.properties, [NOTICES]: NOTICES_SCHEMA } };
}

function objectSchema(compilation: Compilation, typename: string, shape: AnswerObject): JsonSchema {
  const required = shape.fields
    .filter(({ conditions, value }) => conditions === undefined && !isNullable(value))
    .map(({ responseKey }) => responseKey)
    .filter((responseKey) => responseKey !== END_CURSOR);
  return {
    type: 'object',
    properties: Object.fromEntries(
      shape.fields.map(({ responseKey, value }) => [
        responseKey,
        presentSchema(compilation, typename, value),
      ]),
    ),
    ...(required.length > 0 && { required }),
  };
}

function presentSchema(compilation: Compilation, typename: string, value: AnswerValue): JsonSchema {
  compilation.countNode();
  switch (value.kind) {
    case 'typename':
      return { const: typename };
    case 'introspection':
      return {};
    case 'leaf':
      return value.untrusted ? UNTRUSTED_SCHEMA : leafSchema(value.type);
    case 'list': {
      const item = presentSchema(compilation, typename, value.item);
      // A null entry keeps its place, so that the others keep theirs.
      return { type: 'array', items: isNullable(value.item) ? nullable(item) : item };
    }
    case 'object': {
      const types = isObjectType(value.type) ? [value.type] : compilation.schema.getPossibleTypes(value.type);
      const alternatives = types.map(({ name }) =>
        objectSchema(compilation, name, value.shapeFor(name) ?? { fields: [] }),
      );
      const [only] = alternatives;
      return alternatives.length === 1 && only !== undefined ? only : { anyOf: alternatives };
    }
  }
}

function isNullable(value: AnswerValue): boolean {
  return value.kind === 'introspection' || (value.kind !== 'typename' && value.nullable);
}
