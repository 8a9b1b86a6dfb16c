import type { JWTVerifyGetKey } from 'jose';
import type { CallerRules } from '../../gateway/authentication/caller.ts';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  type DevelopmentIssuer,
} from '../../gateway/authentication/developmentIssuer.ts';
import {
  createTokenVerifier,
  discoverKeys,
  type VerifyCaller,
} from '../../gateway/authentication/verifyToken.ts';
import type { Config } from '../config.ts';

/** Tokens of the OIDC issuer in production, of the development issuer in development; never both. */
export function createVerifier(
  config: Config,
  rules: CallerRules,
  development: DevelopmentIssuer | undefined,
  now: () => Date,
): VerifyCaller {
  if (config.oidc !== undefined) {
    return createOidcVerifier(config.oidc, discoverKeys(config.oidc.issuer), rules, now);
  }
  if (development === undefined) throw new TypeError('There is no issuer to verify tokens of.');
  return createTokenVerifier({
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    algorithms: ['EdDSA'],
    keys: development.keys,
    rules,
    now,
  });
}

/** Tokens of an OpenID provider. */
export function createOidcVerifier(
  oidc: NonNullable<Config['oidc']>,
  keys: JWTVerifyGetKey,
  rules: CallerRules,
  now: () => Date,
): VerifyCaller {
  return createTokenVerifier({
    ...oidc,
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    keys,
    rules,
    now,
  });
}
