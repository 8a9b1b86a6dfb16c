import type { CallToolResult } from '@modelcontextprotocol/server';
import type { Tool } from './compile/compileTools.ts';
import type { Answer, Executor, Refusal } from './executor.ts';
import { findMistake, toolError, toolResult } from './toolResult.ts';

export interface ToolServer<Caller> {
  readonly executor: Executor<Caller>;
  /** By name. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** Told of a fault that the client only learns the existence of. */
  readonly onInternalError: (error: unknown) => void;
}

export interface ToolRequest<Caller> {
  readonly args: unknown;
  readonly caller: Caller;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** The tool of that name, unless for this caller there is none. */
export function findTool<Caller>(server: ToolServer<Caller>, name: string, caller: Caller): Tool | undefined {
  const tool = server.tools.get(name);
  return tool !== undefined && server.executor.isReachable(tool.operationId, caller) ? tool : undefined;
}

/** What tools/list shows to this caller. */
export function listTools<Caller>(server: ToolServer<Caller>, caller: Caller): Tool['definition'][] {
  return [...server.tools.values()]
    .filter((tool) => server.executor.isReachable(tool.operationId, caller))
    .map((tool) => tool.definition);
}

/** The whole path of a tool call: arguments checked, operation run, result shaped and checked. */
export async function callTool<Caller>(
  server: ToolServer<Caller>,
  tool: Tool,
  request: ToolRequest<Caller>,
): Promise<CallToolResult> {
  const args = request.args ?? {};
  const misfit = tool.validateArguments(args);
  if (misfit !== undefined) return toolError('INVALID_ARGUMENTS', misfit);
  let answer: Answer;
  try {
    answer = await server.executor.executeRegistered(tool.operationId, {
      // The closed object schema has just been checked.
      variables: args as Record<string, unknown>,
      caller: request.caller,
      requestId: request.requestId,
      signal: request.signal,
    });
  } catch (error) {
    if (isRefusal(error)) return toolError(error.code, error.message, { scopes: error.scopes });
    return internalError(server, error);
  }
  // An empty success would have the model believe that there is nothing.
  const mistake = findMistake(answer);
  if (mistake !== undefined) return toolError(mistake.code, mistake.reason, { path: mistake.path });
  const result = toolResult(answer, tool.maxBytes);
  if (tool.isValidResult(result.structuredContent)) return result;
  return internalError(
    server,
    new Error(`The result of ${tool.definition.name} does not fit its output schema.`),
  );
}

function internalError<Caller>(server: ToolServer<Caller>, error: unknown): CallToolResult {
  server.onInternalError(error);
  return toolError('INTERNAL_ERROR', 'Something failed inside.');
}

function isRefusal(error: unknown): error is Error & Refusal {
  return error instanceof Error && 'code' in error && 'scopes' in error && Array.isArray(error.scopes);
}
