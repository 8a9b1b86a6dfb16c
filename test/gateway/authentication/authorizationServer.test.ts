import { createSecretKey, randomBytes } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { ClientMetadata } from 'oidc-provider';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { discoverKeys } from '../../../gateway/authentication/discoverKeys.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { createTokenVerifier, type VerifyCaller } from '../../../gateway/authentication/verifyToken.ts';
import {
  followToCallback,
  type GrantedTokens,
  requestClientToken,
  signInByCode,
} from '../../harness/oidcClient.ts';
import {
  generateProviderKey,
  type OidcProvider,
  type OidcProviderOptions,
  startOidcProvider,
  TOKEN_SECONDS,
} from '../../harness/oidcProvider.ts';
import { NOW } from '../signToken.ts';

const SECOND_MS = 1_000;
const AUDIENCE = 'https://observatory.example/graphql';
const REFUSED = { code: 'UNAUTHENTICATED' };
const CALLBACK = 'https://client.example/callback';

/** As a deployment would write it: nested claims, scopes with a prefix, and a service without any claim. */
const RULES = {
  algorithms: ['RS256'],
  contextClaim: ['observatory', 'role'],
  scopePrefix: 'sky/',
  vouchedClaims: { institute: ['observatory', 'institute'], domes: ['observatory', 'domes'] },
  dataSubjectClaim: 'institute',
  contexts: {
    observer: { scopes: ['observations:read'], requiredClaims: ['institute', 'domes'] },
    robot: { scopes: ['instruments:service'], vouchedClaims: [] },
  },
};

const SCOPES = 'sky/observations:read sky/instruments:service';
const SECRET = createSecretKey(randomBytes(32));
/** The same resource, in tokens that the provider could be set up to give out for it. */
const RESOURCES = {
  [AUDIENCE]: { scope: SCOPES },
  'https://elsewhere.example/graphql': { scope: SCOPES },
  'urn:lives-long': { scope: SCOPES, audience: AUDIENCE, accessTokenTTL: 3_600 },
  'urn:signed-with-another-algorithm': {
    scope: SCOPES,
    audience: AUDIENCE,
    jwt: { sign: { alg: 'ES256' } },
  },
  'urn:signed-with-a-secret': {
    scope: SCOPES,
    audience: AUDIENCE,
    jwt: { sign: { alg: 'HS256', key: SECRET } },
  },
  'urn:encrypted': {
    scope: SCOPES,
    audience: AUDIENCE,
    jwt: {
      sign: { alg: 'RS256' },
      encrypt: { alg: 'dir', enc: 'A256GCM', key: SECRET },
    },
  },
  'urn:opaque': { scope: SCOPES, audience: AUDIENCE, accessTokenFormat: 'opaque' },
} satisfies OidcProviderOptions['resources'];
const ADA = { observatory: { role: 'observer', institute: 'Mount Example', domes: ['north', 'south'] } };

const WEB = { id: 'web', secret: 'web-secret' };
/** Named as the gateway is: whatever is made for this client has the gateway's own audience. */
const NAMESAKE = { id: AUDIENCE, secret: 'namesake-secret' };
const ROBOT = { id: 'robot', secret: 'robot-secret' };

const describeWebClient = ({ id, secret }: typeof WEB): ClientMetadata => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [CALLBACK],
  grant_types: ['authorization_code', 'refresh_token'],
  userinfo_signed_response_alg: 'RS256',
  introspection_signed_response_alg: 'RS256',
});

let provider: OidcProvider;
let clockMs: number;
let verifyHeader: VerifyCaller;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  provider = await startOidcProvider({
    claims: {
      ada: ADA,
      eve: { observatory: { role: 'observer' } },
      robot: { observatory: { role: 'robot' } },
    },
    resources: RESOURCES,
    clients: [
      describeWebClient(WEB),
      describeWebClient(NAMESAKE),
      {
        client_id: ROBOT.id,
        client_secret: ROBOT.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    keys: FIRST_KEYS,
  });
});
afterAll(async () => {
  await provider.close();
  vi.useRealTimers();
});
beforeEach(() => {
  vi.setSystemTime(NOW);
  clockMs = 0;
  provider.requests.length = 0;
  verifyHeader = createVerifier();
});

const FIRST_KEYS = [await generateProviderKey('first'), await generateProviderKey('curve', 'ES256')];
const NEXT_KEY = await generateProviderKey('next');

function createVerifier(rules: object = {}, audience = AUDIENCE): VerifyCaller {
  return createTokenVerifier({
    issuer: provider.issuer,
    audience,
    keys: discoverKeys(provider.issuer, () => clockMs),
    rules: parseCallerRules({ ...RULES, ...rules }),
    maxLifeSeconds: 900,
    now: () => new Date(),
  });
}

/** Both clocks, as they go on together. */
function pass(seconds: number) {
  clockMs += seconds * SECOND_MS;
  vi.setSystemTime(Date.now() + seconds * SECOND_MS);
}

const verify = (token = '') => verifyHeader(`Bearer ${token}`);
const signIn = (request: Partial<Parameters<typeof signInByCode>[1]> = {}): Promise<GrantedTokens> =>
  signInByCode(provider, {
    client: WEB,
    account: 'ada',
    redirectUri: CALLBACK,
    scope: 'openid sky/observations:read',
    resource: AUDIENCE,
    ...request,
  });
const signInRobot = (request: object = {}): Promise<GrantedTokens> =>
  requestClientToken(provider, { client: ROBOT, scope: SCOPES, resource: AUDIENCE, ...request });
const keyFetches = () => provider.requests.filter((request) => request === 'GET /jwks').length;

describe('an access token of a real authorization server', () => {
  it('makes a person who signed in by code and PKCE a caller, with claims that the server adds', async () => {
    const { access_token } = await signIn();
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
    expect(await verify((await signInRobot()).access_token)).toEqual({
      kind: 'authenticated',
      subject: 'robot',
      context: 'robot',
      scopes: new Set(['instruments:service']),
      claims: {},
    });
  });

  it('has no scope that its context cannot hold, though the server grants it', async () => {
    const { access_token, scope } = await signIn({ scope: `openid ${SCOPES}` });
    expect(scope).toContain('sky/instruments:service');
    expect(await verify(access_token)).toMatchObject({ scopes: new Set(['observations:read']) });
  });

  it('makes no caller without a claim that its context requires', async () => {
    await expect(verify((await signIn({ account: 'eve' })).access_token)).rejects.toMatchObject(REFUSED);
  });

  it('counts until its end and a minute, and a fresh one from then on', async () => {
    const { access_token } = await signIn();
    pass(TOKEN_SECONDS + 59);
    expect(await verify(access_token)).toMatchObject({ subject: 'ada' });
    pass(1);
    await expect(verify(access_token)).rejects.toMatchObject(REFUSED);
    expect(await verify((await signIn()).access_token)).toMatchObject({ subject: 'ada' });
  });
});

describe('attack 52: no access token for this resource, though the server signed it with the same key', () => {
  it('is an ID token, of whatever client', async () => {
    for (const client of [WEB, NAMESAKE]) {
      const { id_token, access_token } = await signIn({ client });
      expect(decodeJwt(id_token ?? '')).toMatchObject({ ...ADA, aud: client.id });
      await expect(verify(id_token)).rejects.toMatchObject(REFUSED);
      expect(await verify(access_token)).toMatchObject({ subject: 'ada' });
    }
  });

  it('is signed userinfo, a signed introspection, or a signed authorization response', async () => {
    const forItself = await signIn({ client: NAMESAKE, scope: 'openid', resource: undefined });
    const userinfo = await fetch(`${provider.issuer}/me`, {
      headers: { authorization: `Bearer ${forItself.access_token}` },
    });
    const introspection = await fetch(`${provider.issuer}/token/introspection`, {
      method: 'POST',
      headers: {
        accept: 'application/token-introspection+jwt',
        authorization: `Basic ${btoa(`${encodeURIComponent(NAMESAKE.id)}:${NAMESAKE.secret}`)}`,
      },
      body: new URLSearchParams({ token: forItself.access_token }),
    });
    const authorization = new URL(`${provider.issuer}/auth`);
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
      expect(decodeJwt(jwt)).toMatchObject({ iss: provider.issuer, aud: AUDIENCE });
      await expect(verify(jwt)).rejects.toMatchObject(REFUSED);
    }
  });

  it('is an opaque one, be it for this resource or for the server itself, or a refresh token', async () => {
    const opaque = await signIn({ resource: 'urn:opaque' });
    const forItself = await signIn({ scope: 'openid', resource: undefined });
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
    const { access_token } = await signInRobot({ resource });
    await expect(verify(access_token)).rejects.toMatchObject(REFUSED);
    expect(await verify((await signInRobot()).access_token)).toMatchObject({ subject: 'robot' });
  });

  it('is refused for its algorithm alone, which other rules may allow', async () => {
    const { access_token } = await signInRobot({ resource: 'urn:signed-with-another-algorithm' });
    verifyHeader = createVerifier({ algorithms: ['ES256'] });
    expect(await verify(access_token)).toMatchObject({ subject: 'robot' });
    await expect(verify((await signInRobot()).access_token)).rejects.toMatchObject(REFUSED);
  });
});

describe('a token that is bound to a key of its client (RFC 9449)', () => {
  it('is refused as a bearer token: who has it alone need not be who it was given to', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const proof = await new SignJWT({ htm: 'POST', htu: `${provider.issuer}/token`, jti: 'one' })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: await exportJWK(publicKey) })
      .setIssuedAt()
      .sign(privateKey);
    const { access_token, token_type } = await signInRobot({ headers: { dpop: proof } });
    expect(token_type).toBe('DPoP');
    expect(decodeJwt(access_token)).toMatchObject({ aud: AUDIENCE, cnf: { jkt: expect.any(String) } });
    await expect(verify(access_token)).rejects.toMatchObject(REFUSED);
  });
});

describe('attack 55: a token that was asked for another resource', () => {
  it('is refused here, and ours there', async () => {
    const elsewhere = 'https://elsewhere.example/graphql';
    const theirs = await signIn({ resource: elsewhere });
    await expect(verify(theirs.access_token)).rejects.toMatchObject(REFUSED);
    const ours = await signIn();
    verifyHeader = createVerifier({}, elsewhere);
    await expect(verify(ours.access_token)).rejects.toMatchObject(REFUSED);
    expect(await verify(theirs.access_token)).toMatchObject({ subject: 'ada' });
  });
});

describe('a change of keys while calls come', () => {
  afterEach(() => provider.useKeys(FIRST_KEYS));

  it('lets the old ones go on that are still published, and finds the new one when it is first used', async () => {
    const old = (await signIn()).access_token;
    await verify(old);
    // Seconds later than the cool-down, as a server that publishes first and signs later would have it.
    pass(30);
    provider.useKeys([NEXT_KEY, ...FIRST_KEYS]);
    const fresh = (await signIn()).access_token;
    expect(decodeProtectedHeader(fresh).kid).toBe('next');
    expect(keyFetches()).toBe(1);
    expect(await verify(fresh)).toMatchObject({ subject: 'ada' });
    expect(keyFetches()).toBe(2);
    expect(await verify(old)).toMatchObject({ subject: 'ada' });
    expect(await createVerifier()(`Bearer ${old}`)).toMatchObject({ subject: 'ada' });
  });

  it('that is made at once refuses tokens for at most thirty seconds, without asking the server more often', async () => {
    await verify((await signIn()).access_token);
    pass(1);
    provider.useKeys([NEXT_KEY]);
    const fresh = (await signIn()).access_token;
    for (let round = 0; round < 20; round++) await expect(verify(fresh)).rejects.toMatchObject(REFUSED);
    expect(keyFetches()).toBe(1);
    pass(29);
    expect(await verify(fresh)).toMatchObject({ subject: 'ada' });
    expect(keyFetches()).toBe(2);
  });

  it('ends a key that was taken back within ten minutes, for tokens that were not seen before', async () => {
    const [seen, unseen] = [(await signIn()).access_token, (await signIn()).access_token];
    await verify(seen);
    provider.useKeys([NEXT_KEY]);
    pass(TOKEN_SECONDS);
    // Remembered, for its life of minutes; the other is verified with the key that was there last.
    expect(await verify(seen)).toMatchObject({ subject: 'ada' });
    expect(await verify(unseen)).toMatchObject({ subject: 'ada' });
    verifyHeader = createVerifier();
    await expect(verify(unseen)).rejects.toMatchObject(REFUSED);
  });
});

describe('attack 54: a server that is gone', () => {
  afterEach(() => provider.comeBack());

  it('leaves the keys that were fetched, so that its tokens go on', async () => {
    const [seen, unseen] = [await signIn(), await signIn()];
    await verify(seen.access_token);
    await provider.goDown();
    pass(TOKEN_SECONDS);
    expect(await verify(seen.access_token)).toMatchObject({ subject: 'ada' });
    expect(await verify(unseen.access_token)).toMatchObject({ subject: 'ada' });
  });

  it('lets nobody in whose key was never fetched, nor refuses them for good', async () => {
    const { access_token } = await signIn();
    await provider.goDown();
    await expect(verify(access_token)).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
    await provider.comeBack();
    pass(1);
    expect(await verify(access_token)).toMatchObject({ subject: 'ada' });
  });
});
