import type { Tool as ToolDefinition } from '@modelcontextprotocol/server';
import { type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import type { Executor, ToolOperation } from '../executor.ts';
import { inputSchema } from './inputSchema.ts';
import { NOTICES, outputSchema } from './outputSchema.ts';
import { ToolCompileError } from './toolCompileError.ts';
import { readToolDirectives, type ToolDirectives } from './toolDirectives.ts';
import { createValidators, type Validators } from './validators.ts';

/** One operation as a tool, with all that does not depend on a call. */
export interface Tool extends Validators {
  readonly operationId: string;
  /** What tools/list says of it. */
  readonly definition: ToolDefinition;
  /** The length of a result's JSON above which its lists are cut. */
  readonly maxBytes: number;
}

const DEFAULT_MAX_BYTES = 16_384;
const MAX_NAME_LENGTH = 64;

/**
 * Compiles every operation to a tool.
 * @returns by tool name, in the operations' order.
 * @throws ToolCompileError naming the operation and the rule that it breaks.
 */
export function compileTools({
  schema,
  operations,
}: Pick<Executor<never>, 'schema' | 'operations'>): ReadonlyMap<string, Tool> {
  const tools = new Map<string, Tool>();
  for (const operation of operations) {
    const tool = compileTool(schema, operation, operations);
    if (tools.has(tool.definition.name)) {
      throw new ToolCompileError(`Two operations would both be the tool ${tool.definition.name}.`);
    }
    tools.set(tool.definition.name, tool);
  }
  return tools;
}

function compileTool(
  schema: GraphQLSchema,
  operation: ToolOperation,
  operations: readonly ToolOperation[],
): Tool {
  const definition = operation.source.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (definition === undefined) throw new ToolCompileError(`${operation.name} holds no operation.`);
  if (operation.shape.fields.some(({ responseKey }) => responseKey === NOTICES)) {
    throw new ToolCompileError(`${operation.name} selects "${NOTICES}" at its root, which is reserved.`);
  }
  const directives = readToolDirectives(definition);
  const input = inputSchema(schema, operation.source, definition);
  const root = schema.getRootType(definition.operation)?.name ?? '';
  const output = outputSchema(schema, root, operation);
  return {
    operationId: operation.id,
    definition: {
      name: toolName(operation.name),
      ...(directives.title !== undefined && { title: directives.title }),
      description: describe(operation, definition, directives, operations),
      inputSchema: input,
      outputSchema: output,
      annotations: annotate(operation, directives),
    },
    ...createValidators(input, output),
    maxBytes: directives.maxBytes ?? DEFAULT_MAX_BYTES,
  };
}

/** `FindNearest` becomes `find_nearest`; only ASCII letters, digits and underscores, so that no two look alike. */
export function toolName(operationName: string): string {
  const name = operationName
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
  if (!/^[a-z][a-z0-9_]*$/.test(name) || name.length > MAX_NAME_LENGTH) {
    throw new ToolCompileError(
      `${operationName} makes no tool name of at most ${MAX_NAME_LENGTH} characters.`,
    );
  }
  return name;
}

function describe(
  operation: ToolOperation,
  definition: OperationDefinitionNode,
  directives: ToolDirectives,
  operations: readonly ToolOperation[],
): string {
  const description = definition.description?.value;
  if (description === undefined || description === '') {
    throw new ToolCompileError(`${operation.name} has no description.`);
  }
  if (directives.preview === undefined) return description;
  const preview = operations.find(({ name }) => name === directives.preview);
  if (preview?.kind !== 'query') {
    throw new ToolCompileError(
      `${operation.name} is confirmed by ${directives.preview}, which is no query here.`,
    );
  }
  return `${description}\nCall ${toolName(preview.name)} first and go on only when the user agrees to what it says.`;
}

/** MCP specification, ToolAnnotations. A mutation is destructive unless it says that it is not. */
function annotate(operation: ToolOperation, directives: ToolDirectives): ToolDefinition['annotations'] {
  return operation.kind === 'query'
    ? { readOnlyHint: true, openWorldHint: false }
    : {
        readOnlyHint: false,
        destructiveHint: directives.destructive ?? true,
        idempotentHint: directives.idempotent ?? false,
        openWorldHint: false,
      };
}
