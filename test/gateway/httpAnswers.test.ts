import { brotliCompressSync, deflateSync, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
  const source = createHttpSource({ url: `${server.url}/graphql?v=1`, maxBytes: 100_000, ...options });
  opened.push(source);
  return source;
}

/** What a source makes of an answer with that body. */
function fetchBody(body: string | Buffer, headers: Record<string, string> = {}, status = 200) {
  server.answer = (request, response) => {
    request.resume().on('end', () => response.writeHead(status, headers).end(body));
  };
  return open().fetch(QUERY, createCall());
}

const ANSWER = { data: { up: 'é'.repeat(1_000) } };
const TEXT = JSON.stringify(ANSWER);

describe('an answer over HTTP', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
    ['GZIP', gzipSync],
  ])('may be compressed with %s', async (encoding, compress) => {
    expect(await fetchBody(compress(TEXT), { 'content-encoding': encoding })).toEqual(ANSWER);
  });

  it('is asked for in all those encodings', async () => {
    const asked: unknown[] = [];
    server.answer = (request, response) => {
      asked.push(request.headers['accept-encoding'], request.headers.accept, request.url);
      sendJson(response, ANSWER);
    };
    await open().fetch(QUERY, createCall());
    expect(asked).toEqual([
      'gzip, br, zstd, deflate',
      'application/graphql-response+json, application/json;q=0.9',
      '/graphql?v=1',
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['zstd', zstdCompressSync],
  ])('attack 73: may not grow beyond the cap by %s', async (encoding, compress) => {
    const bomb = compress(JSON.stringify({ data: { up: 'x'.repeat(50_000_000) } }));
    expect(bomb.length).toBeLessThan(60_000);
    await expect(fetchBody(bomb, { 'content-encoding': encoding })).rejects.toMatchObject({
      code: 'ANSWER_TOO_LARGE',
    });
  });

  it('attack 73: is refused by its declared length alone', async () => {
    server.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100001' }).flushHeaders();
    };
    await expect(open().fetch(QUERY, createCall())).rejects.toMatchObject({ code: 'ANSWER_TOO_LARGE' });
  });

  it.each([
    ['an encoding nobody asked for', TEXT, { 'content-encoding': 'compress' }, 200, 'UNKNOWN_ENCODING'],
    ['an encoding named __proto__', TEXT, { 'content-encoding': '__proto__' }, 200, 'UNKNOWN_ENCODING'],
    ['what is not what its encoding says', TEXT, { 'content-encoding': 'gzip' }, 200, 'NOT_DECODABLE'],
    [
      'half of its compressed body',
      gzipSync(TEXT).subarray(0, 20),
      { 'content-encoding': 'gzip' },
      200,
      'NOT_DECODABLE',
    ],
    ['a page', '<h1>canary</h1>', { 'content-type': 'text/html' }, 200, 'NOT_JSON'],
    ['a status of failure', TEXT, { 'content-type': 'application/json' }, 500, 'HTTP_STATUS'],
    ['a status of refusal', TEXT, { 'content-type': 'application/json' }, 401, 'HTTP_STATUS'],
    ['a redirect that claims to be an answer', TEXT, { location: '/elsewhere' }, 307, 'HTTP_STATUS'],
    ['a list', '[]', {}, 200, 'NOT_GRAPHQL'],
    ['an object that is no answer', '{"message":"canary"}', {}, 200, 'NOT_GRAPHQL'],
    [
      'JSON after a failure',
      '"canary"',
      { 'content-type': 'application/graphql-response+json' },
      500,
      'NOT_GRAPHQL',
    ],
  ])('attack 72: is refused if it is %s, without its words', async (_name, body, headers, status, code) => {
    const error: unknown = await fetchBody(body, headers as Record<string, string>, status).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'SubgraphFailure', code });
    expect(String(error)).not.toContain('canary');
  });

  it.each([400, 422, 500, 503])(
    'counts with status %i if it has the media type of GraphQL',
    async (status) => {
      const answer = { errors: [{ message: 'no' }] };
      const type = 'application/graphql-response+json; charset=utf-8';
      expect(await fetchBody(JSON.stringify(answer), { 'content-type': type }, status)).toEqual(answer);
    },
  );

  it('is no answer if it nests deeper than anybody may walk', async () => {
    const nest = (open: string, close: string, levels: number) =>
      `{"data":{"up":${open.repeat(levels)}null${close.repeat(levels)}}}`;
    for (const text of [
      nest('[', ']', 40_000),
      nest('{"a":', '}', 15_000),
      nest('[0,{"a":', '},1]', 5_000),
    ]) {
      await expect(fetchBody(text)).rejects.toMatchObject({ code: 'ANSWER_TOO_DEEP' });
    }
    await expect(fetchBody('['.repeat(99_999))).rejects.toMatchObject({ code: 'NOT_JSON' });
    await expect(fetchBody(nest('[', ']', 900))).resolves.toBeDefined();
  });

  it('attack 24: keeps __proto__ as a name', async () => {
    const answer = await fetchBody(
      '{"data":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
    );
    expect(Object.hasOwn(answer.data as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('a request over HTTP', () => {
  /** The bodies and headers that the server gets for these fetches. */
  async function record(
    options: Partial<HttpSourceOptions>,
    fetches: readonly (readonly [string, object, (string | undefined)?])[],
  ) {
    const seen: { body: unknown; headers: Record<string, unknown>; bytes: number }[] = [];
    server.answer = async (request, response) => {
      const raw = Buffer.concat(await request.toArray());
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
      seen.push({ body: JSON.parse(String(text)), headers: request.headers, bytes: raw.byteLength });
      sendJson(response, ANSWER);
    };
    const source = open(options);
    for (const [document, variables, traceparent] of fetches) {
      const call = createCall(traceparent === undefined ? {} : { traceparent });
      await source.fetch({ document, kind: 'query', variables: { ...variables } }, call);
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
    expect(() => open({ headers: { Authorization: 'x' }, sign: async () => 'token' })).toThrow(TypeError);
  });

  it.each(['ftp://127.0.0.1/graphql', 'http://user:secret@127.0.0.1/', 'nowhere'])(
    'cannot go to %s',
    (url) => {
      expect(() => open({ url })).toThrow(TypeError);
    },
  );

  it('goes on with the trace of its call, under a span of its own', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const parentId = 'b7ad6b7169203331';
    const seen = await record({}, [
      ['{ up }', {}, `00-${traceId}-${parentId}-00`],
      ['{ up }', {}, `00-${traceId}-${parentId}-01`],
      ['{ up }', {}, `cc-${traceId}-${parentId}-01-what-comes-later`],
    ]);
    const parts = seen.map(({ headers }) => String(headers.traceparent).split('-'));
    expect(parts.map(([version, id, , flags]) => [version, id, flags])).toEqual([
      ['00', traceId, '00'],
      ['00', traceId, '01'],
      ['00', traceId, '01'],
    ]);
    const spans = parts.map(([, , span]) => span ?? '');
    expect(new Set([...spans, parentId]).size).toBe(4);
    for (const span of spans) expect(span).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    undefined,
    '',
    'x\r\nx-forged: 1',
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
    'ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    '00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01',
  ])('begins a trace where its call has none: %j', async (traceparent) => {
    const [seen] = await record({}, [['{ up }', {}, traceparent]]);
    expect(seen?.headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    expect(seen?.headers.traceparent).not.toContain('0af7651916cd43dd8448eb211c80319c');
    expect(seen?.headers).not.toHaveProperty('x-forged');
  });
});
