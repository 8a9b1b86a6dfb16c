import { createHash } from 'node:crypto';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors.ts';
import { ANONYMOUS, type Caller, type CallerRules, mapClaims } from './caller.ts';

/** Turns the Authorization header of a request into its caller. */
export type VerifyCaller = (authorization: string | undefined) => Promise<Caller>;

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** The algorithms that the issuer signs with; any other is refused, `none` and HMAC always. */
  readonly algorithms: readonly ('EdDSA' | 'ES256' | 'PS256' | 'RS256')[];
  readonly keys: JWTVerifyGetKey;
  readonly rules: CallerRules;
  readonly now: () => Date;
}

/** How far the issuer's clock may be off. */
const CLOCK_TOLERANCE_SECONDS = 60;
const MAX_REMEMBERED_TOKENS = 10_000;

/**
 * Verifies bearer tokens (RFC 6750, RFC 9068) and remembers each verified one until it expires.
 * The returned function throws GatewayError UNAUTHENTICATED for anything but a valid token or no header at all,
 * and ISSUER_UNREACHABLE when no key could be had to verify with.
 */
export function createTokenVerifier(options: TokenVerifierOptions): VerifyCaller {
  const verified = new LRUCache<string, Caller>({ max: MAX_REMEMBERED_TOKENS });
  return async (authorization) => {
    if (authorization === undefined) return ANONYMOUS;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new GatewayError('UNAUTHENTICATED');
    // The digest, so that a dump of this process holds no usable token.
    const digest = createHash('sha256').update(token).digest('base64');
    const known = verified.get(digest);
    if (known !== undefined) return known;
    const { caller, expiresInMs } = await verifyToken(token, options);
    if (expiresInMs > 0) verified.set(digest, caller, { ttl: expiresInMs });
    return caller;
  };
}

async function verifyToken(token: string, options: TokenVerifierOptions) {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, options.keys, {
      issuer: options.issuer,
      audience: options.audience,
      algorithms: [...options.algorithms],
      requiredClaims: ['sub', 'exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: options.now(),
    });
    const caller = isAccessToken(protectedHeader.typ) ? mapClaims(options.rules, payload) : undefined;
    if (caller === undefined || payload.exp === undefined) throw new GatewayError('UNAUTHENTICATED');
    return { caller, expiresInMs: payload.exp * 1_000 - options.now().getTime() };
  } catch (error) {
    if (isUnreachable(error)) {
      throw new GatewayError('ISSUER_UNREACHABLE', { cause: error });
    }
    if (error instanceof errors.JOSEError) throw new GatewayError('UNAUTHENTICATED', { cause: error });
    throw error;
  }
}

/**
 * RFC 9068, section 2.1 wants `at+jwt`; many issuers write `JWT` or nothing. What says that it is something else,
 * such as a logout token, is no access token.
 */
function isAccessToken(typ: string | undefined): boolean {
  return typ === undefined || /^(application\/)?(at\+)?jwt$/i.test(typ);
}

class IssuerUnreachable extends Error {
  override name = 'IssuerUnreachable';
}

/**
 * The signing keys of an OpenID provider, found through its discovery document (OpenID Connect Discovery 1.0,
 * section 4) on first use.
 */
export function discoverKeys(issuer: string): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    keys ??= fetchKeySet(issuer).catch((error: unknown) => {
      // The next token tries again.
      keys = undefined;
      throw error;
    });
    const getKey = await keys;
    return getKey(header, token);
  };
}

async function fetchKeySet(issuer: string): Promise<JWTVerifyGetKey> {
  const discovered = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!isDiscovery(discovered) || discovered.issuer !== issuer) {
    throw new IssuerUnreachable('The discovery document does not belong to the issuer.');
  }
  return createKeySet(new URL(discovered.jwks_uri));
}

/** The keys at a URL. Those that were there last go on while they cannot be fetched anew. */
function createKeySet(url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, {
    [customFetch]: async (href, init) => Response.json(await fetchJson(href, init)),
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      const last = remote.jwks();
      if (!isUnreachable(error) || last === undefined) throw error;
      return createLocalJWKSet(last)(header, token).catch(() => {
        // The key that is missing may be among those that cannot be had now.
        throw error;
      });
    }
  };
}

async function fetchJson(url: string, init: RequestInit = {}): Promise<unknown> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), ...init });
    if (!response.ok) throw new IssuerUnreachable(`The issuer answers ${response.status}.`);
    return await response.json();
  } catch (cause) {
    if (cause instanceof IssuerUnreachable) throw cause;
    throw new IssuerUnreachable('The issuer does not answer with JSON.', { cause });
  }
}

function isUnreachable(error: unknown): boolean {
  return (
    error instanceof IssuerUnreachable ||
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid
  );
}

function isDiscovery(value: unknown): value is { issuer: string; jwks_uri: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'issuer' in value &&
    'jwks_uri' in value &&
    typeof value.jwks_uri === 'string' &&
    URL.canParse(value.jwks_uri)
  );
}
