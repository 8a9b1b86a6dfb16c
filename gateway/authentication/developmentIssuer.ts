import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose';
import type { CallerRules } from './caller.ts';
import { PRESETS, type TokenProfile } from './tokenProfile.ts';

/** Issuer and audience of development tokens; a production program never accepts them. */
export const DEVELOPMENT_ISSUER = 'urn:genkan:development';
export const DEVELOPMENT_AUDIENCE = 'urn:genkan:development:gateway';

/** Its tokens say the context and what is vouched for by the very names that the rules have. */
export function describeDevelopmentTokens({ tokens }: CallerRules): TokenProfile {
  const names = Object.keys(tokens.vouchedClaims);
  return {
    ...PRESETS.standard,
    algorithms: ['EdDSA'],
    context: { kind: 'claim', path: ['context'] },
    vouchedClaims: Object.fromEntries(names.map((name) => [name, [name] as const])),
  };
}

export interface DevelopmentIssuer {
  readonly keys: JWTVerifyGetKey;
  /** Signs one access token; `claims` name its subject in `sub`. */
  sign(claims: Readonly<Record<string, unknown>>, ttlSeconds: number, now: Date): Promise<string>;
}

/** Makes a new private signing key, as the text to keep in a file of mode 0600. */
export async function generateSigningKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: 'EdDSA' });
}

/** @param signingKey what {@link generateSigningKey} gave. */
export async function createDevelopmentIssuer(signingKey: string): Promise<DevelopmentIssuer> {
  const jwk = JSON.parse(signingKey) as JWK;
  const privateKey = await importJWK(jwk, 'EdDSA');
  const { d: _private, ...publicKey } = jwk;
  return {
    keys: createLocalJWKSet({ keys: [publicKey] }),
    sign: (claims, ttlSeconds, now) => {
      const issuedAt = Math.floor(now.getTime() / 1_000);
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...(jwk.kid !== undefined && { kid: jwk.kid }) })
        .setIssuer(DEVELOPMENT_ISSUER)
        .setAudience(DEVELOPMENT_AUDIENCE)
        .setJti(crypto.randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ttlSeconds)
        .sign(privateKey);
    },
  };
}
