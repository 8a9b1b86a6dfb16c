import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
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
    ['a status of refusal', TEXT, { 'content-type': 'application/json' }, 401, 'REQUEST_REFUSED'],
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
