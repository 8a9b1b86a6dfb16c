import type { Tool as ToolDefinition } from '@modelcontextprotocol/server';
import { createGateway } from '../../gateway/gateway.ts';
import { compileTools } from '../../mcp/compile/compileTools.ts';
import type { CompiledGraph } from './openGateway.ts';

/** The definitions of all tools, whoever may call them; for this no subgraph has to run. */
export function describeTools({ supergraph, callerRules, operations }: CompiledGraph): ToolDefinition[] {
  const graph = {
    supergraph,
    callerRules,
    sources: new Map(),
    fetchTimeoutMs: 0,
    deadlineMs: 0,
    onFetchFailed: () => {},
  };
  return [...compileTools(createGateway(graph, operations)).values()].map(({ definition }) => definition);
}
