/**
 * Whoever a call is made for. A token that does not verify makes no caller at all; only the absence of one makes
 * an anonymous caller.
 */
export type Caller = AnonymousCaller | AuthenticatedCaller;

export interface AnonymousCaller {
  readonly kind: 'anonymous';
}

export interface AuthenticatedCaller {
  readonly kind: 'authenticated';
  readonly subject: string;
  /** One of the contexts that the caller rules name. */
  readonly context: string;
  readonly scopes: ReadonlySet<string>;
  /** The claims that subgraphs are told of, as verified. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export const ANONYMOUS: AnonymousCaller = { kind: 'anonymous' };

/** Which callers there are; a deployment's own, read from a file beside its operations. */
export interface CallerRules {
  /** The claim that names the context. */
  readonly contextClaim: string;
  /** The claims handed to subgraphs. */
  readonly vouchedClaims: readonly string[];
  /** The claim with the id under which subgraphs report a caller's own data; undefined: callers have none. */
  readonly subjectClaim?: string;
  /** Each context with the scopes that one in it can ever hold; others in its token count for nothing. */
  readonly contexts: Readonly<Record<string, CallerContext>>;
}

export interface CallerContext {
  readonly scopes: readonly string[];
  /** Claims without which a token of this context makes no caller. */
  readonly requiredClaims: readonly string[];
}

/** @throws TypeError naming what is wrong with the file. */
export function parseCallerRules(json: unknown): CallerRules {
  if (!isRecord(json)) throw new TypeError('The caller rules must be an object.');
  const { contextClaim, vouchedClaims, subjectClaim, contexts } = json;
  if (typeof contextClaim !== 'string') throw new TypeError('"contextClaim" must be a text.');
  if (!isTextList(vouchedClaims)) throw new TypeError('"vouchedClaims" must be a list of texts.');
  if (subjectClaim !== undefined && typeof subjectClaim !== 'string') {
    throw new TypeError('"subjectClaim" must be a text.');
  }
  if (!isRecord(contexts)) throw new TypeError('"contexts" must be an object.');
  return {
    contextClaim,
    vouchedClaims,
    ...(subjectClaim !== undefined && { subjectClaim }),
    contexts: Object.fromEntries(
      Object.entries(contexts).map(([name, context]) => {
        const scopes = isRecord(context) ? context.scopes : undefined;
        if (!isTextList(scopes)) throw new TypeError(`"contexts.${name}.scopes" must be a list of texts.`);
        const requiredClaims = isRecord(context) ? (context.requiredClaims ?? []) : undefined;
        if (!isTextList(requiredClaims)) {
          throw new TypeError(`"contexts.${name}.requiredClaims" must be a list of texts.`);
        }
        return [name, { scopes, requiredClaims }];
      }),
    ),
  };
}

/**
 * Maps the claims of a verified token to a caller.
 * @returns undefined when they do not make one: no subject, a context that the rules do not name, or one of its
 * claims missing.
 */
export function mapClaims(
  rules: CallerRules,
  claims: Readonly<Record<string, unknown>>,
): AuthenticatedCaller | undefined {
  const context = claims[rules.contextClaim];
  if (typeof claims.sub !== 'string' || claims.sub === '' || typeof context !== 'string') return undefined;
  if (!Object.hasOwn(rules.contexts, context)) return undefined;
  const { scopes: obtainable = [], requiredClaims = [] } = rules.contexts[context] ?? {};
  if (!requiredClaims.every((name) => Object.hasOwn(claims, name))) return undefined;
  const granted = parseScopes(claims.scope);
  return {
    kind: 'authenticated',
    subject: claims.sub,
    context,
    scopes: new Set(obtainable.filter((scope) => granted.includes(scope))),
    claims: Object.fromEntries(
      rules.vouchedClaims.filter((name) => Object.hasOwn(claims, name)).map((name) => [name, claims[name]]),
    ),
  };
}

/** RFC 8693, section 4.2: scopes are one text, separated by spaces. */
function parseScopes(scope: unknown): readonly string[] {
  return typeof scope === 'string' ? scope.split(' ') : [];
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
