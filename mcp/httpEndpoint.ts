import { createMcpHandler, isJsonContentType, type McpHttpHandler } from '@modelcontextprotocol/server';
import { findTool, type ToolServer } from './callTool.ts';
import { createServer } from './createServer.ts';
import type { Refusal } from './executor.ts';

/** The MCP specification's bound on a request body. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface McpHttpRequest<Caller> {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly caller: Caller;
  /** Aborts when the client closes the connection. */
  readonly signal: AbortSignal;
}

export interface McpEndpoint<Caller> {
  handle(request: McpHttpRequest<Caller>): Promise<Response>;
  close(): Promise<void>;
}

/**
 * MCP over Streamable HTTP, stateless: protocol 2025-11-25 and older, and 2026-07-28, on one endpoint.
 * @param challenge makes the 401 or 403 answer of a refusal.
 */
export function createMcpEndpoint<Caller>(
  tools: ToolServer<Caller>,
  challenge: (refusal: Refusal) => Response,
): McpEndpoint<Caller> {
  const callers = new WeakMap<Request, Caller>();
  const handler: McpHttpHandler = createMcpHandler(
    ({ requestInfo }) => {
      const caller = requestInfo === undefined ? undefined : callers.get(requestInfo);
      if (caller === undefined) throw new TypeError('A request reached MCP without its caller.');
      return createServer(tools, caller);
    },
    { onerror: tools.onInternalError, maxRequestBodySize: MAX_BODY_BYTES },
  );
  return {
    async handle({ method, url, headers, body, caller, signal }) {
      const message = parseJson(body);
      if (Array.isArray(message)) return refuseMessage(-32600, 'Batches are not served.');
      // Here, because the SDK passes a copy of such a request on, and a copy has no caller.
      if (method === 'POST' && message === undefined && isJsonContentType(headers.get('content-type'))) {
        return refuseMessage(-32700, 'The body is not valid JSON.');
      }
      // Before the first byte of a stream: afterwards there is no status left to say it with.
      const refusal = findRefusal(tools, message, caller);
      if (refusal !== undefined) return challenge(refusal);
      const request = new Request(url, { method, headers, signal, ...(method === 'POST' && { body }) });
      callers.set(request, caller);
      return handler.fetch(request, message === undefined ? {} : { parsedBody: message });
    },
    close: () => handler.close(),
  };
}

/** Undefined for what is no JSON. */
function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * An error for a body that holds no message of its own (JSON-RPC 2.0, section 5.1). Batches ended with protocol
 * 2025-06-18; older clients are served without them.
 */
function refuseMessage(code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', id: null, error: { code, message } }, { status: 400 });
}

function findRefusal<Caller>(
  tools: ToolServer<Caller>,
  message: unknown,
  caller: Caller,
): Refusal | undefined {
  const name = readToolName(message);
  const tool = name === undefined ? undefined : findTool(tools, name, caller);
  return tool === undefined ? undefined : tools.executor.findRefusal(tool.operationId, caller);
}

function readToolName(message: unknown): string | undefined {
  if (!isRecord(message) || message.method !== 'tools/call' || !isRecord(message.params)) return undefined;
  return typeof message.params.name === 'string' ? message.params.name : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
