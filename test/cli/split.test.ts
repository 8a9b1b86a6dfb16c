import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSigningKey } from '../../gateway/authentication/developmentIssuer.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { connectMcp } from '../harness/mcpClient.ts';
import { type RunningGenkan, runGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller } from '../harness/toolCaller.ts';

/** A server that both share where there is one; otherwise each has a database in a folder of its own. */
let data: TestData;
let ordersData: TestData;
let orders: RunningGenkan;
let gateway: RunningGenkan;
/** The same shop in one process. */
let whole: TestProgram;
let token: string;
beforeAll(async () => {
  data = await copyTestData();
  ordersData = await copyTestData();
  if (data.databaseUrl !== undefined) ordersData = { ...ordersData, databaseUrl: data.databaseUrl };
  const key = join(data.dataFolder, 'shared-key.json');
  writeFileSync(key, await generateSigningKey(), { mode: 0o600 });
  const env = { GENKAN_GATEWAY_KEY_FILE: key };
  orders = await startGenkan(ordersData, ['--subgraph', 'orders'], { env });
  gateway = await startGenkan(data, [], {
    // What it logs of the source that is ended below is not looked at here.
    env: { ...env, GENKAN_SUBGRAPH_URLS: `orders=${orders.url}/graphql`, GENKAN_LOG_LEVEL: 'silent' },
  });
  whole = await startTestProgram();
  token = (await runGenkan(data, ['token', '--as', 'customer-us'])).stdout.trim();
});
afterAll(async () => {
  await whole.stop();
  await gateway.end();
  await orders.end();
  await data.remove();
  await ordersData.remove();
});

describe('a subgraph in a process of its own', () => {
  it('answers nobody but the gateway: 16 straight, 57 with the token of a client', async () => {
    const query = { query: '{ order { id } }' };
    const replayed = { authorization: `Bearer ${token}` };
    for (const headers of [{}, replayed, { authorization: 'Bearer x' }, { 'x-genkan-caller': '{}' }]) {
      const { status, text } = await sendJson(`${orders.url}/graphql`, query, headers);
      expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
        status: 401,
        code: 'UNAUTHENTICATED',
      });
    }
    expect(await sendHttp(`${orders.url}/healthz`, { method: 'GET' })).toMatchObject({ status: 200 });
  });

  it('gives through the gateway the answers that one process gives', async () => {
    const split = await connectMcp(gateway.url, { token });
    const together = await connectCaller(whole, 'customer-us');
    for (const [name, args] of [
      ['order_status', { orderId: 'US-1003' }],
      ['order_status', { orderId: 'JP-1001' }],
      ['recent_orders', { first: 20 }],
      ['series_overview', { series: 'yotsuba' }],
    ] as const) {
      const { structuredContent } = await split.callTool({ name, arguments: args });
      expect(structuredContent).toEqual((await together.call(name, args)).answer);
    }
    await split.close();
  });
});

describe('once that process is gone', () => {
  beforeAll(async () => {
    await orders.end('SIGKILL');
  });

  it('70: what needs it is a partial answer that says so, over MCP and over GraphQL', async () => {
    const client = await connectMcp(gateway.url, { token });
    const { structuredContent, isError } = await client.callTool({ name: 'order_status', arguments: {} });
    await client.close();
    expect({ structuredContent, isError }).toEqual({
      structuredContent: {
        notices: [
          { path: ['order'], code: 'UNAVAILABLE', reason: 'Its source failed; asking again may help.' },
        ],
      },
      isError: undefined,
    });
    const { status, text } = await sendJson(
      `${gateway.url}/graphql`,
      { query: '{ order { id } edition(id: "yotsuba-1-paperback") { title } }' },
      { authorization: `Bearer ${token}` },
    );
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 200,
      body: {
        data: { order: null, edition: { title: 'Yotsuba&!, Vol. 1' } },
        errors: [
          {
            message: 'A source did not answer.',
            path: ['order'],
            extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
          },
        ],
      },
    });
  });

  it('what does not need it is answered in full, and the program stays ready', async () => {
    const client = await connectMcp(gateway.url, { token });
    const { structuredContent } = await client.callTool({
      name: 'series_overview',
      arguments: { series: 'yotsuba' },
    });
    await client.close();
    expect(structuredContent).toMatchObject({ series: { id: 'yotsuba', contributors: [{}] } });
    expect(structuredContent).not.toHaveProperty('notices');
    expect(await sendHttp(`${gateway.url}/readyz`, { method: 'GET' })).toMatchObject({ status: 200 });
  });
});
