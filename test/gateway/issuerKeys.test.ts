import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, type JWK } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoverKeys } from '../../gateway/authentication/discoverKeys.ts';
import { createTokenVerifier, type VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import { OBSERVATORY_RULES } from '../secondGraph/observatory.ts';
import { AUDIENCE, NOW, OUR_JWK, signToken, type TokenParts } from './signToken.ts';
import { sendJson, startTestServer, type TestServer } from './testServer.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const FETCH = ['GET /.well-known/openid-configuration', 'GET /keys'];

const NEW_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const NEW_JWK: JWK = { ...(await exportJWK(NEW_KEYS.publicKey)), kid: 'new', alg: 'RS256' };
const WITH_NEW_KEY = { header: { kid: 'new' }, key: NEW_KEYS.privateKey };

type Fault =
  | 'down'
  | 'html'
  | 'other issuer'
  | 'no jwks_uri'
  | 'keys in a data URL'
  | 'keys html'
  | 'no keys';

let server: TestServer;
let fault: Fault | undefined;
let keys: JWK[];
let clockMs: number;
let verify: VerifyCaller;
let tokens = 0;
beforeEach(async () => {
  server = await startTestServer();
  fault = undefined;
  keys = [OUR_JWK];
  clockMs = 0;
  server.answer = (request, response) => {
    const isKeys = request.url === '/keys';
    if (fault === 'down') return sendJson(response, { error: 'down' }, 503);
    if (fault === 'html' || (fault === 'keys html' && isKeys)) {
      return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
    }
    if (isKeys) return sendJson(response, fault === 'no keys' ? { keys: 'none' } : { keys });
    return sendJson(response, {
      issuer: fault === 'other issuer' ? 'https://evil.example' : server.url,
      jwks_uri: describeKeysUrl(),
    });
  };
  verify = createTokenVerifier({
    issuer: server.url,
    audience: AUDIENCE,
    maxLifeSeconds: 900,
    keys: discoverKeys(server.url, () => clockMs),
    rules: OBSERVATORY_RULES,
    now: () => NOW,
  });
});
afterEach(() => server.close());

function describeKeysUrl(): string {
  if (fault === 'no jwks_uri') return 'not a url';
  if (fault === 'keys in a data URL') return `data:application/json,${JSON.stringify({ keys })}`;
  return `${server.url}/keys`;
}

/** Verifies a token never seen before. */
async function verifyFresh({ header, key }: TokenParts = {}) {
  const claims = { iss: server.url, jti: String(++tokens) };
  return verify(`Bearer ${await signToken({ claims, ...(header && { header }), ...(key && { key }) })}`);
}

describe('the keys of an OpenID provider', () => {
  it('are fetched once, however many come at the same time', async () => {
    for (const caller of await Promise.all([verifyFresh(), verifyFresh(), verifyFresh()])) {
      expect(caller).toMatchObject({ subject: 'ada' });
    }
    expect(server.requests).toEqual(FETCH);
  });

  it('attack 53: are not fetched again for two hundred random kids, and once when thirty seconds have passed', async () => {
    await verifyFresh();
    const tryRandomKids = async () => {
      for (let round = 0; round < 200; round++) {
        const unknown = verifyFresh({ header: { kid: `random-${round}` } });
        await expect(unknown).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      }
    };
    clockMs = 30 * SECOND_MS - 1;
    await tryRandomKids();
    expect(server.requests).toEqual(FETCH);
    clockMs = 30 * SECOND_MS;
    await tryRandomKids();
    expect(server.requests).toEqual([...FETCH, ...FETCH]);
  });

  it('are found when they are new, and count no more once they are found gone', async () => {
    await verifyFresh();
    keys = [OUR_JWK, NEW_JWK];
    clockMs = MINUTE_MS;
    expect(await verifyFresh(WITH_NEW_KEY)).toMatchObject({ subject: 'ada' });
    expect(await verifyFresh()).toMatchObject({ subject: 'ada' });
    keys = [NEW_JWK];
    clockMs += 10 * MINUTE_MS;
    expect(await verifyFresh()).toMatchObject({ subject: 'ada' });
    clockMs += 1;
    await expect(verifyFresh()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await verifyFresh(WITH_NEW_KEY)).toMatchObject({ subject: 'ada' });
  });

  it.each<Fault>([
    'down',
    'html',
    'other issuer',
    'no jwks_uri',
    'keys in a data URL',
    'keys html',
    'no keys',
  ])(
    'attack 54: that cannot be had (%s) leave tokens unverifiable, and are asked for again a second later',
    async (what) => {
      fault = what;
      await expect(verifyFresh()).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
      const asked = server.requests.length;
      fault = undefined;
      await expect(verifyFresh()).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
      expect(server.requests).toHaveLength(asked);
      clockMs += SECOND_MS;
      expect(await verifyFresh()).toMatchObject({ subject: 'ada' });
    },
  );

  it('attack 54: of a server that is gone are not to be had', async () => {
    await server.close();
    await expect(verifyFresh()).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
  });

  it('attack 54: once had go on while they cannot be fetched anew, for a day, and are not asked for at each call', async () => {
    await verifyFresh();
    fault = 'down';
    server.requests.length = 0;
    clockMs = HOUR_MS;
    for (let round = 0; round < 20; round++) expect(await verifyFresh()).toMatchObject({ subject: 'ada' });
    expect(server.requests).toHaveLength(1);
    await expect(verifyFresh({ header: { kid: 'two' } })).rejects.toMatchObject({
      code: 'ISSUER_UNREACHABLE',
    });
    expect(server.requests).toHaveLength(1);
    clockMs = 24 * HOUR_MS;
    expect(await verifyFresh()).toMatchObject({ subject: 'ada' });
    clockMs += 1;
    await expect(verifyFresh()).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
  });
});
