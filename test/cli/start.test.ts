import { statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../harness/httpRequest.ts';
import { connectMcp } from '../harness/mcpClient.ts';
import { openPendingRequest, waitUntilRefused } from '../harness/pendingRequest.ts';
import { type RunningGenkan, runGenkan, startGenkan } from '../harness/spawnGenkan.ts';
import { listTcpListeners } from '../harness/tcpListeners.ts';
import { copyTestData, type TestData } from '../harness/testDatabase.ts';

let data: TestData;
let program: RunningGenkan;
beforeAll(async () => {
  data = await copyTestData();
  program = await startGenkan(data);
});
afterAll(async () => {
  await program.end();
  await data.remove();
});

const get = async (url: string) => (await sendHttp(url, { method: 'GET' })).status;

async function call(...args: readonly string[]) {
  const { code, stdout, stderr } = await runGenkan(data, ['call', ...args]);
  return { code, stderr, result: stdout === '' ? undefined : JSON.parse(stdout) };
}

describe('genkan start', () => {
  it('is healthy and ready, with metrics and detail on the admin address alone', async () => {
    expect(await get(`${program.url}/healthz`)).toBe(200);
    expect(await get(`${program.url}/readyz`)).toBe(200);
    expect(await get(`${program.url}/metrics`)).toBe(404);
    const metrics = await sendHttp(`${program.adminUrl}/metrics`, { method: 'GET' });
    expect(metrics.text).toContain('genkan_http_requests_total{route="/healthz",status="200"} 1\n');
    expect(await get(`${program.adminUrl}/status`)).toBe(200);
    expect(await get(`${program.adminUrl}/graphql`)).toBe(404);
  });

  it('says in one line that its port is taken', async () => {
    const elsewhere = await copyTestData();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await runGenkan(elsewhere, ['start'], { env: { ADMIN_PORT: String(port) } })).toEqual({
      code: 1,
      stdout: '',
      stderr: `127.0.0.1:${port} is in use. Choose another port with PORT or ADMIN_PORT.\n`,
    });
    await new Promise((resolve) => other.close(resolve));
    await elsewhere.remove();
  });
});

describe.runIf(process.env.DATABASE_URL === undefined)('the owner of a data folder', () => {
  it('is one: a second program fails and names the first', async () => {
    expect(await runGenkan(data, ['start'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `The data folder ${data.dataFolder} is in use by process ${program.pid}.\n`,
    });
    expect(await get(`${program.url}/readyz`)).toBe(200);
  });

  it('keeps what is private to its user, and opens no TCP port but its two', async () => {
    const mode = (name: string) => statSync(join(data.dataFolder, name)).mode & 0o777;
    expect(mode('.')).toBe(0o700);
    for (const name of ['genkan.sock', 'genkan.pid', 'secret'])
      expect([name, mode(name)]).toEqual([name, 0o600]);
    const ports = [program.url, program.adminUrl].map((url) => Number(new URL(url).port));
    expect(listTcpListeners(program.pid)).toEqual(ports.sort((left, right) => left - right));
  });
});

describe('genkan call', () => {
  it('answers beside a running program as that program does', async () => {
    const { code, stderr, result } = await call(
      'order_status',
      '{"orderId":"US-1004"}',
      '--as',
      'customer-us',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { stdout: token } = await runGenkan(data, ['token', '--as', 'customer-us']);
    const client = await connectMcp(program.url, { token: token.trim() });
    const { structuredContent } = await client.callTool({
      name: 'order_status',
      arguments: { orderId: 'US-1004' },
    });
    await client.close();
    expect(structuredContent).toMatchObject({ order: { id: 'US-1004', holdReason: 'AWAITING_RELEASE' } });
    expect(result.structuredContent).toEqual(structuredContent);
  });

  it('explains what is wrong with the call', async () => {
    expect(await call('no_such_tool')).toEqual({
      code: 1,
      stderr: 'There is no tool "no_such_tool" for this caller.\n',
      result: undefined,
    });
    expect(await call('order_status', '{', '--as', 'customer-us')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The arguments are not JSON'),
    });
    expect(await call('order_status')).toMatchObject({
      result: { isError: true, content: [{ text: expect.stringContaining('UNAUTHENTICATED') }] },
    });
  });
});

describe('the end', () => {
  const cancel = { orderId: 'US-1005', idempotencyKey: 'before-the-end' };

  it('80, 83: by SIGKILL keeps what was done; the next start takes the folder over', async () => {
    const preview = await call('cancel_eligibility', '{"orderId":"US-1005"}', '--as', 'customer-us');
    const { confirmationToken } = preview.result.structuredContent.cancelOrderPreview;
    const done = await call(
      'cancel_order',
      JSON.stringify({ ...cancel, confirmationToken }),
      '--as',
      'customer-us',
    );
    expect(done.result.structuredContent.cancelOrder.order).toEqual({ id: 'US-1005', status: 'CANCELLED' });
    await program.end('SIGKILL');

    program = await startGenkan(data);
    const again = await call(
      'cancel_order',
      JSON.stringify({ ...cancel, confirmationToken }),
      '--as',
      'customer-us',
    );
    expect(again.result.structuredContent.cancelOrder).toEqual({
      order: { id: 'US-1005', status: 'CANCELLED' },
      userErrors: [],
      replayed: true,
    });
  });

  it('83: by SIGTERM finishes what is under way, is unready meanwhile, and exits with 0', async () => {
    const pending = await openPendingRequest(program.url, '/graphql', '{"query":"{ __typename }"}');
    const ended = program.end('SIGTERM');
    await waitUntilRefused(program.url);
    const [answer, readiness] = await pending.finish('/readyz');
    expect(answer).toMatchObject({
      status: 200,
      text: expect.stringContaining('{"data":{"__typename":"Query"}}'),
    });
    expect(readiness).toMatchObject({ status: 503 });
    expect(await ended).toBe(0);
  });

  it('leaves a folder that a command opens on its own, with the same answers', async () => {
    const { code, stderr, result } = await call(
      'order_status',
      '{"orderId":"US-1005"}',
      '--as',
      'customer-us',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(result.structuredContent.order).toMatchObject({
      id: 'US-1005',
      status: 'CANCELLED',
      packages: [],
    });
  });
});
