import { callTool, findTool } from '../../mcp/callTool.ts';
import { UsageError } from '../usage.ts';
import type { Services } from './services.ts';

/** Calls one tool as the bearer of a token, the way an MCP client's call goes. */
export async function runTool(
  services: Services,
  name: string,
  args: unknown,
  authorization: string | undefined,
): Promise<unknown> {
  const caller = await services.verifyCaller(authorization);
  const tool = findTool(services.tools, name, caller);
  if (tool === undefined) throw new UsageError(`There is no tool "${name}" for this caller.`);
  return callTool(services.tools, tool, {
    args,
    caller,
    requestId: crypto.randomUUID(),
    signal: new AbortController().signal,
  });
}
