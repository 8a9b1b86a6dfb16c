import { once } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDevelopmentIssuer } from '../../gateway/authentication/developmentIssuer.ts';
import type { Call, SubgraphFetch } from '../../gateway/execution/dataSource.ts';
import { createHttpSource } from '../../gateway/execution/httpSource.ts';
import { createCallSigner } from '../../gateway/execution/signCall.ts';
import { createCallVerifier, parseGatewayKeys } from '../../subgraphs/callToken.ts';
import { SUBGRAPHS } from '../../subgraphs/registry.ts';
import { serveSubgraph } from '../../subgraphs/serveSubgraph.ts';
import { TEST_NOW } from '../harness/clock.ts';
import { openConnection } from '../harness/openConnection.ts';
import { openTestDatabase, type TestDatabase } from '../harness/testDatabase.ts';
import { generateGatewayKey, TEST_ENVIRONMENT } from '../harness/testEnvironment.ts';
import { createCall, QUERY as FETCH } from './subgraphCall.ts';

const QUERY = '{ me { id } }';
const WISH =
  'mutation ($editionId: ID! $key: String!) { addToWishlist(editionId: $editionId, idempotencyKey: $key) { replayed } }';
const OWNER: Call = createCall({
  caller: {
    kind: 'authenticated',
    context: 'customer',
    subject: 'customer-us',
    scopes: new Set(['profile:read']),
    claims: { customer_id: 'cust-us-1', marketplaces: ['US'] },
  },
  stated: { reason: 'asks' },
});

const key = generateGatewayKey();
/** The key that the gateway signs with later. */
const nextKey = generateGatewayKey();
let now = TEST_NOW;
const READ = { kind: 'query', document: QUERY, variables: {} } as const;
const signing = createCallSigner(key, () => now);
const signFor = (subgraph: string) => (call: Call) => signing(subgraph)(call, READ);

let database: TestDatabase;
let app: FastifyInstance;
let url: string;
beforeAll(async () => {
  database = await openTestDatabase();
  const verifyCall = createCallVerifier(parseGatewayKeys(key), () => TEST_NOW);
  const customers = SUBGRAPHS.customers({ ...TEST_ENVIRONMENT, database, verifyCall });
  app = serveSubgraph(customers, (error) => {
    throw error;
  });
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(() => {
  now = TEST_NOW;
  database.statements.length = 0;
});

async function post(token: string | undefined, query = QUERY, { headers = {}, ...extra }: Extra = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables: {}, ...extra }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

type Extra = { readonly headers?: Record<string, string>; readonly [name: string]: unknown };

/** A call token of the gateway's own key that differs from a right one in what is given. */
async function forge(payload: object = {}, header: object = {}, secret?: Uint8Array) {
  const jwk = JSON.parse(key) as JWK;
  const seconds = Math.floor(TEST_NOW.getTime() / 1_000);
  return new SignJWT({
    iss: 'urn:genkan:gateway',
    aud: 'urn:genkan:subgraph:customers',
    iat: seconds,
    exp: seconds + 30,
    call: { caller: { context: 'anonymous' }, requestId: 'test' },
    ...payload,
  })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'genkan-call+jwt', kid: jwk.kid ?? '', ...header })
    .sign(secret ?? (await importJWK(jwk, 'EdDSA')));
}

function toPublic(key: string): JWK {
  const { d: _private, ...jwk } = JSON.parse(key) as JWK;
  return jwk;
}

const REFUSED = {
  status: 401,
  body: { errors: [{ message: 'UNAUTHENTICATED', extensions: { code: 'UNAUTHENTICATED' } }] },
};

describe('a subgraph of its own process', () => {
  it('answers the gateway, and works for whom the gateway says', async () => {
    const source = createHttpSource({ url, sign: signing('customers') });
    expect(await source.fetch({ ...FETCH, document: QUERY }, OWNER)).toEqual({
      data: { me: { id: 'cust-us-1' } },
      extensions: { subjects: ['cust-us-1'] },
    });
    await source.close();
  });

  it('attack 17: takes the caller from the signature alone', async () => {
    const caller = { context: 'customer', subject: 'x', claims: { customer_id: 'cust-us-1' }, scopes: [] };
    const { body } = await post(await forge(), QUERY, {
      headers: { 'x-genkan-caller': JSON.stringify(caller), 'x-customer-id': 'cust-us-1' },
      caller,
      call: { caller },
      extensions: { caller },
    });
    expect(body).toEqual({ data: { me: null } });
  });

  it.each([
    QUERY,
    '{ _service { sdl } }',
    '{ _entities(representations: [{__typename: "Customer", id: "cust-us-1"}]) { __typename } }',
    '{ nothing }',
    '',
  ])('attack 16: refuses "%s" from outside, in the same words', async (query) => {
    expect(await post(undefined, query)).toEqual(REFUSED);
    expect(await post('e30.e30.', query)).toEqual(REFUSED);
    expect(database.statements).toEqual([]);
  });

  it.each([
    ['GET', '/graphql'],
    ['GET', '/graphql?query={me{id}}'],
    ['PUT', '/graphql'],
    ['OPTIONS', '/graphql'],
    ['GET', '/'],
    ['POST', '/metrics'],
  ])('attack 16: tells nobody from outside what %s %s does', async (method, path) => {
    const response = await fetch(new URL(path, url), { method });
    expect({ status: response.status, body: await response.json() }).toEqual(REFUSED);
  });

  it('refuses before it reads a body', async () => {
    const head = 'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n';
    const connection = await openConnection(url, head);
    const [answer] = await once(connection, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
    connection.destroy();
  });

  it('takes bodies up to its limit only, and no other than JSON', async () => {
    const sign = signFor('customers');
    expect((await post(sign(OWNER), `{ me { id } } #${'x'.repeat(5_000_000)}`)).status).toBe(413);
    expect((await post(sign(OWNER), QUERY, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect(await post(sign(OWNER), QUERY, { query: 1 })).toMatchObject({ status: 400 });
  });
});

describe('a call token', () => {
  it('is a JWT that jose verifies, and one that jose signs is taken', async () => {
    const { payload, protectedHeader } = await jwtVerify(
      signFor('customers')(OWNER),
      await importJWK(toPublic(key), 'EdDSA'),
      {
        issuer: 'urn:genkan:gateway',
        audience: 'urn:genkan:subgraph:customers',
        typ: 'genkan-call+jwt',
        algorithms: ['EdDSA'],
        maxTokenAge: '60s',
        currentDate: TEST_NOW,
      },
    );
    expect(protectedHeader.kid).toBe((JSON.parse(key) as JWK).kid);
    expect(payload.call).toEqual({
      caller: {
        context: 'customer',
        subject: 'customer-us',
        claims: { customer_id: 'cust-us-1', marketplaces: ['US'] },
        scopes: ['profile:read'],
      },
      stated: { reason: 'asks' },
      requestId: 'test',
    });
    expect((await post(await forge())).status).toBe(200);
  });

  it('serves all fetches of one call to one subgraph, and of no other call', () => {
    const sign = signFor('customers');
    expect(sign(OWNER)).toBe(sign(OWNER));
    expect(sign({ ...OWNER, requestId: 'other' })).not.toBe(sign(OWNER));
    expect(signFor('orders')(OWNER)).not.toBe(sign(OWNER));
  });

  it('serves one mutation alone, and reads as any other', async () => {
    const sign = signing('customers');
    const write = (editionId: string): SubgraphFetch => ({
      ...FETCH,
      kind: 'mutation',
      document: WISH,
      variables: { editionId, key: `wish-${editionId}` },
    });
    const send = ({ document, variables }: SubgraphFetch, token: string) =>
      post(token, document, { variables });
    const [one, other] = [write('yotsuba-1-paperback'), write('yotsuba-2-paperback')];
    database.statements.length = 0;
    for (const [fetch, token] of [
      [other, sign(OWNER, one)],
      [{ ...one, document: `${WISH} ` }, sign(OWNER, one)],
      [one, sign({ ...OWNER }, READ)],
      [one, await forge({ mutation: '' })],
      [one, await forge({ mutation: null })],
    ] as const) {
      expect(await send(fetch, token)).toEqual(REFUSED);
    }
    expect(database.statements).toEqual([]);
    expect(await send(one, sign(OWNER, one))).toMatchObject({
      body: { data: { addToWishlist: { replayed: false } } },
    });
    expect(await post(sign(OWNER, one))).toMatchObject({ body: { data: { me: { id: 'cust-us-1' } } } });
    const source = createHttpSource({ url, sign });
    expect(await source.fetch(other, OWNER)).toMatchObject({ data: { addToWishlist: { replayed: false } } });
    await source.close();
  });

  it('attack 57: is of no use at another subgraph', async () => {
    expect((await post(signFor('customers')(OWNER))).status).toBe(200);
    expect(await post(signFor('orders')(OWNER))).toEqual(REFUSED);
    const both = ['urn:genkan:subgraph:orders', 'urn:genkan:subgraph:customers'];
    expect(await post(await forge({ aud: both }))).toEqual(REFUSED);
  });

  it("attack 57: is no client's own token, though the same key signed it", async () => {
    const issuer = await createDevelopmentIssuer(key);
    const claims = { sub: 'ada', context: 'customer', call: { caller: { context: 'anonymous' } } };
    expect(await post(await issuer.sign(claims, 60, TEST_NOW))).toEqual(REFUSED);
  });

  it('81: ends after 30 seconds, give or take the 30 that clocks may differ by', async () => {
    const signAt = (seconds: number) => {
      now = new Date(TEST_NOW.getTime() + seconds * 1_000);
      return signFor('customers')({ ...OWNER });
    };
    expect((await post(signAt(-59))).status).toBe(200);
    expect(await post(signAt(-60))).toEqual(REFUSED);
    expect((await post(signAt(30))).status).toBe(200);
    expect(await post(signAt(31))).toEqual(REFUSED);
  });

  const seconds = Math.floor(TEST_NOW.getTime() / 1_000);
  it.each<[name: string, payload: object]>([
    ['of another issuer', { iss: 'urn:other' }],
    ['without an issuer', { iss: undefined }],
    ['without an audience', { aud: undefined }],
    ['for a subgraph of a longer name', { aud: 'urn:genkan:subgraph:customers2' }],
    ['without an end', { exp: undefined }],
    ['without a beginning', { iat: undefined }],
    ['with an end that is no number', { exp: '9999999999' }],
    ['that lives for more than a minute', { exp: seconds + 61 }],
    ['that tells of no call', { call: undefined }],
    ['of a caller that cannot be read', { call: { caller: { context: 'root' }, requestId: 'x' } }],
    ['of no caller', { call: { requestId: 'x' } }],
    ['without a request id', { call: { caller: { context: 'anonymous' } } }],
  ])('is refused %s', async (_name, payload) => {
    expect(await post(await forge(payload))).toEqual(REFUSED);
  });

  it.each<[name: string, header: object]>([
    ['another type', { typ: 'at+jwt' }],
    ['no type', { typ: undefined }],
    ['no key id', { kid: undefined }],
    ['an unknown key id', { kid: 'other' }],
    ['a key id that leads elsewhere', { kid: '../../key' }],
    ['a key of its own', { jwk: JSON.parse(key) }],
    ['an address of keys', { jku: 'http://127.0.0.1/keys' }],
    ['the standard name of its algorithm alone', { alg: 'Ed25519' }],
  ])('attack 52: is refused with %s', async (_name, header) => {
    expect(await post(await forge({}, header))).toEqual(REFUSED);
  });

  it('attack 52: is refused with no algorithm, with HMAC and the public key, and by another key', async () => {
    const { x = '' } = JSON.parse(key) as JWK;
    expect(await post(await forge({}, { alg: 'HS256' }, Buffer.from(x, 'base64url')))).toEqual(REFUSED);
    const [, payload = '', signature = ''] = (await forge()).split('.');
    const encode = (header: object) => Buffer.from(JSON.stringify(header)).toString('base64url');
    const none = encode({ alg: 'none', typ: 'genkan-call+jwt', kid: (JSON.parse(key) as JWK).kid });
    expect(await post(`${none}.${payload}.`)).toEqual(REFUSED);
    expect(await post(`${none}.${payload}.${signature}`)).toEqual(REFUSED);
    const { kid = '' } = JSON.parse(key) as JWK;
    const sign = createCallSigner(generateGatewayKey(kid), () => TEST_NOW);
    expect(await post(sign('customers')(OWNER, READ))).toEqual(REFUSED);
  });

  it('is refused once a letter of it is changed', async () => {
    const token = signFor('customers')(OWNER);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const change = (text: string) => `${text.slice(0, 9)}${text[9] === 'A' ? 'B' : 'A'}${text.slice(10)}`;
    for (const changed of [
      [change(header), payload, signature],
      [header, change(payload), signature],
      [header, payload, change(signature)],
      [header, payload],
      [header, payload, signature, signature],
    ]) {
      expect(await post(changed.join('.'))).toEqual(REFUSED);
    }
    expect((await post(token)).status).toBe(200);
  });
});

describe("a change of the gateway's key", () => {
  const verifierOf = (...jwks: string[]) =>
    createCallVerifier(parseGatewayKeys(JSON.stringify({ keys: jwks.map(toPublic) })), () => TEST_NOW);

  it('publishes the next, signs with it, and takes the old one away', () => {
    const before = signFor('customers')(OWNER);
    const after = createCallSigner(nextKey, () => TEST_NOW)('customers')(OWNER, READ);
    const refusal = expect.objectContaining({ name: 'InvalidCallToken' });
    for (const [verify, takes, refuses] of [
      [verifierOf(key), [before], [after]],
      [verifierOf(key, nextKey), [before, after], []],
      [verifierOf(nextKey), [after], [before]],
    ] as const) {
      for (const token of takes) expect(verify('customers', token)).toMatchObject({ requestId: 'test' });
      for (const token of refuses) expect(() => verify('customers', token)).toThrow(refusal);
    }
  });

  it.each<[name: string, json: unknown]>([
    ['no key', { keys: [] }],
    ['a key of another kind', { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'a' }],
    ['another curve', { kty: 'OKP', crv: 'X25519', x: 'AAAA', kid: 'a' }],
    ['a key without an id', { ...(JSON.parse(key) as JWK), kid: undefined }],
    ['a text', 'key'],
  ])('needs keys that it can use: %s', (_name, json) => {
    expect(() => parseGatewayKeys(JSON.stringify(json))).toThrow(TypeError);
  });

  it('needs a private key of Ed25519 with an id to sign with', () => {
    for (const unfit of [{ ...JSON.parse(key), kid: undefined }, toPublic(key), 'key']) {
      expect(() => createCallSigner(JSON.stringify(unfit), () => TEST_NOW)).toThrow(TypeError);
    }
  });
});
