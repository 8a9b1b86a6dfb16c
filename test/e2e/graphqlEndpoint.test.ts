import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EditionByIsbnDocument, OrderStatusDocument } from '../../operations/operations.generated.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';

const TITLE_BODY = 'query TitleOf($id: ID!) { edition(id: $id) { title } }';
const TITLE_ID = createHash('sha256').update(TITLE_BODY).digest('hex');

let folder: string;
let program: TestProgram;
let url: string;
let authorization: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-manifest-'));
  const manifest = join(folder, 'manifest.json');
  writeFileSync(
    manifest,
    JSON.stringify({
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: TITLE_ID, name: 'TitleOf', type: 'query', body: TITLE_BODY }],
    }),
  );
  program = await startTestProgram({ GENKAN_MANIFESTS: manifest });
  url = `${program.url}/graphql`;
  authorization = `Bearer ${await program.signIn('customer-us')}`;
});
afterAll(async () => {
  await program.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  program.statements.length = 0;
});

const byId = (sha256Hash: string, variables = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
  variables,
});
const json = { 'content-type': 'application/json' };

describe('a registered operation', () => {
  it('is called by its id', async () => {
    const { status, text } = await sendJson(url, byId(EditionByIsbnDocument.id, { isbn13: '9780306406157' }));
    expect({ status, body: JSON.parse(text) }).toEqual({ status: 200, body: { data: { edition: null } } });
  });

  it('gives over GraphQL the data that its tool gives, nulls kept', async () => {
    const { text } = await sendJson(url, byId(OrderStatusDocument.id, { orderId: 'US-1004' }), {
      authorization,
    });
    expect(JSON.parse(text)).toEqual({
      data: {
        order: {
          id: 'US-1004',
          placedAt: '2026-11-21T12:00:00.000Z',
          status: 'ON_HOLD',
          holdReason: 'AWAITING_RELEASE',
          estimatedDelivery: null,
          lines: [
            {
              quantity: 1,
              edition: { title: "Frieren: Beyond Journey's End, Vol. 14", format: 'PAPERBACK' },
            },
          ],
          packages: [],
        },
      },
    });
  });

  it("of a front end's own manifest is called by its id, and is no tool", async () => {
    const { status, text } = await sendJson(url, byId(TITLE_ID, { id: 'yotsuba-1-paperback' }));
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 200,
      body: { data: { edition: { title: 'Yotsuba&!, Vol. 1' } } },
    });
    const { message } = await sendMcp(program.url, { jsonrpc: '2.0', id: 1, method: 'tools/list' });
    expect(JSON.stringify(message)).not.toContain('title_of');
    const called = await sendMcp(program.url, callMessage('title_of', { id: 'yotsuba-1-paperback' }));
    expect(called.message).toMatchObject({ error: { code: -32602 } });
  });

  it('keeps the program from starting when its manifest is none, and says which', async () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"format":"another"}');
    await expect(startTestProgram({ GENKAN_MANIFESTS: broken })).rejects.toThrow(
      `GENKAN_MANIFESTS, ${broken}: Not an "apollo-persisted-query-manifest" of version 1.`,
    );
    await expect(startTestProgram({ GENKAN_MANIFESTS: join(folder, 'none.json') })).rejects.toThrow(
      'GENKAN_MANIFESTS',
    );
  });

  it('21: is refused with another text, and nobody registers one by asking', async () => {
    const query = '{ edition(id: "yotsuba-1-paperback") { title } }';
    const mismatch = await sendJson(url, { query, ...byId(OrderStatusDocument.id) }, { authorization });
    expect(mismatch.status).toBe(400);
    expect(JSON.parse(mismatch.text)).toEqual({
      errors: [
        {
          message: 'The id is not the sha256 of the text.',
          extensions: { code: 'PERSISTED_QUERY_MISMATCH' },
        },
      ],
    });

    const id = createHash('sha256').update(query).digest('hex');
    const refused = { errors: [{ extensions: { code: 'OPERATION_NOT_REGISTERED' } }] };
    expect(JSON.parse((await sendJson(url, byId(id))).text)).toMatchObject(refused);
    await sendJson(url, { query, ...byId(id) });
    expect(JSON.parse((await sendJson(url, byId(id))).text)).toMatchObject(refused);
  });
});

describe('a request that is not answered', () => {
  it('7: is 400 as a batch', async () => {
    const { status, text } = await sendJson(url, [{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
    });
  });

  it.each(['utf-16', 'x-exotic'])('23: is 415 in charset %s', async (charset) => {
    const { status, text } = await sendHttp(url, {
      headers: { 'content-type': `application/json; charset=${charset}` },
      body: JSON.stringify({ query: '{ __typename }' }),
    });
    expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });

  it('18: is 405 when it would change something by GET', async () => {
    const mutation =
      'mutation { cancelOrder(orderId: "US-1005", confirmationToken: "x", idempotencyKey: "x") { replayed } }';
    const { status, headers } = await sendHttp(`${url}?query=${encodeURIComponent(mutation)}`, {
      method: 'GET',
      headers: { authorization, 'apollo-require-preflight': '1' },
    });
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'POST' });
    expect(program.statements).toEqual([]);
  });

  it.each(['Wrong', ''])(
    '18, 27: is refused when it names operation "%s", which is not there',
    async (name) => {
      const query =
        'mutation M { cancelOrder(orderId: "US-1005", confirmationToken: "x", idempotencyKey: "x") { replayed } }';
      const byGet = await sendHttp(`${url}?query=${encodeURIComponent(query)}&operationName=${name}`, {
        method: 'GET',
        headers: { authorization, 'apollo-require-preflight': '1' },
      });
      const byPost = await sendJson(url, { query, operationName: name }, { authorization });
      for (const { status, text } of [byGet, byPost]) {
        expect([400, 405]).toContain(status);
        expect(JSON.parse(text)).not.toHaveProperty('data');
      }
      expect(program.statements).toEqual([]);
    },
  );

  it.each([
    ['tokens', `{ ${'a '.repeat(50_000)} }`],
    ['brackets', `{ edition(id: ${'['.repeat(2_000)}) { id } }`],
    ['levels', `${'{ a '.repeat(2_000)}${'}'.repeat(2_000)}`],
  ])('1, 4: is 400 when it holds too many %s, in a few words', async (_what, query) => {
    const { status, text } = await sendJson(url, { query });
    expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
      status: 400,
      code: 'OPERATION_TOO_COMPLEX',
    });
    expect(text.length).toBeLessThan(300);
  });

  it('19: is refused when a page elsewhere could send it without preflight', async () => {
    const query = '{ edition(id: "yotsuba-1-paperback") { title } }';
    const plain = await sendHttp(url, {
      headers: { 'content-type': 'text/plain', authorization },
      body: JSON.stringify({ query }),
    });
    const byGet = await sendHttp(`${url}?query=${encodeURIComponent(query)}`, { method: 'GET' });
    expect([plain.status, byGet.status]).toEqual([400, 400]);
    expect(program.statements).toEqual([]);
  });

  it.each([
    ['multipart/form-data; boundary=x', '--x\r\n\r\n--x--'],
    ['application/x-www-form-urlencoded', 'query=%7B__typename%7D'],
  ])('20: is 415 as %s', async (type, body) => {
    const { status, text } = await sendHttp(url, { headers: { 'content-type': type }, body });
    expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });

  it.each([
    ['cut short', '{"query":'],
    ['empty', ''],
    ['a prototype', '{"__proto__":{"query":"{ __typename }"}}'],
  ])('22: is 400 in JSON without a stack when its JSON is %s', async (_what, body) => {
    const { status, text } = await sendHttp(url, { headers: json, body });
    expect({ status, body: JSON.parse(text) }).toEqual({
      status: 400,
      body: { errors: [{ message: 'The request cannot be read.', extensions: { code: 'BAD_REQUEST' } }] },
    });
  });

  it('10: is 413 above its cap, before its body is read', async () => {
    const { status, text } = await sendHttp(url, {
      headers: { ...json, 'content-length': String(1024 * 1024 + 1) },
    });
    expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
    });
  });

  it.each(['{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'])(
    '15: is 400 when it asks as a gateway asks a subgraph: %s',
    async (query) => {
      const { status, text } = await sendJson(url, { query });
      expect({ status, code: JSON.parse(text).errors[0].extensions.code }).toEqual({
        status: 400,
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
    },
  );
});

describe('in development', () => {
  it('shows browsers a page with a header that signs them in', async () => {
    const { status, headers, text } = await sendHttp(url, {
      method: 'GET',
      headers: { accept: 'text/html' },
    });
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/html' });
    const header = /"sharedHeaders":\{"authorization":"([^"]+)"\}/.exec(text)?.[1] ?? '';
    const answer = await sendJson(url, { query: '{ order { id } }' }, { authorization: header });
    expect(JSON.parse(answer.text)).toEqual({ data: { order: { id: 'US-1005' } } });
  });

  it('answers ad-hoc text and introspection', async () => {
    const { text } = await sendJson(url, {
      query: '{ __schema { queryType { name } } edition(id: "yotsuba-1-paperback") { format } }',
    });
    expect(JSON.parse(text)).toEqual({
      data: { __schema: { queryType: { name: 'Query' } }, edition: { format: 'PAPERBACK' } },
    });
  });
});
