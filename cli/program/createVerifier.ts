import type { JWTVerifyGetKey } from 'jose';
import type { CallerRules } from '../../gateway/authentication/caller.ts';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  type DevelopmentIssuer,
  describeDevelopmentTokens,
} from '../../gateway/authentication/developmentIssuer.ts';
import { discoverKeys } from '../../gateway/authentication/discoverKeys.ts';
import { createTokenVerifier, type VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import type { Config } from '../config.ts';
import { DEVELOPMENT_TOKEN_SECONDS, MAX_TOKEN_SECONDS } from './timeLimits.ts';

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
    keys: development.keys,
    rules: { ...rules, tokens: describeDevelopmentTokens(rules) },
    maxLifeSeconds: DEVELOPMENT_TOKEN_SECONDS,
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
  return createTokenVerifier({ ...oidc, keys, rules, maxLifeSeconds: MAX_TOKEN_SECONDS, now });
}
