import type { GraphQLSchema } from 'graphql';
import type { RegisteredOperation } from '../../gateway/planning/registerOperations.ts';
import { compileTools } from '../../mcp/compile/compileTools.ts';
import { ToolCompileError } from '../../mcp/compile/toolCompileError.ts';

/** Finds what keeps operations from being tools, a line each. */
export function findInvalidTools(
  schema: GraphQLSchema,
  operations: readonly RegisteredOperation[],
): readonly string[] {
  const attempt = (tried: readonly RegisteredOperation[]): readonly string[] => {
    try {
      for (const tool of compileTools({ schema, operations: tried }).values()) tool.prepare();
      return [];
    } catch (error) {
      if (error instanceof ToolCompileError) return [error.message];
      throw error;
    }
  };
  if (attempt(operations).length === 0) return [];
  // Compiling ends at the first fault, so each gets to be the first; the others stay, for it may name one of them.
  const all = operations.flatMap((operation) =>
    attempt([operation, ...operations.filter((other) => other !== operation)]),
  );
  return [...new Set(all)];
}
