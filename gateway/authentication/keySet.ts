import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { IssuerUnreachable } from './issuerUnreachable.ts';

/** A key that the issuer took back is found gone after so long at the latest. */
const FRESH_MS = 10 * 60 * 1_000;
/** How long keys are trusted that cannot be fetched anew. */
const LONGEST_MS = 24 * 60 * 60 * 1_000;
/** Keys are asked for no more often, whatever tokens come: anybody can name a key that there is not. */
const COOL_DOWN_MS = 30_000;
/** As long as there are none at all, somebody may be waiting for the issuer to start. */
const COLD_COOL_DOWN_MS = 1_000;

interface KnownKeys {
  readonly find: JWTVerifyGetKey;
  readonly fetchedAtMs: number;
}

/**
 * Keys that are fetched on first use, again when they are ten minutes old, and when a token names one that is not
 * among them; never more than once in thirty seconds. Those that were there last go on while none can be fetched.
 * The returned function throws IssuerUnreachable where the key of a token may be among those that cannot be had.
 * @param fetchKeys throws IssuerUnreachable.
 * @param clock milliseconds that only ever grow.
 */
export function createKeySet(
  fetchKeys: () => Promise<JSONWebKeySet>,
  clock: () => number = () => performance.now(),
): JWTVerifyGetKey {
  let known: KnownKeys | undefined;
  let failure: IssuerUnreachable | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let pending: Promise<void> | undefined;

  const fetchOnce = async () => {
    triedAtMs = clock();
    try {
      known = { find: createLocalJWKSet(await fetchKeys()), fetchedAtMs: clock() };
      failure = undefined;
    } catch (error) {
      if (!(error instanceof IssuerUnreachable)) throw error;
      failure = error;
    }
  };
  /** Those who come while keys are fetched wait for the same ones. */
  const refresh = async () => {
    const coolDownMs = known === undefined ? COLD_COOL_DOWN_MS : COOL_DOWN_MS;
    if (pending === undefined && clock() - triedAtMs < coolDownMs) return;
    pending ??= fetchOnce().finally(() => {
      pending = undefined;
    });
    await pending;
  };
  const ageMs = () => (known === undefined ? Number.POSITIVE_INFINITY : clock() - known.fetchedAtMs);
  const find: JWTVerifyGetKey = async (header, token) => {
    if (known === undefined || ageMs() > LONGEST_MS)
      throw failure ?? new IssuerUnreachable('There are no keys.');
    return known.find(header, token);
  };

  return async (header, token) => {
    if (ageMs() > FRESH_MS) await refresh();
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      try {
        return await find(header, token);
      } catch (missing) {
        // It may be a new one that cannot be fetched.
        throw failure ?? missing;
      }
    }
  };
}
