import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { exportJWK, type JWK, SignJWT } from 'jose';

/** The moment at which the tokens of these tests are issued. */
export const NOW = new Date('2026-11-23T12:00:00Z');
export const NOW_SECONDS = NOW.getTime() / 1_000;
export const ISSUER = 'https://issuer.example';
export const AUDIENCE = 'https://observatory.example';

export const OUR_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const THEIR_KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const OUR_JWK: JWK = { ...(await exportJWK(OUR_KEYS.publicKey)), kid: 'one', alg: 'RS256' };

export interface TokenParts {
  /** Replace those that are right; one that is undefined is left out. */
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: KeyObject;
}

export const RIGHT_CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  iat: NOW_SECONDS,
  exp: NOW_SECONDS + 900,
  sub: 'ada',
  role: 'observer',
  scope: 'observations:read',
};

/** A token that is right but for what is given. */
export function signToken({ claims, header, key = OUR_KEYS.privateKey }: TokenParts = {}): Promise<string> {
  return new SignJWT({ ...RIGHT_CLAIMS, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', typ: 'at+jwt', ...header })
    .sign(key);
}
