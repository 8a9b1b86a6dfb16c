import type { AuthenticatedCaller, CallerRules } from './caller.ts';
import type { ClaimPath, TokenProfile } from './tokenProfile.ts';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Maps the claims of a verified token to a caller.
 * @returns undefined when they do not make one: no subject, no context that the rules name or several of them, or a
 * claim missing that its context requires.
 */
export function mapClaims(
  { tokens, contexts }: CallerRules,
  claims: Claims,
): AuthenticatedCaller | undefined {
  const subject = readClaim(claims, tokens.subjectClaim);
  const context = findContext(claims, tokens.context, contexts);
  if (typeof subject !== 'string' || subject === '' || context === undefined) return undefined;
  const { scopes = [], requiredClaims = [], vouchedClaims } = contexts[context] ?? {};
  const pathOf = (name: string): ClaimPath =>
    (Object.hasOwn(tokens.vouchedClaims, name) ? tokens.vouchedClaims[name] : undefined) ?? [name];
  if (requiredClaims.some((name) => readClaim(claims, pathOf(name)) === undefined)) return undefined;
  const granted = readScopes(claims, tokens);
  return Object.freeze({
    kind: 'authenticated',
    subject,
    context,
    scopes: new Set(scopes.filter((scope) => granted.has(scope))),
    claims: Object.freeze(
      Object.fromEntries(
        (vouchedClaims ?? Object.keys(tokens.vouchedClaims))
          .map((name) => [name, readClaim(claims, pathOf(name))] as const)
          .filter(([, value]) => value !== undefined),
      ),
    ),
  });
}

/** @returns undefined where the claim is not there; one that is null is not there either. */
export function readClaim(claims: Claims, [first, ...rest]: ClaimPath): unknown {
  let value: unknown = readOwn(claims, first);
  for (const name of rest) value = readOwn(value, name);
  return value ?? undefined;
}

function readOwn(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function findContext(
  claims: Claims,
  { kind, path }: TokenProfile['context'],
  contexts: CallerRules['contexts'],
): string | undefined {
  const value = readClaim(claims, path);
  const isContext = (name: unknown): name is string =>
    typeof name === 'string' && Object.hasOwn(contexts, name);
  if (kind === 'claim') return isContext(value) ? value : undefined;
  const named = Array.isArray(value) ? new Set(value.filter(isContext)) : [];
  const [context, ...others] = named;
  // Who is a member of several is nobody in particular: the wider one would be a guess.
  return others.length === 0 ? context : undefined;
}

function readScopes(claims: Claims, { scopeClaims, scopePrefix }: TokenProfile): ReadonlySet<string> {
  const granted = scopeClaims.flatMap((path) => {
    const value = readClaim(claims, path);
    return typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  });
  return new Set(
    granted
      .filter((scope) => typeof scope === 'string')
      .map((scope) => (scope.startsWith(scopePrefix) ? scope.slice(scopePrefix.length) : scope)),
  );
}
