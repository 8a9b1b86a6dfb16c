import { tmpdir } from 'node:os';
import { Client, type VersionNegotiationMode } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioTransportV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpTransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import TOOLS from '../../operations/tools.generated.json' with { type: 'json' };
import { connectMcp, readText } from '../harness/mcpClient.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { environmentOf, GENKAN, type RunningGenkan, runGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';

/** Data with a token of customer-us for it. */
interface Place {
  readonly data: TestData;
  readonly token: string;
}

/** One with a program running on it, and one without. */
let running: Place;
let alone: Place;
let program: RunningGenkan;
beforeAll(async () => {
  running = await openPlace();
  alone = await openPlace();
  program = await startGenkan(running.data, [], { cwd: tmpdir() });
});
afterAll(async () => {
  expect(await program.end()).toBe(0);
  await running.data.remove();
  await alone.data.remove();
});

async function openPlace(): Promise<Place> {
  const data = await copyTestData();
  const { stdout } = await runGenkan(data, ['token', '--as', 'customer-us']);
  return { data, token: stdout.trim() };
}

const DELIVERED = {
  order: {
    id: 'US-1001',
    placedAt: '2026-10-14T12:00:00.000Z',
    status: 'DELIVERED',
    lines: [
      { quantity: 1, edition: { title: 'One Piece, Vol. 1', format: 'PAPERBACK' } },
      { quantity: 1, edition: { title: 'Yotsuba&!, Vol. 1', format: 'PAPERBACK' } },
    ],
    packages: [
      {
        status: 'DELIVERED',
        carrier: 'UPS',
        trackingNumber: '1Z999AA10123456784',
        shippedAt: '2026-10-16T12:00:00.000Z',
        deliveredAt: '2026-10-21T12:00:00.000Z',
        events: [{ at: '2026-10-21T12:00:00.000Z', kind: 'DELIVERED', place: 'Portland, US' }],
        lines: [
          { quantity: 1, line: { edition: { title: 'One Piece, Vol. 1' } } },
          { quantity: 1, line: { edition: { title: 'Yotsuba&!, Vol. 1' } } },
        ],
      },
    ],
  },
};
const ASK = { name: 'order_status', arguments: { orderId: 'US-1001' } };
/** A customer sees all tools but the one that is for support. */
const TOOL_COUNT = TOOLS.length - 1;

/** Lists, and calls with the client's own check of the result against the output schema. */
async function useTools(client: Pick<Client, 'listTools' | 'callTool'> | ClientV1): Promise<void> {
  const { tools } = await client.listTools();
  expect(tools).toHaveLength(TOOL_COUNT);
  expect(tools.every(({ outputSchema }) => outputSchema !== undefined)).toBe(true);
  expect((await client.callTool(ASK)).structuredContent).toEqual(DELIVERED);
  expect(
    (await client.callTool({ name: 'series_overview', arguments: { series: 'yotsuba' } })).isError,
  ).not.toBe(true);
}

/** The v1 SDK's own transports do not fit its interface under exactOptionalPropertyTypes. */
const transportV1 = (transport: HttpTransportV1 | StdioTransportV1) => transport as TransportV1;

describe('over HTTP', () => {
  it.each<[VersionNegotiationMode, string]>([
    [{ pin: '2026-07-28' }, '2026-07-28'],
    ['auto', '2026-07-28'],
    ['legacy', '2025-11-25'],
  ])('a v2 client that negotiates %j speaks %s', async (mode, version) => {
    const client = await connectMcp(program.url, { mode, token: running.token });
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    await useTools(client);
    await client.close();
  });

  it('a v1 client speaks 2025-11-25', async () => {
    const transport = new HttpTransportV1(new URL(`${program.url}/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${running.token}` } },
    });
    const client = new ClientV1({ name: 'test', version: '1.0.0' });
    await client.connect(transportV1(transport));
    expect(transport.protocolVersion).toBe('2025-11-25');
    await useTools(client);
    await client.close();
  });

  it.each(['2025-06-18', '2025-03-26'])(
    'a client of %s is served in its version',
    async (protocolVersion) => {
      const headers = { authorization: `Bearer ${running.token}` };
      const initialized = await sendMcp(
        program.url,
        {
          jsonrpc: '2.0',
          id: 0,
          method: 'initialize',
          params: { protocolVersion, capabilities: {}, clientInfo: { name: 'old', version: '1' } },
        },
        headers,
      );
      expect(initialized.message).toMatchObject({
        id: 0,
        result: { protocolVersion, capabilities: { tools: {} } },
      });
      // Before 2025-06-18 the version is in no header.
      const versioned = { ...headers, 'mcp-protocol-version': protocolVersion };
      const called = await sendMcp(
        program.url,
        callMessage(ASK.name, ASK.arguments),
        protocolVersion === '2025-03-26' ? headers : versioned,
      );
      expect(called.message).toMatchObject({ id: 1, result: { structuredContent: DELIVERED } });
    },
  );
});

const launch = ({ data }: Place, token?: string) => ({
  command: process.execPath,
  args: [GENKAN, 'mcp'],
  env: { ...environmentOf(data), ...(token !== undefined && { GENKAN_TOKEN: token }) },
  cwd: tmpdir(),
});

describe.each([
  ['beside a program on the same folder', () => running],
  ['on its own', () => alone],
])('over stdio, %s', (_where, findPlace) => {
  it('a v2 client speaks 2026-07-28', async () => {
    const client = new Client(
      { name: 'test', version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    await client.connect(new StdioClientTransport(launch(findPlace(), findPlace().token)));
    await useTools(client);
    await client.close();
  });

  it('a v1 client speaks 2025-11-25', async () => {
    const client = new ClientV1({ name: 'test', version: '1.0.0' });
    await client.connect(transportV1(new StdioTransportV1(launch(findPlace(), findPlace().token))));
    await useTools(client);
    await client.close();
  });

  it('an invalid token ends the command with a reason, never in an anonymous session', async () => {
    const outcome = await runGenkan(findPlace().data, ['mcp'], { env: { GENKAN_TOKEN: 'not-a-token' } });
    expect(outcome).toEqual({ code: 1, stdout: '', stderr: 'A valid bearer token is required.\n' });
  });
});

describe('over stdio, without a token', () => {
  it('a client is anonymous: public tools answer, the others say what is needed', async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    await client.connect(new StdioClientTransport(launch(running)));
    expect(client.getNegotiatedProtocolVersion()).toBe('2025-11-25');
    await client.listTools();
    const found = await client.callTool({ name: 'series_overview', arguments: { series: 'yotsuba' } });
    expect(found.structuredContent).toMatchObject({ series: { id: 'yotsuba' } });
    const refused = await client.callTool(ASK);
    expect(refused.isError).toBe(true);
    expect(readText(refused)).toEqual({
      error: {
        code: 'UNAUTHENTICATED',
        message: 'A valid bearer token is required.',
        scopes: ['orders:read', 'orders:tracking'],
      },
    });
    await client.close();
  });
});

describe.runIf(process.env.DATABASE_URL === undefined)('over stdio, on a folder that no program has', () => {
  it('two clients that start at once are both served', async () => {
    const clients = [1, 2].map(() => new Client({ name: 'test', version: '1.0.0' }));
    await Promise.all(clients.map((client) => client.connect(new StdioClientTransport(launch(alone)))));
    const lists = await Promise.all(clients.map((client) => client.listTools()));
    expect(lists.map(({ tools }) => tools.length)).toEqual([TOOL_COUNT, TOOL_COUNT]);
    await Promise.all(clients.map((client) => client.close()));
  });
});
