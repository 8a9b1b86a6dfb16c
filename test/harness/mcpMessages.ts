import { type HttpAnswer, sendJson } from './httpRequest.ts';

/** A tools/call as a client of protocol 2025-11-25 and older writes it. */
export function callMessage(name: string, args: Readonly<Record<string, unknown>> = {}) {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } } as const;
}

export interface McpAnswer extends HttpAnswer {
  /** The JSON-RPC message in the body, whether it came alone or as an event. */
  readonly message: unknown;
}

export async function sendMcp(
  url: string,
  message: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<McpAnswer> {
  const answer = await sendJson(`${url}/mcp`, message, headers);
  const [, data = answer.text] = /^data: (.*)$/m.exec(answer.text) ?? [];
  return { ...answer, message: JSON.parse(data) };
}
