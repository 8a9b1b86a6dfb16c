import { gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../gateway/execution/dataSource.ts';
import { findTraceId } from '../../gateway/execution/http/traceparent.ts';
import { createHttpSource, type HttpSourceOptions } from '../../gateway/execution/httpSource.ts';
import { createCall, QUERY } from './subgraphCall.ts';
import { sendJson, startTestServer, type TestServer } from './testServer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((source) => source.close()));
});

function open(options: Partial<HttpSourceOptions> = {}) {
  const source = createHttpSource({ url: `${server.url}/graphql?v=1`, ...options });
  opened.push(source);
  return source;
}

describe('a request over HTTP', () => {
  /** The bodies and headers that the server gets for these fetches. */
  async function record(
    options: Partial<HttpSourceOptions>,
    fetches: readonly (readonly [string, object, Partial<Call>?])[],
  ) {
    const seen: { body: unknown; headers: Record<string, unknown>; bytes: number }[] = [];
    server.answer = async (request, response) => {
      const raw = Buffer.concat(await request.toArray());
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
      seen.push({ body: JSON.parse(String(text)), headers: request.headers, bytes: raw.byteLength });
      sendJson(response, { data: {} });
    };
    const source = open(options);
    for (const [document, variables, call] of fetches) {
      await source.fetch({ ...QUERY, document, variables: { ...variables } }, createCall(call));
    }
    return seen;
  }

  it('carries the document and the variables of this fetch', async () => {
    const document = 'query ($n: String!) { target(name: $n, comment: "\\"é\\u0000\\n") }';
    const seen = await record({}, [
      [document, { n: 'a"b' }],
      [document, { n: 'ü', list: [1, null] }],
      ['{ other }', {}],
    ]);
    expect(seen.map(({ body }) => body)).toEqual([
      { query: document, variables: { n: 'a"b' } },
      { query: document, variables: { n: 'ü', list: [1, null] } },
      { query: '{ other }', variables: {} },
    ]);
  });

  it('is compressed from a length on, where that is wanted', async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `id-${index}`);
    const seen = await record({ compressFromBytes: 1_000 }, [
      ['{ up }', { ids: [] }],
      ['{ up }', { ids }],
    ]);
    expect(seen.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'gzip']);
    expect(seen[1]?.body).toEqual({ query: '{ up }', variables: { ids } });
    expect(seen[1]?.bytes).toBeLessThan(5_000);
  });

  it('carries headers that are configured, and no token where none is signed', async () => {
    const [seen] = await record({ headers: { 'X-Team': 'dome', authorization: 'Basic x' } }, [
      ['{ up }', {}],
    ]);
    expect(seen?.headers).toMatchObject({ 'x-team': 'dome', authorization: 'Basic x' });
    const [plain] = await record({}, [['{ up }', {}]]);
    expect(plain?.headers).not.toHaveProperty('authorization');
  });

  it.each(['Content-Type', 'content-length', 'traceparent', 'Connection', 'transfer-encoding'])(
    'cannot be given another %s',
    (name) => {
      expect(() => open({ headers: { [name]: 'x' } })).toThrow(TypeError);
    },
  );

  it('cannot be given a second token', () => {
    expect(() => open({ headers: { Authorization: 'x' }, sign: () => 'token' })).toThrow(TypeError);
  });

  it.each(['ftp://127.0.0.1/graphql', 'http://user:secret@127.0.0.1/', 'nowhere'])(
    'cannot go to %s',
    (url) => {
      expect(() => open({ url })).toThrow(TypeError);
    },
  );

  /** The traceparent of a fetch for each of these calls, in its parts. */
  async function trace(...calls: Partial<Call>[]): Promise<{ id: string; span: string; rest: string }[]> {
    const seen = await record(
      {},
      calls.map((call) => ['{ up }', {}, call]),
    );
    return seen.map(({ headers }) => {
      const [version, id = '', span = '', flags] = String(headers.traceparent).split('-');
      return { id, span, rest: `${version} ${flags}` };
    });
  }

  const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
  const PARENT_ID = 'b7ad6b7169203331';

  it('goes on with the trace of its call, under a span of its own', async () => {
    const traces = await trace(
      { traceparent: `00-${TRACE_ID}-${PARENT_ID}-00` },
      { traceparent: `00-${TRACE_ID}-${PARENT_ID}-01` },
      { traceparent: `cc-${TRACE_ID}-${PARENT_ID}-01-what-comes-later` },
    );
    expect(traces.map(({ id, rest }) => [id, rest])).toEqual([
      [TRACE_ID, '00 00'],
      [TRACE_ID, '00 01'],
      [TRACE_ID, '00 01'],
    ]);
    expect(new Set([PARENT_ID, ...traces.map(({ span }) => span)]).size).toBe(4);
    for (const { span } of traces) expect(span).toMatch(/^[0-9a-f]{16}$/);
  });

  it('begins a trace where its call has none, the same for all requests of that call', async () => {
    const requestId = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';
    const [one, two, other] = await trace({ requestId }, { requestId }, { requestId: 'another call' });
    expect(one).toMatchObject({ id: requestId.replaceAll('-', ''), rest: '00 01' });
    expect(two?.id).toBe(one?.id);
    expect(two?.span).not.toBe(one?.span);
    expect(other?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(other?.id).not.toBe(one?.id);
    expect(findTraceId({ requestId })).toBe(one?.id);
  });

  it.each([
    '',
    'x\r\nx-forged: 1',
    `00-${'0'.repeat(32)}-${PARENT_ID}-01`,
    `00-${TRACE_ID}-${'0'.repeat(16)}-01`,
    `ff-${TRACE_ID}-${PARENT_ID}-01`,
    `00-${TRACE_ID.toUpperCase()}-${PARENT_ID}-01`,
  ])('does not go on with a trace that is none: %j', async (traceparent) => {
    const [traced] = await trace({ traceparent });
    expect(traced?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(traced?.id).not.toBe(TRACE_ID);
  });
});
