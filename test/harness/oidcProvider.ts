import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import {
  type AdapterFactory,
  type ClientMetadata,
  type Configuration,
  errors,
  type JWK,
  Provider,
  type ResourceServer,
} from 'oidc-provider';
import { createOidcStore } from './oidcStore.ts';

export interface OidcProviderOptions {
  /** What access tokens say beside the standard claims, by account, or by client where it is on its own. */
  readonly claims: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What tokens are given out for, by resource indicator (RFC 8707); for any other there is none. */
  readonly resources: Readonly<Record<string, Pick<ResourceServer, 'scope'> & Partial<ResourceServer>>>;
  /** Beside those that register themselves (RFC 7591). */
  readonly clients?: readonly ClientMetadata[];
  readonly keys: readonly JWK[];
}

/** A real OpenID provider and OAuth 2.1 authorization server on loopback, with everybody's login a click. */
export interface OidcProvider {
  readonly issuer: string;
  /** The requests so far, as method and path. */
  readonly requests: string[];
  /** Takes other keys from now on: all are published, the first of an algorithm signs. */
  useKeys(keys: readonly JWK[]): void;
  /** From then on nobody answers at its address. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** A private signing key, as the provider keeps it. */
export async function generateProviderKey(kid: string, alg: 'ES256' | 'RS256' = 'RS256'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' } as JWK;
}

/** How long its tokens live, but for those of a resource that says otherwise. */
export const TOKEN_SECONDS = 300;

export async function startOidcProvider(options: OidcProviderOptions): Promise<OidcProvider> {
  const requests: string[] = [];
  const store = createOidcStore();
  let provider: Provider | undefined;
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url?.replace(/\?.*/, '')}`);
    if (provider === undefined) throw new TypeError('The provider is not there yet.');
    if (request.url?.startsWith('/interaction/')) void logIn(provider, request, response);
    else void provider.callback()(request, response);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const goDown = async () => {
    if (!server.listening) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  // Its keys are fixed once it is made: a change of keys is a restart, as with the real ones.
  const useKeys = (keys: readonly JWK[]) => {
    provider = new Provider(issuer, configure({ ...options, keys }, store));
  };
  useKeys(options.keys);
  return {
    issuer,
    requests,
    useKeys,
    goDown,
    comeBack: async () => {
      if (!server.listening) await listen(port);
    },
    close: goDown,
  };
}

function configure(
  { claims, resources, clients = [], keys }: OidcProviderOptions,
  adapter: AdapterFactory,
): Configuration {
  return {
    adapter,
    jwks: { keys: [...keys] },
    clients: [...clients],
    cookies: { keys: ['test'] },
    pkce: { required: () => true },
    ttl: {
      AccessToken: (_context, { resourceServer }) => resourceServer?.accessTokenTTL ?? TOKEN_SECONDS,
      AuthorizationCode: 60,
      ClientCredentials: (_context, { resourceServer }) => resourceServer?.accessTokenTTL ?? TOKEN_SECONDS,
      Grant: 3_600,
      IdToken: TOKEN_SECONDS,
      Interaction: 60,
      RefreshToken: 3_600,
      Session: 3_600,
    },
    // A client that registers itself may name scopes of resources.
    scopes: [
      'openid',
      'offline_access',
      ...new Set(Object.values(resources).flatMap(({ scope }) => scope.split(' '))),
    ],
    // ID tokens and userinfo say the same of a person as access tokens do.
    claims: { openid: ['sub', ...new Set(Object.values(claims).flatMap(Object.keys))] },
    conformIdTokenClaims: false,
    findAccount: async (_context, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...claims[accountId] }),
    }),
    extraTokenClaims: async (_context, token) =>
      claims[('accountId' in token ? token.accountId : undefined) ?? token.clientId ?? ''],
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    interactions: { url: async (_context, { uid }) => `/interaction/${uid}` },
    // Nobody is asked for consent: a grant is all that a client asks for.
    async loadExistingGrant({ oidc }) {
      const { client, session, params = {}, resourceServers = {} } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      const scope = String(params.scope ?? '');
      grant.addOIDCScope(scope);
      for (const indicator of Object.keys(resourceServers)) grant.addResourceScope(indicator, scope);
      await grant.save();
      return grant;
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      introspection: { enabled: true, allowedPolicy: async () => true },
      jwtIntrospection: { enabled: true },
      jwtResponseModes: { enabled: true },
      jwtUserinfo: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: async () => true,
        getResourceServerInfo(_context, indicator) {
          const resource = resources[indicator];
          if (resource === undefined) throw new errors.InvalidTarget();
          return { accessTokenFormat: 'jwt', ...resource };
        },
      },
    },
  };
}

/** Whom the client hints at is at the keyboard. */
async function logIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  await provider.interactionFinished(request, response, {
    login: { accountId: String(params.login_hint) },
  });
}
