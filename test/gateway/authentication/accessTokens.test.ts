import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VerifyCaller } from '../../../gateway/authentication/verifyToken.ts';
import { followToCallback } from '../../harness/oidcClient.ts';
import { TOKEN_SECONDS } from '../../harness/oidcProvider.ts';
import { NOW } from '../signToken.ts';
import {
  ADA,
  AUDIENCE,
  CALLBACK,
  NAMESAKE,
  type ObservatoryIssuer,
  SCOPES,
  startObservatoryIssuer,
  WEB,
} from './observatoryIssuer.ts';

const REFUSED = { code: 'UNAUTHENTICATED' };

let issuer: ObservatoryIssuer;
let clockMs: number;
let verifyHeader: VerifyCaller;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  issuer = await startObservatoryIssuer();
});
afterAll(async () => {
  await issuer.provider.close();
  vi.useRealTimers();
});
beforeEach(() => {
  vi.setSystemTime(NOW);
  clockMs = 0;
  issuer.provider.requests.length = 0;
  verifyHeader = createVerifier();
});

const createVerifier = (rules?: object, audience?: string) =>
  issuer.createVerifier(() => clockMs, rules, audience);
const verify = (token = '') => verifyHeader(`Bearer ${token}`);

/** Both clocks, as they go on together. */
function pass(seconds: number) {
  clockMs += seconds * 1_000;
  vi.setSystemTime(Date.now() + seconds * 1_000);
}

describe('an access token of a real authorization server', () => {
  it('makes a person who signed in by code and PKCE a caller, with claims that the server adds', async () => {
    const { access_token } = await issuer.signIn();
    expect(decodeProtectedHeader(access_token)).toMatchObject({ typ: 'at+jwt', alg: 'RS256' });
    expect(decodeJwt(access_token)).toMatchObject({ aud: AUDIENCE, scope: 'sky/observations:read' });
    expect(await verify(access_token)).toEqual({
      kind: 'authenticated',
      subject: 'ada',
      context: 'observer',
      scopes: new Set(['observations:read']),
      claims: { institute: 'Mount Example', domes: ['north', 'south'] },
    });
  });

  it('makes a service with its own credentials a caller, without anybody’s claims', async () => {
    expect(await verify((await issuer.signInRobot()).access_token)).toEqual({
      kind: 'authenticated',
      subject: 'robot',
      context: 'robot',
      scopes: new Set(['instruments:service']),
      claims: {},
    });
  });

  it('has no scope that its context cannot hold, though the server grants it', async () => {
    const { access_token, scope } = await issuer.signIn({ scope: `openid ${SCOPES}` });
    expect(scope).toContain('sky/instruments:service');
    expect(await verify(access_token)).toMatchObject({ scopes: new Set(['observations:read']) });
  });

  it('makes no caller without a claim that its context requires', async () => {
    await expect(verify((await issuer.signIn({ account: 'eve' })).access_token)).rejects.toMatchObject(
      REFUSED,
    );
  });

  it('counts until its end and a minute, and a fresh one from then on', async () => {
    const { access_token } = await issuer.signIn();
    pass(TOKEN_SECONDS + 59);
    expect(await verify(access_token)).toMatchObject({ subject: 'ada' });
    pass(1);
    await expect(verify(access_token)).rejects.toMatchObject(REFUSED);
    expect(await verify((await issuer.signIn()).access_token)).toMatchObject({ subject: 'ada' });
  });
});

describe('attack 52: no access token for this resource, though the server signed it with the same key', () => {
  it('is an ID token, of whatever client', async () => {
    for (const client of [WEB, NAMESAKE]) {
      const { id_token, access_token } = await issuer.signIn({ client });
      expect(decodeJwt(id_token ?? '')).toMatchObject({ ...ADA, aud: client.id });
      await expect(verify(id_token)).rejects.toMatchObject(REFUSED);
      expect(await verify(access_token)).toMatchObject({ subject: 'ada' });
    }
  });

  it('is signed userinfo, a signed introspection, or a signed authorization response', async () => {
    const forItself = await issuer.signIn({ client: NAMESAKE, scope: 'openid', resource: undefined });
    const userinfo = await fetch(`${issuer.provider.issuer}/me`, {
      headers: { authorization: `Bearer ${forItself.access_token}` },
    });
    const introspection = await fetch(`${issuer.provider.issuer}/token/introspection`, {
      method: 'POST',
      headers: {
        accept: 'application/token-introspection+jwt',
        authorization: `Basic ${btoa(`${encodeURIComponent(NAMESAKE.id)}:${NAMESAKE.secret}`)}`,
      },
      body: new URLSearchParams({ token: forItself.access_token }),
    });
    const authorization = new URL(`${issuer.provider.issuer}/auth`);
    authorization.search = new URLSearchParams({
      client_id: NAMESAKE.id,
      response_type: 'code',
      response_mode: 'jwt',
      redirect_uri: CALLBACK,
      scope: 'openid',
      code_challenge: 'x'.repeat(43),
      code_challenge_method: 'S256',
    }).toString();
    const response = (await followToCallback(authorization, 'ada')).get('response') ?? '';
    for (const jwt of [await userinfo.text(), await introspection.text(), response]) {
      expect(decodeJwt(jwt)).toMatchObject({ iss: issuer.provider.issuer, aud: AUDIENCE });
      await expect(verify(jwt)).rejects.toMatchObject(REFUSED);
    }
  });

  it('is an opaque one, be it for this resource or for the server itself, or a refresh token', async () => {
    const opaque = await issuer.signIn({ resource: 'urn:opaque' });
    const forItself = await issuer.signIn({ scope: 'openid', resource: undefined });
    for (const token of [opaque.access_token, forItself.access_token, forItself.refresh_token]) {
      expect(token).toMatch(/^[\w-]{20,}$/);
      await expect(verify(token)).rejects.toMatchObject(REFUSED);
    }
  });

  it.each([
    'urn:lives-long',
    'urn:signed-with-another-algorithm',
    'urn:signed-with-a-secret',
    'urn:encrypted',
  ] as const)('is one that was asked for as %s', async (resource) => {
    const { access_token } = await issuer.signInRobot({ resource });
    await expect(verify(access_token)).rejects.toMatchObject(REFUSED);
    expect(await verify((await issuer.signInRobot()).access_token)).toMatchObject({ subject: 'robot' });
  });

  it('is refused for its algorithm alone, which other rules may allow', async () => {
    const { access_token } = await issuer.signInRobot({ resource: 'urn:signed-with-another-algorithm' });
    verifyHeader = createVerifier({ algorithms: ['ES256'] });
    expect(await verify(access_token)).toMatchObject({ subject: 'robot' });
    await expect(verify((await issuer.signInRobot()).access_token)).rejects.toMatchObject(REFUSED);
  });
});

describe('a token that is bound to a key of its client (RFC 9449)', () => {
  it('is refused as a bearer token: who has it alone need not be who it was given to', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const proof = await new SignJWT({ htm: 'POST', htu: `${issuer.provider.issuer}/token`, jti: 'one' })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
      .setIssuedAt()
      .sign(privateKey);
    const { access_token, token_type } = await issuer.signInRobot({ headers: { dpop: proof } });
    expect(token_type).toBe('DPoP');
    expect(decodeJwt(access_token)).toMatchObject({ aud: AUDIENCE, cnf: { jkt: expect.any(String) } });
    await expect(verify(access_token)).rejects.toMatchObject(REFUSED);
  });
});

describe('attack 55: a token that was asked for another resource', () => {
  it('is refused here, and ours there', async () => {
    const elsewhere = 'https://elsewhere.example/graphql';
    const theirs = await issuer.signIn({ resource: elsewhere });
    await expect(verify(theirs.access_token)).rejects.toMatchObject(REFUSED);
    const ours = await issuer.signIn();
    verifyHeader = createVerifier({}, elsewhere);
    await expect(verify(ours.access_token)).rejects.toMatchObject(REFUSED);
    expect(await verify(theirs.access_token)).toMatchObject({ subject: 'ada' });
  });
});
