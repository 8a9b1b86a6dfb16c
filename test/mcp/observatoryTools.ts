import type { CallToolResult } from '@modelcontextprotocol/server';
import { ANONYMOUS, type Caller } from '../../gateway/authentication/caller.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import { registerOperations } from '../../gateway/planning/registerOperations.ts';
import { callTool, findTool, type ToolServer } from '../../mcp/callTool.ts';
import { compileTools, type Tool } from '../../mcp/compile/compileTools.ts';
import { OBSERVATORY_RULES, openObservatory } from '../secondGraph/observatory.ts';
import { CLIENT_DIRECTIVES, type OpenGraph } from '../secondGraph/openGraph.ts';

export interface ObservatoryTools {
  readonly graph: OpenGraph;
  readonly server: ToolServer<Caller>;
  /** What the server told its operator of. */
  readonly internalErrors: unknown[];
  call(name: string, args?: unknown, caller?: Caller): Promise<CallToolResult>;
}

/** The observatory's operations as tools, without any transport. */
export function openObservatoryTools(timing: { fetchTimeoutMs?: number } = {}): ObservatoryTools {
  const graph = openObservatory(timing);
  const internalErrors: unknown[] = [];
  const server: ToolServer<Caller> = {
    executor: graph.gateway,
    tools: compileTools(graph.gateway),
    onInternalError: (error) => internalErrors.push(error),
  };
  return {
    graph,
    server,
    internalErrors,
    call: (name, args = {}, caller = ANONYMOUS) => {
      const tool = findTool(server, name, caller);
      if (tool === undefined) throw new Error(`There is no tool ${name}.`);
      return callTool(server, tool, {
        args,
        caller,
        requestId: 'test',
        signal: new AbortController().signal,
      });
    },
  };
}

const { supergraph } = openObservatory();

/** Compiles the texts of operations of the observatory to tools. */
export function compileTexts(...texts: string[]): ReadonlyMap<string, Tool> {
  const files = texts.map((text, index) => ({ path: `${index}.graphql`, text }));
  const operations = registerOperations(supergraph, files, CLIENT_DIRECTIVES);
  return compileTools(
    createGateway(
      {
        supergraph,
        callerRules: OBSERVATORY_RULES,
        planner: createPlanner(supergraph.sdl),
        sources: new Map(),
        fetchTimeoutMs: 1_000,
        deadlineMs: 1_000,
        onFetchFailed: () => {},
      },
      operations,
    ),
  );
}

/** The one tool of a text. */
export function compileText(text: string): Tool {
  const [tool] = compileTexts(text).values();
  if (tool === undefined) throw new Error('The text makes no tool.');
  return tool;
}

/** The tool of an operation that is described but for its variables and selection. */
export function compileQuery(variables: string, selection: string): Tool {
  return compileText(`"Looks." query Look ${variables} @tool(title: "Look") { ${selection} }`);
}

/** The error that a tool's result holds. */
export function readError(result: CallToolResult): unknown {
  const [content] = result.content;
  if (result.isError !== true || content?.type !== 'text') throw new Error('The result is no error.');
  return JSON.parse(content.text);
}
