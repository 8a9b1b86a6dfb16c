import { createHash } from 'node:crypto';
import { errors, type JWTHeaderParameters, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors.ts';
import { ANONYMOUS, type AuthenticatedCaller, type Caller, type CallerRules } from './caller.ts';
import { IssuerUnreachable } from './issuerUnreachable.ts';
import { mapClaims, readClaim } from './mapClaims.ts';
import type { TokenProfile } from './tokenProfile.ts';

/** Turns the Authorization header of a request into its caller. */
export type VerifyCaller = (authorization: string | undefined) => Promise<Caller>;

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  readonly rules: CallerRules;
  /**
   * The longest that a token may live, from `iat` to `exp`. Nothing is asked of the issuer about a token that it has
   * given out, so this is how long a role goes on that was taken away meanwhile.
   */
  readonly maxLifeSeconds: number;
  readonly now: () => Date;
}

/** How far the issuer's clock may be off: a token goes on so long after `exp`, and begins so long before `iat`. */
const CLOCK_TOLERANCE_SECONDS = 60;
const MAX_REMEMBERED_TOKENS = 10_000;

interface VerifiedToken {
  readonly caller: AuthenticatedCaller;
  /** From then on it is refused, remembered or not. */
  readonly endsAtMs: number;
}

/**
 * Verifies bearer tokens (RFC 6750, RFC 9068) and remembers each verified one until its end.
 * The returned function throws GatewayError UNAUTHENTICATED for anything but a valid token or no header at all,
 * and ISSUER_UNREACHABLE when no key could be had to verify with.
 */
export function createTokenVerifier(options: TokenVerifierOptions): VerifyCaller {
  const verified = new LRUCache<string, VerifiedToken>({ max: MAX_REMEMBERED_TOKENS });
  return async (authorization) => {
    if (authorization === undefined) return ANONYMOUS;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new GatewayError('UNAUTHENTICATED');
    // The digest, so that a dump of this process holds no usable token.
    const digest = createHash('sha256').update(token).digest('base64');
    const known = verified.get(digest);
    if (known !== undefined && options.now().getTime() < known.endsAtMs) return known.caller;
    verified.delete(digest);
    const fresh = await verifyToken(token, options);
    verified.set(digest, fresh);
    return fresh.caller;
  };
}

async function verifyToken(token: string, options: TokenVerifierOptions): Promise<VerifiedToken> {
  const { issuer, audience, keys, rules, maxLifeSeconds, now } = options;
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      algorithms: [...rules.tokens.algorithms],
      requiredClaims: ['exp', 'iat'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      // Also refuses an `iat` that lies ahead.
      maxTokenAge: maxLifeSeconds,
      currentDate: now(),
    });
    const { exp = Number.NaN, iat = Number.NaN } = payload;
    const isRight =
      isAccessToken(protectedHeader, payload, rules.tokens) &&
      names(readClaim(payload, rules.tokens.audienceClaim), audience) &&
      // RFC 7519, section 4.1.3: what is for others is not for us, whatever another claim says.
      (payload.aud === undefined || names(payload.aud, audience)) &&
      exp > iat &&
      exp - iat <= maxLifeSeconds;
    const caller = isRight ? mapClaims(rules, payload) : undefined;
    if (caller === undefined) throw new GatewayError('UNAUTHENTICATED');
    return { caller, endsAtMs: (exp + CLOCK_TOLERANCE_SECONDS) * 1_000 };
  } catch (error) {
    if (error instanceof IssuerUnreachable) throw new GatewayError('ISSUER_UNREACHABLE', { cause: error });
    if (error instanceof errors.JOSEError) throw new GatewayError('UNAUTHENTICATED', { cause: error });
    throw error;
  }
}

/** What says that it is something else, such as an ID token or a logout token, is no access token. */
function isAccessToken(
  { typ, crit }: JWTHeaderParameters,
  payload: JWTPayload,
  { headerTypes, kindClaims }: TokenProfile,
): boolean {
  // No extension is understood here (RFC 7515, section 4.1.11), though the library knows one.
  if (crit !== undefined) return false;
  // Bound to a key of its client (RFC 7800), which nobody proves to have here: it may have been stolen.
  if (payload.cnf !== undefined) return false;
  const type = typ?.toLowerCase().replace(/^application\//, '') ?? null;
  return (
    headerTypes.includes(type) &&
    Object.entries(kindClaims).every(([name, kind]) => {
      const value = readClaim(payload, [name]);
      return typeof kind === 'boolean' ? (value !== undefined) === kind : value === kind;
    })
  );
}

/** RFC 7519, section 4.1.3: a text, or a list of which one entry is enough. */
function names(claim: unknown, audience: string): boolean {
  return Array.isArray(claim) ? claim.includes(audience) : claim === audience;
}
