import type { Transport } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { ToolServer } from './callTool.ts';
import { createServer } from './createServer.ts';

/**
 * Serves one client over a pair of streams, which then belong to the protocol: standard input and output unless
 * another transport is given.
 * @returns what ends it.
 */
export function serveToolsOverStdio<Caller>(
  tools: ToolServer<Caller>,
  caller: Caller,
  transport?: Transport,
): () => Promise<void> {
  const connection = serveStdio(() => createServer(tools, caller), {
    onerror: tools.onInternalError,
    ...(transport !== undefined && { transport }),
  });
  return () => connection.close();
}
