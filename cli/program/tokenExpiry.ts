import { decodeJwt } from 'jose';

/** The longest delay that a timer holds. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls `end` once the token expires: a session's caller is verified where it begins, and must not outlive it.
 * @param token a verified one; undefined for an anonymous caller, who has no end.
 * @returns what stops waiting.
 */
export function whenTokenExpires(token: string | undefined, now: () => Date, end: () => void): () => void {
  if (token === undefined) return () => {};
  const endMs = expiryMs(token);
  let timer: NodeJS.Timeout;
  const wait = () => {
    const leftMs = endMs - now().getTime();
    timer = leftMs <= 0 ? setTimeout(end, 0) : setTimeout(wait, Math.min(leftMs, MAX_DELAY_MS));
  };
  wait();
  return () => clearTimeout(timer);
}

/** When a verified token expires, in milliseconds since the epoch. */
export function expiryMs(token: string): number {
  const { exp } = decodeJwt(token);
  if (exp === undefined) throw new TypeError('A verified token has an expiry time.');
  return exp * 1_000;
}
