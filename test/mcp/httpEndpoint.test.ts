import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Caller } from '../../gateway/authentication/caller.ts';
import type { SubgraphAnswer } from '../../gateway/execution/dataSource.ts';
import { createMcpEndpoint } from '../../mcp/httpEndpoint.ts';
import { signIn } from '../secondGraph/observatory.ts';
import { openObservatoryTools } from './observatoryTools.ts';

const tools = openObservatoryTools();
const { graph, internalErrors } = tools;
const endpoint = createMcpEndpoint(tools.server, ({ code, scopes }) =>
  Response.json({ code, scopes }, { status: code === 'UNAUTHENTICATED' ? 401 : 403 }),
);
afterAll(() => endpoint.close());
afterEach(() => {
  graph.reset();
  internalErrors.length = 0;
});

const reader = signIn('observer', 'observations:read');
const visitor = signIn('visitor');

interface SendOptions {
  readonly caller?: Caller;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly signal?: AbortSignal;
}

/** Sends one body as a client of protocol 2025-11-25 does, and reads the one message of the answer. */
async function send(
  body: string,
  { caller = ANONYMOUS, headers = {}, method = 'POST', signal }: SendOptions = {},
) {
  const response = await endpoint.handle({
    method,
    url: 'http://127.0.0.1:4000/mcp',
    headers: new Headers({
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
      ...headers,
    }),
    body,
    caller,
    signal: signal ?? new AbortController().signal,
  });
  const text = await response.text();
  const [, data = text] = /^data: (.*)$/m.exec(text) ?? [];
  const message: unknown = data === '' ? undefined : JSON.parse(data);
  return { status: response.status, message };
}

const request = (method: string, params: object = {}, id: number | string = 1) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

const call = (name: string, args: unknown = {}, id: number | string = 1) =>
  request('tools/call', { name, arguments: args }, id);

describe('a message', () => {
  it('calls a tool', async () => {
    expect(await send(call('find_telescopes', { first: 1 }))).toEqual({
      status: 200,
      message: {
        jsonrpc: '2.0',
        id: 1,
        result: expect.objectContaining({
          structuredContent: {
            telescopes: [{ id: 't1', name: 'Antu', hoursBooked: 2, mirrorGrid: [[1, 2], [3], []] }],
          },
        }),
      },
    });
  });

  it.each(['{', '', 'nonsense', '{"jsonrpc":"2.0",', '[{', '\u0000'])(
    'attack 45: that is no JSON is -32700: %j',
    async (body) => {
      expect(await send(body)).toEqual({
        status: 400,
        message: {
          jsonrpc: '2.0',
          id: null,
          error: { code: -32700, message: 'The body is not valid JSON.' },
        },
      });
    },
  );

  it.each(['tools/list2', 'resources/list', 'prompts/get', '__proto__', 'constructor'])(
    'attack 45: of an unknown method is -32601: %s',
    async (method) => {
      expect((await send(request(method))).message).toMatchObject({ id: 1, error: { code: -32601 } });
    },
  );

  it.each<unknown>([
    null,
    7,
    'text',
    {},
    { jsonrpc: '1.0', id: 1, method: 'tools/list' },
    { jsonrpc: '2.0', id: {}, method: 'x' },
  ])('attack 45: that is no JSON-RPC request is an error: %j', async (body) => {
    const { status, message } = await send(JSON.stringify(body));
    expect(status).toBe(400);
    expect(message).toHaveProperty('error');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
  ])('attack 47: of content type %s is 415', async (type) => {
    const { status } = await send(call('find_telescopes'), { headers: { 'content-type': type } });
    expect(status).toBe(415);
    expect(graph.fetches).toEqual([]);
  });

  it.each([
    [[]],
    [[JSON.parse(call('find_telescopes'))]],
    [Array(1_000).fill(JSON.parse(call('embargoed')))],
  ])('attack 48: in a batch is 400', async (batch) => {
    expect(await send(JSON.stringify(batch), { caller: reader })).toEqual({
      status: 400,
      message: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Batches are not served.' } },
    });
    expect(graph.fetches).toEqual([]);
  });

  it('attack 50: with a session id is answered as without', async () => {
    const { status, message } = await send(call('find_telescopes', { first: 1 }), {
      headers: { 'mcp-session-id': 'stolen' },
    });
    expect(status).toBe(200);
    expect(message).toHaveProperty('result.structuredContent.telescopes');
  });

  it('attack 46: with a million elements is refused before anything runs', async () => {
    const mounts = Array(1_000_000).fill(1);
    const { message } = await send(call('find_telescopes', { mounts }));
    expect(JSON.stringify(message)).toContain('must have at most 1000 entries, got 1000000.');
    expect(JSON.stringify(message).length).toBeLessThan(1_000);
    expect(graph.fetches).toEqual([]);
  });

  it('attack 46: nested very deep is refused, and the next is served', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = call('find_telescopes', { mounts: 0 }).replace('"mounts":0', `"mounts":${deep}`);
    const { message } = await send(body);
    expect(JSON.stringify(message).length).toBeLessThan(1_000);
    expect(graph.fetches).toEqual([]);
    expect((await send(call('find_telescopes'))).status).toBe(200);
  });

  it('attack 26: with a wrong argument is a tool error that names argument, rule and value', async () => {
    const { message } = await send(call('find_telescopes', { first: 51 }));
    expect(message).toMatchObject({
      result: {
        isError: true,
        content: [{ type: 'text', text: expect.stringContaining('an integer from 1 to 50, got 51.') }],
      },
    });
  });
});

describe('who is asked', () => {
  it('401 and 403 come before any answer begins', async () => {
    expect(await send(call('embargoed'))).toEqual({
      status: 401,
      message: { code: 'UNAUTHENTICATED', scopes: ['observations:read'] },
    });
    expect(await send(call('embargoed'), { caller: signIn('observer') })).toEqual({
      status: 403,
      message: { code: 'INSUFFICIENT_SCOPE', scopes: ['observations:read'] },
    });
    expect(graph.fetches).toEqual([]);
  });

  it('attack 56: a mutation names every scope of its operation', async () => {
    const args = { input: { telescopeId: 't1', target: 'Vega', startsAt: '2026-11-24T20:00:00Z' } };
    const { status, message } = await send(call('schedule_observation', args), {
      caller: signIn('observer', 'observations:write'),
    });
    expect(status).toBe(403);
    expect(message).toMatchObject({ scopes: ['observations:write', 'observations:read'] });
  });

  it('attack 58: a hidden tool is answered as an unknown one', async () => {
    const hidden = await send(call('embargoed'), { caller: visitor });
    const unknown = await send(call('embargoec'), { caller: visitor });
    expect(hidden.status).toBe(unknown.status);
    expect(JSON.stringify(hidden.message).replace('embargoed', '*')).toBe(
      JSON.stringify(unknown.message).replace('embargoec', '*'),
    );
    expect(graph.fetches).toEqual([]);
  });

  it("attack 58: the list is the caller's own", async () => {
    const list = async (caller: Caller) =>
      JSON.stringify((await send(request('tools/list'), { caller })).message);
    expect(await list(reader)).toContain('"embargoed"');
    expect(await list(ANONYMOUS)).toContain('"embargoed"');
    expect(await list(visitor)).not.toContain('embargoed');
    expect(await list(reader)).not.toContain('journal');
  });
});

describe('clients at the same time', () => {
  it('attack 62: with the same request id each get their own answer', async () => {
    const gates = new Map<unknown, (answer: SubgraphAnswer) => void>();
    const asked = Promise.withResolvers<void>();
    graph.replace('telescopes', ({ variables }) => {
      const { promise, resolve } = Promise.withResolvers<SubgraphAnswer>();
      gates.set(variables.id, resolve);
      if (gates.size === 2) asked.resolve();
      return promise;
    });
    const one = send(call('instrument_serial', { id: 'one' }, 7), {
      caller: signIn('engineer', 'instruments:service'),
    });
    const two = send(call('instrument_serial', { id: 'two' }, 7), {
      caller: signIn('engineer', 'instruments:service'),
    });
    await asked.promise;
    // The second is answered first.
    gates.get('two')?.({ data: { instrument: { __typename: 'Camera', serial: 'second' } } });
    expect((await two).message).toMatchObject({
      id: 7,
      result: { structuredContent: { instrument: { serial: 'second' } } },
    });
    gates.get('one')?.({ data: { instrument: { __typename: 'Camera', serial: 'first' } } });
    expect((await one).message).toMatchObject({
      id: 7,
      result: { structuredContent: { instrument: { serial: 'first' } } },
    });
  });

  it('attack 42: share no decision: each sees what it may', async () => {
    const [anonymous, signedIn] = await Promise.all([
      send(call('agenda', {}, 1)),
      send(call('agenda', {}, 1), { caller: reader }),
    ]);
    expect(JSON.stringify(anonymous.message)).not.toContain('thin clouds');
    expect(JSON.stringify(signedIn.message)).toContain('thin clouds');
    expect(JSON.stringify((await send(call('agenda'))).message)).not.toContain('thin clouds');
  });

  it("attack 63: a client that leaves aborts its read's fetches, and no other's", async () => {
    const leaving = new AbortController();
    const signals: AbortSignal[] = [];
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<SubgraphAnswer>();
    graph.replace('telescopes', (_request, { signal }) => {
      signals.push(signal);
      if (signals.length === 2) asked.resolve();
      return answered.promise;
    });
    const gone = send(call('find_telescopes'), { signal: leaving.signal }).catch(() => undefined);
    const staying = send(call('find_telescopes'));
    await asked.promise;
    leaving.abort();
    await expect.poll(() => signals.map(({ aborted }) => aborted).sort()).toEqual([false, true]);
    answered.resolve({ data: { telescopes: [] } });
    expect((await staying).message).toMatchObject({ result: { structuredContent: { telescopes: [] } } });
    await gone;
  });
});
