import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHttpSource } from '../../gateway/execution/httpSource.ts';
import { openObservatory, signIn } from '../secondGraph/observatory.ts';
import { sendJson, startTestServer, type TestServer } from './testServer.ts';

const CANARY = 'canary: password = 7';
const TEXT = '{ telescope(id: "t1") { name } target(name: "Vega") { ... on Star { name } } }';

const graph = openObservatory({ fetchTimeoutMs: 2_000, deadlineMs: 4_000 });
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());
afterEach(() => {
  graph.reset();
  server.requests.length = 0;
});

/** Sends the fetches of one subgraph to the test server, and gives the answer to a query of two subgraphs. */
async function runOver(answer: (response: ServerResponse) => void, maxBytes = 10_000) {
  server.answer = (request, response) => {
    request.resume().on('end', () => answer(response));
  };
  const source = createHttpSource({ url: `${server.url}/graphql`, sign: () => 'signed', maxBytes });
  graph.replace('observations', source.fetch);
  return graph.run(TEXT);
}

const PARTIAL = { telescope: { name: 'Antu' }, target: null };

describe('a subgraph over HTTP', () => {
  it('is posted document and variables, with a token for this call', async () => {
    const bodies: unknown[] = [];
    server.answer = async (request, response) => {
      const body: unknown = JSON.parse((await request.toArray()).join(''));
      bodies.push(request.headers.authorization, request.headers['content-type'], body);
      sendJson(response, { data: { target: { __typename: 'Star', name: 'Vega' } } });
    };
    const signed: unknown[] = [];
    const source = createHttpSource({
      url: `${server.url}/graphql`,
      sign: ({ caller, requestId }) => {
        signed.push({ caller, requestId });
        return 'signed';
      },
    });
    graph.replace('observations', source.fetch);
    const { data } = await graph.run('query ($n: String!) { target(name: $n) { ... on Star { name } } }', {
      variables: { n: 'Vega' },
      caller: signIn('observer', 'observations:read'),
    });
    expect(data).toEqual({ target: { name: 'Vega' } });
    expect(bodies).toEqual([
      'Bearer signed',
      'application/json',
      { query: expect.stringContaining('target(name:$n)'), variables: { n: 'Vega' } },
    ]);
    expect(signed).toEqual([
      {
        caller: signIn('observer', 'observations:read'),
        requestId: 'test',
      },
    ]);
    expect(server.requests).toEqual(['POST /graphql']);
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      '500 with a GraphQL body',
      (response) => sendJson(response, { data: { target: null }, errors: [{ message: CANARY }] }, 500),
    ],
    [
      '502 with HTML',
      (response) => response.writeHead(502, { 'content-type': 'text/html' }).end(`<h1>${CANARY}</h1>`),
    ],
    [
      'HTML with 200',
      (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${CANARY}</h1>`),
    ],
    ['truncated JSON', (response) => response.writeHead(200).end(`{"data":{"target":{"name":"${CANARY}`)],
    ['an empty body', (response) => response.writeHead(200).end()],
    ['a connection reset', (response) => response.destroy()],
    [
      'a reset in the middle',
      (response) => {
        response
          .writeHead(200, { 'content-length': '1000' })
          .write(`{"data":"${CANARY}`, () => response.destroy());
      },
    ],
    ['a JSON text', (response) => sendJson(response, CANARY)],
    ['null', (response) => sendJson(response, null)],
  ])('attack 72: that answers %s is masked and leaves its siblings', async (_name, answer) => {
    const result = await runOver(answer);
    expect(result.data).toEqual(PARTIAL);
    expect(result.faults).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', path: ['target'] }]);
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  it.each([301, 302, 307, 308])('attack 72: that redirects with %i is not followed', async (status) => {
    const elsewhere = await startTestServer();
    elsewhere.answer = (_request, response) =>
      sendJson(response, { data: { target: { __typename: 'Star', name: 'stolen' } } });
    const { data, faults } = await runOver((response) =>
      response.writeHead(status, { location: elsewhere.url }).end(),
    );
    expect(data).toEqual(PARTIAL);
    expect(faults).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', path: ['target'] }]);
    expect(elsewhere.requests).toEqual([]);
    await elsewhere.close();
  });

  it('attack 73: that answers more than the cap is cut off', async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { data, faults } = await runOver((response) => {
      response.once('close', resolve);
      response.writeHead(200);
      const write = () => {
        if (!response.destroyed && response.write('x'.repeat(4_000))) setImmediate(write);
      };
      response.on('drain', write);
      write();
    });
    expect(data).toEqual(PARTIAL);
    expect(faults).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', path: ['target'] }]);
    await closed;
  });

  it('attack 73: compression does not lift the cap', async () => {
    const bomb = gzipSync(`{"data":{"target":null},"extensions":"${'x'.repeat(1_000_000)}"}`);
    expect(bomb.length).toBeLessThan(10_000);
    const { faults } = await runOver((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    expect(faults).toEqual([{ code: 'SUBGRAPH_UNAVAILABLE', path: ['target'] }]);
  });

  it('attack 73: an answer up to the cap is taken', async () => {
    const body = JSON.stringify({ data: { target: { __typename: 'Star', name: 'é'.repeat(100) } } });
    const answer = (response: ServerResponse) => response.writeHead(200).end(body);
    expect((await runOver(answer, Buffer.byteLength(body))).data).toMatchObject({
      target: { name: 'é'.repeat(100) },
    });
    expect((await runOver(answer, Buffer.byteLength(body) - 1)).data).toEqual(PARTIAL);
  });

  it('attack 71: that does not answer is given up, and its connection closed', async () => {
    const hasty = openObservatory({ fetchTimeoutMs: 1_000 });
    const { promise: asked, resolve } = Promise.withResolvers<ServerResponse>();
    server.answer = (_request, response) => resolve(response);
    hasty.replace('observations', createHttpSource({ url: server.url, sign: () => 'signed' }).fetch);
    const running = hasty.run(TEXT);
    const response = await asked;
    const closed = once(response, 'close');
    const { data, faults } = await running;
    expect(data).toEqual(PARTIAL);
    expect(faults).toEqual([{ code: 'SUBGRAPH_TIMEOUT', path: ['target'] }]);
    await closed;
  });

  it('attack 70: whose address nobody answers at is masked', async () => {
    const gone = await startTestServer();
    await gone.close();
    graph.replace('observations', createHttpSource({ url: gone.url, sign: () => 'signed' }).fetch);
    const result = await graph.run(TEXT);
    expect(result).toMatchObject({
      data: PARTIAL,
      faults: [{ code: 'SUBGRAPH_UNAVAILABLE', path: ['target'] }],
    });
    expect(JSON.stringify(result)).not.toContain('127.0.0.1');
  });
});
