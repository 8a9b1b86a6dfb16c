import { createHmac, createSign } from 'node:crypto';
import { createLocalJWKSet, exportJWK } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import { createTokenVerifier, type VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import { OBSERVATORY_RULES } from '../secondGraph/observatory.ts';
import {
  AUDIENCE,
  ISSUER,
  NOW,
  NOW_SECONDS,
  OUR_JWK,
  OUR_KEYS,
  RIGHT_CLAIMS,
  signToken,
  THEIR_KEYS,
  type TokenParts,
} from './signToken.ts';
import { sendJson, startTestServer } from './testServer.ts';

const REFUSED = { code: 'UNAUTHENTICATED' };

let verify: VerifyCaller;
let keyLookups = 0;
let nowMs = NOW.getTime();
beforeEach(() => {
  nowMs = NOW.getTime();
  keyLookups = 0;
  const ourKeys = createLocalJWKSet({ keys: [OUR_JWK] });
  verify = createTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    maxLifeSeconds: 900,
    keys(header, token) {
      keyLookups++;
      return ourKeys(header, token);
    },
    rules: OBSERVATORY_RULES,
    now: () => new Date(nowMs),
  });
});

const verifyParts = async (parts: TokenParts) => verify(`Bearer ${await signToken(parts)}`);

/** The compact form of a token that a signing library would refuse to make. */
function assemble(header: object, claims: object | string, signature = ''): string {
  const encode = (part: object | string) =>
    Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

describe('a bearer token', () => {
  it('makes its caller', async () => {
    expect(await verifyParts({})).toEqual({
      kind: 'authenticated',
      subject: 'ada',
      context: 'observer',
      scopes: new Set(['observations:read']),
      claims: {},
    });
  });

  it('may be one for several audiences', async () => {
    expect(
      await verify(`bearer ${await signToken({ claims: { aud: ['urn:other', AUDIENCE] } })}`),
    ).toMatchObject({ subject: 'ada' });
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
    await expect(verify(header)).rejects.toMatchObject(REFUSED);
  });

  it.each<[string, TokenParts]>([
    ['another audience', { claims: { aud: 'https://other.example' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['audiences that begin like ours', { claims: { aud: [`${AUDIENCE}/`, `${AUDIENCE}.evil.example`] } }],
    ['an audience that is no text', { claims: { aud: { 0: AUDIENCE } } }],
    ['audiences in a list of lists', { claims: { aud: [[AUDIENCE]] } }],
    ['another issuer', { claims: { iss: 'https://evil.example' } }],
    ['an issuer that begins like ours', { claims: { iss: `${ISSUER}.evil.example` } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['a list of issuers', { claims: { iss: [ISSUER] } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['an expiry that is no number', { claims: { exp: String(NOW_SECONDS + 60) } }],
    ['no time of issue', { claims: { iat: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['an unknown context', { claims: { role: 'director' } }],
    ['an inherited context', { claims: { role: 'constructor' } }],
    ['the type of an ID token', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['the type of a logout token', { header: { typ: 'logout+jwt' } }],
    ["the type of a gateway's own", { header: { typ: 'genkan-call+jwt' } }],
    ["somebody else's key", { key: THEIR_KEYS.privateKey }],
    ['an unknown kid', { header: { kid: 'two' } }],
    ['a kid that is a path', { header: { kid: '../../../../dev/null' } }],
    ['a kid that is SQL', { header: { kid: "' union select 'key" } }],
    ['a critical extension that the library knows', { header: { crit: ['b64'], b64: true } }],
  ])('attack 52: with %s is refused', async (_name, parts) => {
    await expect(verifyParts(parts)).rejects.toMatchObject(REFUSED);
  });

  it('attack 52: with a critical extension that nobody knows is refused', async () => {
    const header = { alg: 'RS256', kid: 'one', typ: 'at+jwt', crit: ['urn:unknown'], 'urn:unknown': true };
    await expect(verify(`Bearer ${signByHand(header, JSON.stringify(RIGHT_CLAIMS))}`)).rejects.toMatchObject(
      REFUSED,
    );
  });

  it('attack 52: that says a claim twice is read as it is once verified: the last counts', async () => {
    const header = { alg: 'RS256', kid: 'one', typ: 'at+jwt' };
    const claims = JSON.stringify(RIGHT_CLAIMS);
    const first = claims.replace('{', '{"aud":"https://other.example",');
    const last = claims.replace(/}$/, ',"aud":"https://other.example"}');
    expect(await verify(`Bearer ${signByHand(header, first)}`)).toMatchObject({ subject: 'ada' });
    await expect(verify(`Bearer ${signByHand(header, last)}`)).rejects.toMatchObject(REFUSED);
  });

  it('attack 52: with alg none is refused, however it is spelled', async () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      await expect(verify(`Bearer ${assemble({ alg, typ: 'at+jwt' }, RIGHT_CLAIMS)}`)).rejects.toMatchObject(
        REFUSED,
      );
    }
  });

  it('attack 52: with HS256 and the public key as its secret is refused', async () => {
    const secrets = [
      OUR_KEYS.publicKey.export({ type: 'spki', format: 'pem' }),
      OUR_KEYS.publicKey.export({ type: 'pkcs1', format: 'der' }),
      JSON.stringify(OUR_JWK),
    ];
    for (const secret of secrets) {
      const unsigned = assemble({ alg: 'HS256', kid: 'one', typ: 'at+jwt' }, RIGHT_CLAIMS).slice(0, -1);
      const signature = createHmac('sha256', secret).update(unsigned).digest('base64url');
      await expect(verify(`Bearer ${unsigned}.${signature}`)).rejects.toMatchObject(REFUSED);
    }
  });

  it('attack 52: is never verified with a key that it brings or points to', async () => {
    const server = await startTestServer();
    const jwk = { ...(await exportJWK(THEIR_KEYS.publicKey)), kid: 'evil' };
    server.answer = (_request, response) => sendJson(response, { keys: [jwk] });
    for (const header of [
      { jwk, kid: 'evil' },
      { jwk },
      { jku: `${server.url}/jwks`, kid: 'evil' },
      { jku: `${server.url}/jwks` },
      { x5u: `${server.url}/x5u`, kid: 'evil' },
    ]) {
      await expect(verifyParts({ key: THEIR_KEYS.privateKey, header })).rejects.toMatchObject(REFUSED);
      // With the right key they are as good as not there.
      expect(await verifyParts({ header: { ...header, kid: 'one' } })).toMatchObject({ subject: 'ada' });
    }
    expect(server.requests).toEqual([]);
    await server.close();
  });

  it('attack 52: altered after signing is refused', async () => {
    const [header, , signature] = (await signToken()).split('.');
    const claims = Buffer.from(JSON.stringify({ ...RIGHT_CLAIMS, role: 'engineer' })).toString('base64url');
    await expect(verify(`Bearer ${header}.${claims}.${signature}`)).rejects.toMatchObject(REFUSED);
  });

  it('attack 55: for another resource of the same issuer is refused', async () => {
    await expect(verifyParts({ claims: { aud: ['https://other.example/mcp'] } })).rejects.toMatchObject(
      REFUSED,
    );
  });
});

function signByHand(header: object, claims: string): string {
  const unsigned = assemble(header, claims).slice(0, -1);
  return `${unsigned}.${createSign('sha256').update(unsigned).sign(OUR_KEYS.privateKey, 'base64url')}`;
}

describe("attack 81: a minute between the issuer's clock and ours", () => {
  it.each<[string, Record<string, unknown>]>([
    ['expired 59 seconds ago', { iat: NOW_SECONDS - 300, exp: NOW_SECONDS - 59 }],
    ['is issued 60 seconds from now', { iat: NOW_SECONDS + 60, exp: NOW_SECONDS + 300 }],
    ['begins 60 seconds from now', { nbf: NOW_SECONDS + 60 }],
  ])('is borne: a token that %s counts', async (_what, claims) => {
    expect(await verifyParts({ claims })).toMatchObject({ subject: 'ada' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['expired 60 seconds ago', { iat: NOW_SECONDS - 300, exp: NOW_SECONDS - 60 }],
    ['is issued 61 seconds from now', { iat: NOW_SECONDS + 61, exp: NOW_SECONDS + 300 }],
    ['begins 61 seconds from now', { nbf: NOW_SECONDS + 61 }],
  ])('is all: a token that %s is refused', async (_what, claims) => {
    await expect(verifyParts({ claims })).rejects.toMatchObject(REFUSED);
  });
});

describe('the life of a token', () => {
  it.each([
    ['15 minutes and a second', NOW_SECONDS, NOW_SECONDS + 901],
    ['a day, of which little is left', NOW_SECONDS - 86_000, NOW_SECONDS + 400],
    ['no time at all', NOW_SECONDS, NOW_SECONDS],
    ['less than nothing', NOW_SECONDS + 30, NOW_SECONDS + 10],
  ])('attack 43: is 15 minutes at most: one of %s is refused', async (_what, iat, exp) => {
    await expect(verifyParts({ claims: { iat, exp } })).rejects.toMatchObject(REFUSED);
  });

  it.each(['1e309', '-1e309'])('attack 25: has an end: %s is none', async (number) => {
    for (const claim of ['exp', 'iat']) {
      const claims = JSON.stringify({ ...RIGHT_CLAIMS, [claim]: 0 }).replace(
        `"${claim}":0`,
        `"${claim}":${number}`,
      );
      const token = signByHand({ alg: 'RS256', kid: 'one', typ: 'at+jwt' }, claims);
      await expect(verify(`Bearer ${token}`)).rejects.toMatchObject(REFUSED);
    }
  });

  it('is one verification: the same caller is given until its very end, and none from then on', async () => {
    const authorization = `Bearer ${await signToken()}`;
    const caller = await verify(authorization);
    nowMs = (NOW_SECONDS + 900 + 60) * 1_000 - 1;
    expect(await verify(authorization)).toBe(caller);
    expect(keyLookups).toBe(1);
    nowMs++;
    await expect(verify(authorization)).rejects.toMatchObject(REFUSED);
    await expect(verify(authorization)).rejects.toMatchObject(REFUSED);
    expect(keyLookups).toBe(3);
  });

  it('is remembered while others come', async () => {
    const authorization = `Bearer ${await signToken()}`;
    await verify(authorization);
    for (let index = 0; index < 50; index++) await verifyParts({ claims: { jti: `other-${index}` } });
    await verify(authorization);
    expect(keyLookups).toBe(51);
  });
});

describe('a caller', () => {
  it('cannot be changed by whoever it is handed to', async () => {
    const caller = await verifyParts({ claims: { institute: 'Mount Example' } });
    expect(Object.isFrozen(caller)).toBe(true);
    expect(caller).toMatchObject({ claims: { institute: 'Mount Example' } });
    expect(Object.isFrozen('claims' in caller && caller.claims)).toBe(true);
  });
});
