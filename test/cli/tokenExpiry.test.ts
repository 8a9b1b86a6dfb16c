import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenTokenExpires } from '../../cli/program/tokenExpiry.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const now = () => new Date();

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What a verifier has accepted; here nobody looks at the signature. */
const tokenFor = (ms: number) =>
  new SignJWT({ exp: Math.floor((Date.now() + ms) / 1_000) })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new Uint8Array(32));

it('calls once at the expiry time, be it past, near, or farther than a timer reaches', async () => {
  for (const ms of [-30_000, 60_000, 60 * DAY_MS]) {
    const end = vi.fn();
    whenTokenExpires(await tokenFor(ms), now, end);
    vi.advanceTimersByTime(Math.max(0, ms - 2_000));
    expect(end).toHaveBeenCalledTimes(ms < 0 ? 1 : 0);
    vi.advanceTimersByTime(4_000);
    expect(end).toHaveBeenCalledTimes(1);
    expect(vi.getTimerCount()).toBe(0);
  }
});

it('leaves no timer behind a session that has ended, nor for a caller without a token', async () => {
  const end = vi.fn();
  whenTokenExpires(await tokenFor(60 * DAY_MS), now, end)();
  whenTokenExpires(undefined, now, end)();
  expect(vi.getTimerCount()).toBe(0);
  expect(end).not.toHaveBeenCalled();
});
