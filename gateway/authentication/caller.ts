import type { TokenProfile } from './tokenProfile.ts';

/**
 * Whoever a call is made for. A token that does not verify makes no caller at all; only the absence of one makes
 * an anonymous caller. Nothing in it changes once it is made: what is decided for it may be remembered by it.
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
  /** The claims that subgraphs and policies are told of, as verified. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export const ANONYMOUS: AnonymousCaller = Object.freeze({ kind: 'anonymous' });

/** Which callers there are; a deployment's own, read from a file beside its operations. */
export interface CallerRules {
  /** How the issuer writes its tokens. */
  readonly tokens: TokenProfile;
  /** The vouched claim with the id under which subgraphs report a caller's own data; undefined: callers have none. */
  readonly dataSubjectClaim?: string;
  readonly contexts: Readonly<Record<string, CallerContext>>;
}

export interface CallerContext {
  /** Those that a caller in it can ever hold; others in its token count for nothing. */
  readonly scopes: readonly string[];
  /** Claims without which a token of this context makes no caller. */
  readonly requiredClaims: readonly string[];
  /** The claims of the profile that are vouched for of a caller in it; undefined: all. */
  readonly vouchedClaims?: readonly string[];
}
