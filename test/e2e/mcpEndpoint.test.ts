import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../harness/httpRequest.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';

let program: TestProgram;
let authorization: string;
beforeAll(async () => {
  program = await startTestProgram();
  authorization = `Bearer ${await program.signIn('customer-us')}`;
});
afterAll(() => program.stop());

const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const post = (body: string, headers: Record<string, string> = {}) =>
  sendHttp(`${program.url}/mcp`, { headers: { ...json, ...headers }, body });

describe('45: a message that is none', () => {
  it('is a parse error when it is no JSON', async () => {
    for (const body of ['', '{', 'null}', '{"jsonrpc":"2.0",']) {
      const { status, text } = await post(body);
      expect({ status, body: JSON.parse(text) }).toEqual({
        status: 400,
        body: { jsonrpc: '2.0', id: null, error: { code: -32700, message: expect.any(String) } },
      });
    }
  });

  it('is -32601 when nobody knows its method', async () => {
    const { message } = await sendMcp(program.url, { jsonrpc: '2.0', id: 7, method: 'no/such' });
    expect(message).toEqual({ jsonrpc: '2.0', id: 7, error: { code: -32601, message: 'Method not found' } });
  });

  it('is 400 when it names a protocol version that nobody speaks', async () => {
    const { status } = await sendMcp(program.url, callMessage('upcoming_releases'), {
      'mcp-protocol-version': '2099-01-01',
    });
    expect(status).toBe(400);
  });
});

describe('a request that is not answered', () => {
  it('46: is 413 above 4 MiB, before its body is read', async () => {
    const { status, text } = await sendHttp(`${program.url}/mcp`, {
      headers: { ...json, 'content-length': String(4 * 1024 * 1024 + 1) },
    });
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 413,
      body: { errors: [{ message: expect.any(String), extensions: { code: 'PAYLOAD_TOO_LARGE' } }] },
    });
  });

  it('47: is 415 with another content type', async () => {
    const message = JSON.stringify(callMessage('order_status'));
    expect(await post(message, { authorization, 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
    });
  });

  it('48: is 400 as a batch', async () => {
    const { status, message } = await sendMcp(program.url, [callMessage('upcoming_releases')]);
    expect({ status, message }).toEqual({
      status: 400,
      message: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Batches are not served.' } },
    });
  });

  it.each([
    ['Host', { host: 'attacker.example' }],
    ['Host with our port', { host: 'attacker.example:4000' }],
    ['Origin', { origin: 'https://attacker.example' }],
    ['Origin of a local file or sandboxed frame', { origin: 'null' }],
    ['Origin that only begins like ours', { origin: 'http://localhost.attacker.example' }],
  ])('49: is 403 from a foreign %s, at /mcp and /graphql', async (_what, headers) => {
    const refused = { error: 'This host or origin is not served.' };
    const overMcp = await sendMcp(program.url, callMessage('upcoming_releases'), headers);
    expect({ status: overMcp.status, message: overMcp.message }).toEqual({ status: 403, message: refused });
    const overGraphql = await sendHttp(`${program.url}/graphql`, {
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"query":"{ __typename }"}',
    });
    expect({ status: overGraphql.status, body: JSON.parse(overGraphql.text) }).toEqual({
      status: 403,
      body: refused,
    });
  });

  it('is 405 unless it is a POST: there are no sessions to listen to or to end', async () => {
    for (const method of ['GET', 'DELETE']) {
      const { status, headers } = await sendHttp(`${program.url}/mcp`, {
        method,
        headers: { accept: 'text/event-stream' },
      });
      expect({ method, status, allow: headers.allow }).toEqual({ method, status: 405, allow: 'POST' });
    }
  });
});

describe('50: an injected session id', () => {
  it('changes nothing, and none is ever given', async () => {
    const call = callMessage('order_status', { orderId: 'US-1001' });
    const plain = await sendMcp(program.url, call, { authorization });
    const injected = await sendMcp(program.url, call, { authorization, 'mcp-session-id': 'of-another' });
    expect(injected.message).toEqual(plain.message);
    expect(injected.headers).not.toHaveProperty('mcp-session-id');
    // Nor does it lend anybody else's authority.
    const anonymous = await sendMcp(program.url, call, { 'mcp-session-id': 'of-another' });
    expect(anonymous.status).toBe(401);
  });
});

describe('arguments that do not fit', () => {
  it.each([
    [{}, '"query" is required.'],
    [{ query: 5 }, '"query" must be string, got 5.'],
    [{ query: 'x', frist: 1 }, '"frist" is not an argument of this tool.'],
    [{ query: 'x', first: 21 }, '"first" must be an integer from 1 to 20, got 21.'],
    [{ query: 'x', first: '5' }, '"first" must be an integer from 1 to 20, got "5".'],
  ])('%j: the error names argument, rule and value, and nothing runs', async (args, message) => {
    program.statements.length = 0;
    const { message: answer } = await sendMcp(program.url, callMessage('search_catalog', args));
    expect(answer).toMatchObject({
      result: {
        isError: true,
        content: [{ type: 'text', text: JSON.stringify({ error: { code: 'INVALID_ARGUMENTS', message } }) }],
      },
    });
    expect(program.statements).toEqual([]);
  });
});
