import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createLocalJWKSet, exportJWK, type JWK, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import {
  createTokenVerifier,
  discoverKeys,
  type VerifyCaller,
} from '../../gateway/authentication/verifyToken.ts';
import { OBSERVATORY_RULES } from '../secondGraph/observatory.ts';
import { sendJson, startTestServer, type TestServer } from './testServer.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const NOW_SECONDS = NOW.getTime() / 1_000;
const ISSUER = 'https://issuer.example';
const AUDIENCE = 'https://observatory.example';
const CLAIMS = { sub: 'ada', role: 'observer', scope: 'observations:read' };

const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
let publicJwk: JWK;
let verify: VerifyCaller;
beforeAll(async () => {
  publicJwk = { ...(await exportJWK(ours.publicKey)), kid: 'one', alg: 'RS256' };
});
beforeEach(() => {
  verify = createVerifier();
});

function createVerifier(now: () => Date = () => NOW) {
  return createTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    algorithms: ['RS256'],
    keys: createLocalJWKSet({ keys: [publicJwk] }),
    rules: OBSERVATORY_RULES,
    now,
  });
}

interface TokenParts {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: KeyObject;
}

/** A token that is right but for what is given; a claim that is undefined is left out. */
function sign({ claims, header, key = ours.privateKey }: TokenParts = {}): Promise<string> {
  return new SignJWT({
    iss: ISSUER,
    aud: AUDIENCE,
    iat: NOW_SECONDS,
    exp: NOW_SECONDS + 900,
    ...CLAIMS,
    ...claims,
  })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt', ...header })
    .sign(key);
}

/** The compact form of a token that a signing library would refuse to make. */
function assemble(header: object, claims: object, signature = ''): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

const RIGHT = { iss: ISSUER, aud: AUDIENCE, iat: NOW_SECONDS, exp: NOW_SECONDS + 900, ...CLAIMS };

describe('a bearer token', () => {
  it('makes its caller', async () => {
    expect(await verify(`Bearer ${await sign()}`)).toEqual({
      kind: 'authenticated',
      subject: 'ada',
      context: 'observer',
      scopes: new Set(['observations:read']),
      claims: {},
    });
  });

  it('may be one for several audiences', async () => {
    expect(await verify(`bearer ${await sign({ claims: { aud: ['urn:other', AUDIENCE] } })}`)).toMatchObject({
      subject: 'ada',
    });
  });

  it('alone may be absent: then the caller is anonymous', async () => {
    expect(await verify(undefined)).toBe(ANONYMOUS);
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Basic YTpi',
    'Bearer a b',
    'Bearer not-a-token',
    'Bearer a.b.c',
    'Bearer {}',
    `Bearer ${'x'.repeat(100_000)}`,
  ])('that is no token is never anonymous: %s', async (header) => {
    await expect(verify(header)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each<[string, TokenParts]>([
    ['another audience', { claims: { aud: 'https://other.example' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['an issuer that begins like ours', { claims: { iss: `${ISSUER}.evil.example` } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['a past expiry', { claims: { exp: NOW_SECONDS - 61 } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['no time of issue', { claims: { iat: undefined } }],
    ['a start in the future', { claims: { nbf: NOW_SECONDS + 61 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['an unknown context', { claims: { role: 'director' } }],
    ['an inherited context', { claims: { role: 'constructor' } }],
    ["somebody else's key", { key: theirs.privateKey }],
    ['an unknown kid', { header: { kid: 'two' } }],
    ['a kid that is a path', { header: { kid: '../../../../dev/null' } }],
    ['a kid that is SQL', { header: { kid: "' union select 'key" } }],
    ['a critical extension', { header: { crit: ['b64'], b64: true, kid: 'two' } }],
  ])('attack 52: with %s is refused', async (_name, parts) => {
    await expect(verify(`Bearer ${await sign(parts)}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('attack 52: with alg none is refused, however it is spelled', async () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      await expect(verify(`Bearer ${assemble({ alg, typ: 'at+jwt' }, RIGHT)}`)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
  });

  it('attack 52: with HS256 and the public key as its secret is refused', async () => {
    const secrets = [
      ours.publicKey.export({ type: 'spki', format: 'pem' }),
      ours.publicKey.export({ type: 'pkcs1', format: 'der' }),
      JSON.stringify(publicJwk),
    ];
    for (const secret of secrets) {
      const unsigned = assemble({ alg: 'HS256', kid: 'one', typ: 'at+jwt' }, RIGHT).slice(0, -1);
      const signature = createHmac('sha256', secret).update(unsigned).digest('base64url');
      await expect(verify(`Bearer ${unsigned}.${signature}`)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
  });

  it('attack 52: is never verified with a key that it brings or points to', async () => {
    const server = await startTestServer();
    const jwk = { ...(await exportJWK(theirs.publicKey)), kid: 'evil' };
    server.answer = (_request, response) => sendJson(response, { keys: [jwk] });
    for (const header of [
      { jwk, kid: 'evil' },
      { jwk },
      { jku: `${server.url}/jwks`, kid: 'evil' },
      { x5u: `${server.url}/x5u`, kid: 'evil' },
    ]) {
      const token = await sign({ key: theirs.privateKey, header });
      await expect(verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    expect(server.requests).toEqual([]);
    await server.close();
  });

  it('attack 52: altered after signing is refused', async () => {
    const [header, , signature] = (await sign()).split('.');
    const claims = Buffer.from(JSON.stringify({ ...RIGHT, role: 'engineer' })).toString('base64url');
    await expect(verify(`Bearer ${header}.${claims}.${signature}`)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it("attack 81: bears a minute between the issuer's clock and ours", async () => {
    expect(await verify(`Bearer ${await sign({ claims: { exp: NOW_SECONDS - 59 } })}`)).toMatchObject({
      subject: 'ada',
    });
    expect(await verify(`Bearer ${await sign({ claims: { nbf: NOW_SECONDS + 59 } })}`)).toMatchObject({
      subject: 'ada',
    });
  });
});

describe('the keys of an OpenID provider', () => {
  let server: TestServer;
  let answers: 'right' | 'down' | 'html' | 'other issuer' | 'no jwks_uri' | 'keys html';
  let tokens = 0;
  beforeEach(async () => {
    server = await startTestServer();
    answers = 'right';
    server.answer = (request, response) => {
      const isKeys = request.url === '/keys';
      if (answers === 'down') return sendJson(response, { error: 'down' }, 503);
      if (answers === 'html' || (answers === 'keys html' && isKeys)) {
        return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
      }
      if (isKeys) return sendJson(response, { keys: [publicJwk] });
      return sendJson(response, {
        issuer: answers === 'other issuer' ? 'https://evil.example' : server.url,
        jwks_uri: answers === 'no jwks_uri' ? 'not a url' : `${server.url}/keys`,
      });
    };
  });
  afterEach(() => {
    vi.useRealTimers();
    return server.close();
  });
  afterAll(() => vi.useRealTimers());

  const createRemoteVerifier = () =>
    createTokenVerifier({
      issuer: server.url,
      audience: AUDIENCE,
      algorithms: ['RS256'],
      keys: discoverKeys(server.url),
      rules: OBSERVATORY_RULES,
      now: () => NOW,
    });

  /** Verifies a token never seen before. */
  const verifyFresh = async (verifyRemote: VerifyCaller, header = {}) =>
    verifyRemote(`Bearer ${await sign({ claims: { iss: server.url, jti: String(++tokens) }, header })}`);

  it('are discovered once and fetched once', async () => {
    const verifyRemote = createRemoteVerifier();
    for (let round = 0; round < 3; round++) {
      expect(await verifyFresh(verifyRemote)).toMatchObject({ subject: 'ada' });
    }
    expect(server.requests).toEqual(['GET /.well-known/openid-configuration', 'GET /keys']);
  });

  it('attack 53: are not fetched again for two hundred random kids', async () => {
    const verifyRemote = createRemoteVerifier();
    await verifyFresh(verifyRemote);
    for (let round = 0; round < 200; round++) {
      await expect(verifyFresh(verifyRemote, { kid: `random-${round}` })).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    }
    expect(server.requests).toHaveLength(2);
  });

  it.each(['down', 'html', 'other issuer', 'no jwks_uri', 'keys html'] as const)(
    'attack 54: that cannot be had (%s) leave tokens unverifiable, and are asked for again by the next',
    async (fault) => {
      const verifyRemote = createRemoteVerifier();
      answers = fault;
      await expect(verifyFresh(verifyRemote)).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
      answers = 'right';
      expect(await verifyFresh(verifyRemote)).toMatchObject({ subject: 'ada' });
    },
  );

  it('attack 54: of a server that is gone are not to be had', async () => {
    const verifyRemote = createRemoteVerifier();
    await server.close();
    await expect(verifyFresh(verifyRemote)).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
  });

  it('attack 54: once had go on while the server is down', async () => {
    const verifyRemote = createRemoteVerifier();
    await verifyFresh(verifyRemote);
    await server.close();
    expect(await verifyFresh(verifyRemote)).toMatchObject({ subject: 'ada' });
  });

  it('attack 54: once had go on when they should be fetched anew and cannot be', async () => {
    const verifyRemote = createRemoteVerifier();
    await verifyFresh(verifyRemote);
    answers = 'down';
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60 * 60 * 1_000 });
    expect(await verifyFresh(verifyRemote)).toMatchObject({ subject: 'ada' });
    await expect(verifyFresh(verifyRemote, { kid: 'two' })).rejects.toMatchObject({
      code: 'ISSUER_UNREACHABLE',
    });
  });
});
