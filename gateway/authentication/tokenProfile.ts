/** A claim by its name, or one inside another: `['realm_access', 'roles']`. A name may hold dots and slashes. */
export type ClaimPath = readonly [string, ...string[]];

export type SignatureAlgorithm = 'EdDSA' | 'ES256' | 'PS256' | 'RS256';

/** How an issuer writes its access tokens: what tells them from its other tokens, and where they say what. */
export interface TokenProfile {
  /** Any other is refused; `none` and HMAC cannot be named at all. */
  readonly algorithms: readonly SignatureAlgorithm[];
  /** What the header's `typ` may be, in lower case and without `application/`; null: there is none. */
  readonly headerTypes: readonly (string | null)[];
  /** What only access tokens say: a text that a claim must be, or whether it must be there (true) or not (false). */
  readonly kindClaims: Readonly<Record<string, string | boolean>>;
  readonly audienceClaim: ClaimPath;
  readonly subjectClaim: ClaimPath;
  readonly context: ContextClaim;
  /** Each a text with spaces between (RFC 8693, section 4.2) or a list of texts; a caller has those of all. */
  readonly scopeClaims: readonly ClaimPath[];
  /** What the issuer puts before each scope of this resource, as `api/` in `api/notes:read`; may be empty. */
  readonly scopePrefix: string;
  /** What subgraphs and policies are told of, by the name that they know it by. */
  readonly vouchedClaims: Readonly<Record<string, ClaimPath>>;
}

/** `groups` is a list of which exactly one entry must name a context. */
export type ContextClaim =
  | { readonly kind: 'claim'; readonly path: ClaimPath }
  | { readonly kind: 'groups'; readonly path: ClaimPath };

/** What a profile is but for what only the deployment can say. */
export type ProfilePreset = Omit<TokenProfile, 'vouchedClaims' | 'context'> & {
  /** Undefined where the provider has no claim that could be it. */
  readonly context: ContextClaim | undefined;
};

/** JWT access tokens as RFC 9068 has them (section 2): the profile of whoever names no preset. */
const STANDARD: ProfilePreset = {
  algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  headerTypes: ['at+jwt'],
  kindClaims: {},
  audienceClaim: ['aud'],
  subjectClaim: ['sub'],
  context: undefined,
  scopeClaims: [['scope']],
  scopePrefix: '',
};

/**
 * Amazon Cognito user pools. An access token has no `typ` in its header and no `aud` but `client_id`, `token_use:
 * access` where an ID token says `id`, `scope` as `<resource server>/<scope>` (set `scopePrefix`), and
 * `cognito:groups`. Tokens that a pool binds to a resource have an `aud`, and are refused unless `audienceClaim` is
 * set to it. Their life is 60 minutes unless the app client sets less: set 15 or less. Own claims come from the pre
 * token generation trigger, V2 or later.
 */
const COGNITO: ProfilePreset = {
  ...STANDARD,
  algorithms: ['RS256'],
  headerTypes: [null],
  kindClaims: { token_use: 'access' },
  audienceClaim: ['client_id'],
  context: { kind: 'groups', path: ['cognito:groups'] },
  scopeClaims: [['scope'], ['cognito:groups']],
};

/**
 * Auth0, both of its token profiles: `typ` is `JWT`, or `at+jwt` in the RFC 9068 one. `aud` lists the API and, for
 * `openid`, the userinfo endpoint; an ID token's is the client. `permissions` is there where the API has RBAC add it.
 * Own claims, the context among them, come from an Action and are best named by a URL of one's own. An API's tokens
 * live 24 hours unless it sets less: set 900 seconds or less.
 */
const AUTH0: ProfilePreset = {
  ...STANDARD,
  algorithms: ['RS256', 'PS256'],
  headerTypes: ['at+jwt', 'jwt'],
  kindClaims: { nonce: false, at_hash: false },
  scopeClaims: [['scope'], ['permissions']],
};

/**
 * Keycloak. `typ` in the header is `JWT`, or `at+jwt` where the client says so; the claim `typ` is `Bearer` where an
 * ID token says `ID` and a refresh token `Refresh`. `aud` names this gateway only where a client scope has an audience
 * mapper. Roles are in `realm_access.roles`; those of a client in `resource_access.<client>.roles`.
 */
const KEYCLOAK: ProfilePreset = {
  ...STANDARD,
  headerTypes: ['at+jwt', 'jwt'],
  kindClaims: { typ: 'Bearer' },
  context: { kind: 'groups', path: ['realm_access', 'roles'] },
  scopeClaims: [['scope'], ['realm_access', 'roles']],
};

/**
 * Microsoft Entra ID, tokens of version 2.0 (`requestedAccessTokenVersion: 2`): `typ` is `JWT`, `aud` the API's
 * client id, delegated permissions are the text `scp`, app roles and application permissions the list `roles`, and
 * `azp` is the client, which an ID token does not have. `sub` differs for each API; set `subjectClaim` to `oid` for
 * the directory's own id. Tokens live 60 to 90 minutes unless a token lifetime policy sets 10 to 15.
 */
const ENTRA: ProfilePreset = {
  ...STANDARD,
  algorithms: ['RS256'],
  headerTypes: ['jwt'],
  kindClaims: { ver: '2.0', azp: true, nonce: false },
  context: { kind: 'groups', path: ['roles'] },
  scopeClaims: [['scp'], ['roles']],
};

export const PRESETS = {
  standard: STANDARD,
  cognito: COGNITO,
  auth0: AUTH0,
  keycloak: KEYCLOAK,
  entra: ENTRA,
} satisfies Readonly<Record<string, ProfilePreset>>;
