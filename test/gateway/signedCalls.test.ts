import type { FastifyInstance } from 'fastify';
import { importJWK, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createDevelopmentIssuer,
  generateSigningKey,
} from '../../gateway/authentication/developmentIssuer.ts';
import type { CallAssertion } from '../../gateway/execution/httpSource.ts';
import { createHttpSource } from '../../gateway/execution/httpSource.ts';
import { createCallSigner } from '../../gateway/execution/signCall.ts';
import { serveSubgraph } from '../../subgraphs/serveSubgraph.ts';
import { openObservatory, signIn, TELESCOPES_SUBGRAPH } from '../secondGraph/observatory.ts';
import { createTestSubgraph } from '../secondGraph/openGraph.ts';

const CALL: CallAssertion = { caller: { context: 'anonymous' }, requestId: 'test' };
const QUERY = '{ telescope(id: "t1") { name } }';

let key: string;
let app: FastifyInstance;
let url: string;
const executed: string[] = [];
beforeAll(async () => {
  key = await generateSigningKey();
  const { execute } = createTestSubgraph(TELESCOPES_SUBGRAPH);
  const subgraph = {
    name: 'telescopes',
    sdl: TELESCOPES_SUBGRAPH.sdl,
    migrate: async () => {},
    seed: async () => {},
    erase: async () => ({}),
    publishes: {},
    keeps: {},
    execute: (request: Parameters<typeof execute>[0]) => {
      executed.push(request.document);
      return execute(request);
    },
  };
  app = await serveSubgraph(subgraph, key);
  url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
});
afterAll(() => app.close());
afterEach(() => {
  vi.useRealTimers();
  executed.length = 0;
});

async function post(token: string | undefined, query: string, extra: object = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables: {}, ...extra }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
}

/** A call token that differs from a right one in what is given. */
async function forge(change: { issuer?: string; typ?: string; alg?: string; secret?: Uint8Array }) {
  const jwk = JSON.parse(key) as JWK;
  return new SignJWT({ call: CALL })
    .setProtectedHeader({ alg: change.alg ?? 'EdDSA', typ: change.typ ?? 'genkan-call+jwt' })
    .setIssuer(change.issuer ?? 'urn:genkan:gateway')
    .setAudience('urn:genkan:subgraph:telescopes')
    .setIssuedAt()
    .setExpirationTime('60s')
    .sign(change.secret ?? (await importJWK(jwk, 'EdDSA')));
}

const REFUSED = {
  status: 401,
  body: { errors: [{ message: 'UNAUTHENTICATED', extensions: { code: 'UNAUTHENTICATED' } }] },
};

describe('a subgraph of its own process', () => {
  it('answers the gateway, and is told for whom it works', async () => {
    const graph = openObservatory();
    const sign = await createCallSigner(key);
    graph.replace('telescopes', createHttpSource({ url, sign: (call) => sign('telescopes', call) }).fetch);
    const { data, faults } = await graph.run('{ telescope(id: "t2") { name hoursBooked } signedIn }', {
      caller: signIn('observer'),
    });
    expect(faults).toEqual([]);
    expect(data).toEqual({
      telescope: { name: 'Kueyen', hoursBooked: 2 },
      signedIn: '{"context":"observer","subject":"observer-1","claims":{"institute":"Mount Example"}}',
    });
  });

  it('attack 17: takes the caller from the signature alone', async () => {
    const sign = await createCallSigner(key);
    const forged = { context: 'observer', subject: 'forged' };
    const { body } = await post(await sign('telescopes', CALL), '{ signedIn }', {
      caller: forged,
      call: { caller: forged },
      extensions: { caller: forged },
    });
    expect(body).toEqual({ data: { signedIn: '{"context":"anonymous"}' } });
  });

  it.each([
    QUERY,
    '{ _service { sdl } }',
    '{ _entities(representations: [{__typename: "Telescope", id: "t1"}]) { __typename } }',
  ])('attack 16: refuses %s from outside', async (query) => {
    expect(await post(undefined, query)).toEqual(REFUSED);
    expect(await post('e30.e30.', query)).toEqual(REFUSED);
    expect(executed).toEqual([]);
  });

  it('attack 57: refuses a token for another subgraph', async () => {
    const sign = await createCallSigner(key);
    expect(await post(await sign('observations', CALL), QUERY)).toEqual(REFUSED);
    expect((await post(await sign('telescopes', CALL), QUERY)).status).toBe(200);
  });

  it("attack 57: refuses a client's own token, though the same key signed it", async () => {
    const issuer = await createDevelopmentIssuer(key);
    const token = await issuer.sign({ sub: 'ada', role: 'observer', call: CALL }, 900, new Date());
    expect(await post(token, QUERY)).toEqual(REFUSED);
  });

  it('refuses a token that has expired', async () => {
    const sign = await createCallSigner(key);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 61_000 });
    const token = await sign('telescopes', CALL);
    vi.useRealTimers();
    expect(await post(token, QUERY)).toEqual(REFUSED);
  });

  it("refuses another gateway's signature", async () => {
    const sign = await createCallSigner(await generateSigningKey());
    expect(await post(await sign('telescopes', CALL), QUERY)).toEqual(REFUSED);
  });

  it('refuses another issuer, another type, and HMAC with the public key', async () => {
    const { x } = JSON.parse(key) as JWK;
    const secret = Buffer.from(x ?? '', 'base64url');
    expect((await post(await forge({}), QUERY)).status).toBe(200);
    expect(await post(await forge({ issuer: 'urn:other' }), QUERY)).toEqual(REFUSED);
    expect(await post(await forge({ typ: 'at+jwt' }), QUERY)).toEqual(REFUSED);
    expect(await post(await forge({ alg: 'HS256', secret }), QUERY)).toEqual(REFUSED);
  });
});
