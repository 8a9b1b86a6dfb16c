import { createSecretKey, randomBytes } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';
import { discoverKeys } from '../../../gateway/authentication/discoverKeys.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import { createTokenVerifier, type VerifyCaller } from '../../../gateway/authentication/verifyToken.ts';
import {
  type CodeRequest,
  type GrantedTokens,
  requestClientToken,
  signInByCode,
  type TokenRequest,
} from '../../harness/oidcClient.ts';
import {
  generateProviderKey,
  type OidcProvider,
  type OidcProviderOptions,
  startOidcProvider,
} from '../../harness/oidcProvider.ts';

export const AUDIENCE = 'https://observatory.example/graphql';
export const CALLBACK = 'https://client.example/callback';

/** As a deployment would write it: nested claims, scopes with a prefix, and a service without any claim. */
const RULES = {
  algorithms: ['RS256'],
  contextClaim: ['observatory', 'role'],
  scopePrefix: 'sky/',
  vouchedClaims: { institute: ['observatory', 'institute'], domes: ['observatory', 'domes'] },
  dataSubjectClaim: 'institute',
  contexts: {
    observer: { scopes: ['observations:read'], requiredClaims: ['institute', 'domes'] },
    robot: { scopes: ['instruments:service'], vouchedClaims: [] },
  },
};

export const SCOPES = 'sky/observations:read sky/instruments:service';
const SECRET = createSecretKey(randomBytes(32));
/** The same resource, in tokens that the provider could be set up to give out for it. */
const RESOURCES = {
  [AUDIENCE]: { scope: SCOPES },
  'https://elsewhere.example/graphql': { scope: SCOPES },
  'urn:lives-long': { scope: SCOPES, audience: AUDIENCE, accessTokenTTL: 3_600 },
  'urn:signed-with-another-algorithm': {
    scope: SCOPES,
    audience: AUDIENCE,
    jwt: { sign: { alg: 'ES256' } },
  },
  'urn:signed-with-a-secret': {
    scope: SCOPES,
    audience: AUDIENCE,
    jwt: { sign: { alg: 'HS256', key: SECRET } },
  },
  'urn:encrypted': {
    scope: SCOPES,
    audience: AUDIENCE,
    jwt: {
      sign: { alg: 'RS256' },
      encrypt: { alg: 'dir', enc: 'A256GCM', key: SECRET },
    },
  },
  'urn:opaque': { scope: SCOPES, audience: AUDIENCE, accessTokenFormat: 'opaque' },
} satisfies OidcProviderOptions['resources'];
export const ADA = {
  observatory: { role: 'observer', institute: 'Mount Example', domes: ['north', 'south'] },
};

export const WEB = { id: 'web', secret: 'web-secret' };
/** Named as the gateway is: whatever is made for this client has the gateway's own audience. */
export const NAMESAKE = { id: AUDIENCE, secret: 'namesake-secret' };
export const ROBOT = { id: 'robot', secret: 'robot-secret' };

const describeWebClient = ({ id, secret }: typeof WEB): ClientMetadata => ({
  client_id: id,
  client_secret: secret,
  redirect_uris: [CALLBACK],
  grant_types: ['authorization_code', 'refresh_token'],
  userinfo_signed_response_alg: 'RS256',
  introspection_signed_response_alg: 'RS256',
});

/** The first signs unless a resource has another algorithm. */
export const FIRST_KEYS = [await generateProviderKey('first'), await generateProviderKey('curve', 'ES256')];

/** A real authorization server that knows an observer, a service and their clients. */
export interface ObservatoryIssuer {
  readonly provider: OidcProvider;
  /** Ada's tokens for the gateway, unless the request says otherwise. */
  signIn(request?: Partial<CodeRequest>): Promise<GrantedTokens>;
  /** The service's. */
  signInRobot(request?: Partial<TokenRequest>): Promise<GrantedTokens>;
  /** @param clock of the keys, in milliseconds; tokens go by Date. */
  createVerifier(clock: () => number, rules?: object, audience?: string): VerifyCaller;
}

export async function startObservatoryIssuer(): Promise<ObservatoryIssuer> {
  const provider = await startOidcProvider({
    claims: {
      ada: ADA,
      eve: { observatory: { role: 'observer' } },
      robot: { observatory: { role: 'robot' } },
    },
    resources: RESOURCES,
    clients: [
      describeWebClient(WEB),
      describeWebClient(NAMESAKE),
      {
        client_id: ROBOT.id,
        client_secret: ROBOT.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    keys: FIRST_KEYS,
  });
  return {
    provider,
    signIn: (request) =>
      signInByCode(provider, {
        client: WEB,
        account: 'ada',
        redirectUri: CALLBACK,
        scope: 'openid sky/observations:read',
        resource: AUDIENCE,
        ...request,
      }),
    signInRobot: (request) =>
      requestClientToken(provider, { client: ROBOT, scope: SCOPES, resource: AUDIENCE, ...request }),
    createVerifier: (clock, rules = {}, audience = AUDIENCE) =>
      createTokenVerifier({
        issuer: provider.issuer,
        audience,
        keys: discoverKeys(provider.issuer, clock),
        rules: parseCallerRules({ ...RULES, ...rules }),
        maxLifeSeconds: 900,
        now: () => new Date(),
      }),
  };
}
