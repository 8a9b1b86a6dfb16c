import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../subgraphs/caller.ts';
import { confirm, findConfirmationError } from '../../../subgraphs/confirmation.ts';
import type { RequestContext } from '../../../subgraphs/requestContext.ts';
import { createSeal } from '../../../subgraphs/seal.ts';
import { TEST_NOW } from '../../harness/clock.ts';

const ADA: Caller = {
  context: 'customer',
  subject: 'ada',
  customerId: 'c-1',
  marketplaces: ['US'],
  scopes: [],
};
const ARGS = { orderId: 'US-1', lines: ['1', '2'] };
const FIVE_MINUTES_MS = 5 * 60_000;

let now: Date;
beforeEach(() => {
  now = TEST_NOW;
});

function request(caller: Caller = ADA, secret = 'secret'): RequestContext {
  return { caller, secret, now: () => now, stated: {}, requestId: 'test', reportSubject: () => {} };
}

const preview = () => confirm(request(), 'cancel', ARGS, 7);

describe('a confirmation', () => {
  it('confirms what was previewed, by whoever previewed it', () => {
    const { token, expiresAt } = preview();
    expect(expiresAt).toEqual(new Date(TEST_NOW.getTime() + FIVE_MINUTES_MS));
    expect(findConfirmationError(request(), 'cancel', ARGS, 7, token)).toBeUndefined();
  });

  it('holds until five minutes are over, not longer', () => {
    const { token, expiresAt } = preview();
    now = new Date(expiresAt.getTime() - 1);
    expect(findConfirmationError(request(), 'cancel', ARGS, 7, token)).toBeUndefined();
    now = expiresAt;
    expect(findConfirmationError(request(), 'cancel', ARGS, 7, token)).toBe('INVALID_CONFIRMATION');
  });

  it.each<[what: string, version: number]>([
    ['has changed since', 8],
    ['is back at an earlier version', 6],
  ])('is stale where what it acts on %s', (_what, version) => {
    expect(findConfirmationError(request(), 'cancel', ARGS, version, preview().token)).toBe('STALE_PREVIEW');
  });

  it('that has expired is invalid, stale or not', () => {
    const { token, expiresAt } = preview();
    now = expiresAt;
    expect(findConfirmationError(request(), 'cancel', ARGS, 8, token)).toBe('INVALID_CONFIRMATION');
  });

  it.each<[what: string, context: RequestContext, action: string, args: unknown]>([
    ['another action', request(), 'return', ARGS],
    ['other arguments', request(), 'cancel', { ...ARGS, orderId: 'US-2' }],
    ['the same in another order', request(), 'cancel', { ...ARGS, lines: ['2', '1'] }],
    ['no arguments', request(), 'cancel', undefined],
    ['another customer', request({ ...ADA, customerId: 'c-2' }), 'cancel', ARGS],
    ['another subject', request({ ...ADA, subject: 'bob' }), 'cancel', ARGS],
    [
      'support of the same name',
      request({ context: 'support', subject: 'ada', marketplaces: ['US'], regions: ['NA'], scopes: [] }),
      'cancel',
      ARGS,
    ],
    ['an anonymous caller', request({ context: 'anonymous' }), 'cancel', ARGS],
    ['another shop', request(ADA, 'other secret'), 'cancel', ARGS],
  ])('does not confirm for %s', (_what, context, action, args) => {
    expect(findConfirmationError(context, action, args, 7, preview().token)).toBe('INVALID_CONFIRMATION');
  });

  it('is not taken for a cursor, nor one for it', () => {
    const cursor = createSeal('secret', ADA, 'cursor', 'cancel', JSON.stringify(ARGS)).write({
      version: 7,
      expiresAt: Number.MAX_SAFE_INTEGER,
    });
    expect(findConfirmationError(request(), 'cancel', ARGS, 7, cursor)).toBe('INVALID_CONFIRMATION');
  });

  it.each(['', '.', 'x', '\u0000'])('is not %j', (token) => {
    expect(findConfirmationError(request(), 'cancel', ARGS, 7, token)).toBe('INVALID_CONFIRMATION');
  });

  it('with a later end written into it does not open', () => {
    const [, seal] = preview().token.split('.');
    const body = Buffer.from(JSON.stringify({ version: 7, expiresAt: Number.MAX_SAFE_INTEGER }));
    const forged = `${body.toString('base64url')}.${seal}`;
    expect(findConfirmationError(request(), 'cancel', ARGS, 7, forged)).toBe('INVALID_CONFIRMATION');
  });
});
