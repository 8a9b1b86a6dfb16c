import { decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VerifyCaller } from '../../../gateway/authentication/verifyToken.ts';
import { generateProviderKey, TOKEN_SECONDS } from '../../harness/oidcProvider.ts';
import { NOW } from '../signToken.ts';
import { FIRST_KEYS, type ObservatoryIssuer, startObservatoryIssuer } from './observatoryIssuer.ts';

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

const createVerifier = () => issuer.createVerifier(() => clockMs);
const verify = (token = '') => verifyHeader(`Bearer ${token}`);

/** Both clocks, as they go on together. */
function pass(seconds: number) {
  clockMs += seconds * 1_000;
  vi.setSystemTime(Date.now() + seconds * 1_000);
}

const NEXT_KEY = await generateProviderKey('next');
const keyFetches = () => issuer.provider.requests.filter((request) => request === 'GET /jwks').length;

describe('a change of keys while calls come', () => {
  afterEach(() => issuer.provider.useKeys(FIRST_KEYS));

  it('lets the old ones go on that are still published, and finds the new one when it is first used', async () => {
    const old = (await issuer.signIn()).access_token;
    await verify(old);
    // Seconds later than the cool-down, as a server that publishes first and signs later would have it.
    pass(30);
    issuer.provider.useKeys([NEXT_KEY, ...FIRST_KEYS]);
    const fresh = (await issuer.signIn()).access_token;
    expect(decodeProtectedHeader(fresh).kid).toBe('next');
    expect(keyFetches()).toBe(1);
    expect(await verify(fresh)).toMatchObject({ subject: 'ada' });
    expect(keyFetches()).toBe(2);
    expect(await verify(old)).toMatchObject({ subject: 'ada' });
    expect(await createVerifier()(`Bearer ${old}`)).toMatchObject({ subject: 'ada' });
  });

  it('that is made at once refuses tokens for at most thirty seconds, without asking the server more often', async () => {
    await verify((await issuer.signIn()).access_token);
    pass(1);
    issuer.provider.useKeys([NEXT_KEY]);
    const fresh = (await issuer.signIn()).access_token;
    for (let round = 0; round < 20; round++) await expect(verify(fresh)).rejects.toMatchObject(REFUSED);
    expect(keyFetches()).toBe(1);
    pass(29);
    expect(await verify(fresh)).toMatchObject({ subject: 'ada' });
    expect(keyFetches()).toBe(2);
  });

  it('ends a key that was taken back within ten minutes, for tokens that were not seen before', async () => {
    const [seen, unseen] = [(await issuer.signIn()).access_token, (await issuer.signIn()).access_token];
    await verify(seen);
    issuer.provider.useKeys([NEXT_KEY]);
    pass(TOKEN_SECONDS);
    // Remembered, for its life of minutes; the other is verified with the key that was there last.
    expect(await verify(seen)).toMatchObject({ subject: 'ada' });
    expect(await verify(unseen)).toMatchObject({ subject: 'ada' });
    verifyHeader = createVerifier();
    await expect(verify(unseen)).rejects.toMatchObject(REFUSED);
  });
});

describe('attack 54: a server that is gone', () => {
  afterEach(() => issuer.provider.comeBack());

  it('leaves the keys that were fetched, so that its tokens go on', async () => {
    const [seen, unseen] = [await issuer.signIn(), await issuer.signIn()];
    await verify(seen.access_token);
    await issuer.provider.goDown();
    pass(TOKEN_SECONDS);
    expect(await verify(seen.access_token)).toMatchObject({ subject: 'ada' });
    expect(await verify(unseen.access_token)).toMatchObject({ subject: 'ada' });
  });

  it('lets nobody in whose key was never fetched, nor refuses them for good', async () => {
    const { access_token } = await issuer.signIn();
    await issuer.provider.goDown();
    await expect(verify(access_token)).rejects.toMatchObject({ code: 'ISSUER_UNREACHABLE' });
    await issuer.provider.comeBack();
    pass(1);
    expect(await verify(access_token)).toMatchObject({ subject: 'ada' });
  });
});
