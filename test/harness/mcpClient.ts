import {
  type CallToolResult,
  Client,
  StreamableHTTPClientTransport,
  type VersionNegotiationMode,
} from '@modelcontextprotocol/client';

export interface McpClientOptions {
  /** None: an anonymous caller. */
  readonly token?: string;
  /** Which protocol the client asks for; the newest unless said otherwise. */
  readonly mode?: VersionNegotiationMode;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A connected v2 client; it checks every result against the tool's output schema by itself. */
export async function connectMcp(
  url: string,
  { token, mode = { pin: '2026-07-28' }, headers = {} }: McpClientOptions = {},
): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
      requestInit: {
        headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      },
    }),
  );
  // The client validates against the schemas that it has been told of.
  await client.listTools();
  return client;
}

/** The only text of a result, as the JSON that it is. */
export function readText({ content }: Pick<CallToolResult, 'content'>): unknown {
  const [only, ...rest] = content;
  if (only?.type !== 'text' || rest.length > 0) throw new Error('The result must hold one text.');
  return JSON.parse(only.text);
}
