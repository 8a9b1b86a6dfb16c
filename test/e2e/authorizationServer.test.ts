import {
  Client,
  ClientCredentialsProvider,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import {
  type OAuthClientProvider as SessionV1,
  UnauthorizedError as UnauthorizedErrorV1,
} from '@modelcontextprotocol/sdk/client/auth.js';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeClaims, PERSONAS } from '../../subgraphs/personas.ts';
import { TEST_NOW } from '../harness/clock.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import {
  CALLBACK,
  connectOAuthMcp,
  createOAuthSession,
  type OAuthMcpClientOptions,
} from '../harness/oauthMcpClient.ts';
import { followToCallback, signInByCode } from '../harness/oidcClient.ts';
import {
  generateProviderKey,
  type OidcProvider,
  startOidcProvider,
  TOKEN_SECONDS,
} from '../harness/oidcProvider.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';

/** Where clients know the program; a proxy forwards from there. */
const PUBLIC_URL = 'https://shop.example';
const RESOURCE = `${PUBLIC_URL}/mcp`;
const METADATA = `${PUBLIC_URL}/.well-known/oauth-protected-resource`;
const OTHER_RESOURCE = 'https://other.example/mcp';
const ASSISTANT = 'assistant';
const SERVICE = { id: 'service-sync', secret: 'service-secret' };
const WEB = { id: RESOURCE, secret: 'web-secret' };
const SECOND_MS = 1_000;
const SCOPES = [...new Set(PERSONAS.flatMap(({ scopes }) => scopes))].join(' ');

let provider: OidcProvider;
let program: TestProgram;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: TEST_NOW });
  provider = await startOidcProvider({
    claims: Object.fromEntries(
      PERSONAS.map((persona) => {
        const { sub: _account, scope: _asked, ...claims } = describeClaims(persona);
        return [persona.id, claims];
      }),
    ),
    resources: { [RESOURCE]: { scope: SCOPES }, [OTHER_RESOURCE]: { scope: SCOPES } },
    clients: [
      {
        client_id: SERVICE.id,
        client_secret: SERVICE.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
      {
        client_id: ASSISTANT,
        token_endpoint_auth_method: 'none',
        redirect_uris: [CALLBACK],
        grant_types: ['authorization_code', 'refresh_token'],
      },
      // Named as the resource is, so that its ID tokens are for it.
      { client_id: WEB.id, client_secret: WEB.secret, redirect_uris: [CALLBACK] },
    ],
    keys: [await generateProviderKey('first')],
  });
  program = await startTestProgram({
    GENKAN_MODE: 'production',
    GENKAN_PUBLIC_URL: PUBLIC_URL,
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: RESOURCE,
  });
});
afterAll(async () => {
  await program.stop();
  await provider.close();
  vi.useRealTimers();
});
beforeEach(() => {
  vi.setSystemTime(TEST_NOW);
  program.statements.length = 0;
  provider.requests.length = 0;
});

/** The proxy. */
const forward: typeof fetch = (input, init) =>
  fetch(String(input).replace(new RegExp(`^${PUBLIC_URL}(?=/)`), program.url), init);

const connect = (account: string, registration?: OAuthMcpClientOptions['registration']) =>
  connectOAuthMcp(RESOURCE, { account, fetch: forward, ...(registration !== undefined && { registration }) });
const WISH = {
  name: 'add_to_wishlist',
  arguments: { editionId: 'frieren-2-paperback', idempotencyKey: 'wish' },
};
const scopesOf = (scope: string | null | undefined) => new Set(scope?.split(' '));

describe('a client that knows the URL alone', () => {
  it('is led to the issuer, registers itself, has somebody log in, and calls the tool', async () => {
    const { client, authorizations, tokens, withLogIn } = await connect('customer-us');
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('order_status');
    expect(provider.requests).toEqual([]);
    const { structuredContent } = await withLogIn(() =>
      client.callTool({ name: 'order_status', arguments: { orderId: 'US-1001' } }),
    );
    expect(structuredContent).toMatchObject({ order: { id: 'US-1001', status: 'DELIVERED' } });
    expect(structuredContent).not.toHaveProperty('notices');
    expect(provider.requests).toContain('POST /reg');
    const [authorization, ...others] = authorizations;
    expect(others).toEqual([]);
    expect(authorization?.origin).toBe(provider.issuer);
    const asked = Object.fromEntries(authorization?.searchParams ?? []);
    expect(asked).toMatchObject({ resource: RESOURCE, code_challenge_method: 'S256' });
    expect(scopesOf(asked.scope)).toEqual(new Set(['orders:read', 'orders:tracking']));
    expect(decodeJwt((await tokens())?.access_token ?? '')).toMatchObject({
      iss: provider.issuer,
      aud: RESOURCE,
      sub: 'customer-us',
      customer_id: 'cust-us-1',
    });
  });

  it('56: told which scopes it lacks, asks for them beside those it has, and calls the tool', async () => {
    // One that registers itself names the scopes of its first call, and gets no others from this issuer.
    const { client, authorizations, tokens, withLogIn } = await connect('customer-us', {
      client_id: ASSISTANT,
      issuer: provider.issuer,
    });
    await withLogIn(() => client.callTool(WISH));
    expect(scopesOf((await tokens())?.scope)).toEqual(new Set(['library:write']));
    const ask = { name: 'order_status', arguments: { orderId: 'US-1001' } };
    const refused = await sendMcp(program.url, callMessage(ask.name, ask.arguments), {
      ...bearer((await tokens())?.access_token),
    });
    expect({ status: refused.status, challenge: refused.headers['www-authenticate'] }).toEqual({
      status: 403,
      challenge: `Bearer error="insufficient_scope", scope="orders:read orders:tracking", resource_metadata="${METADATA}"`,
    });
    const { structuredContent } = await withLogIn(() => client.callTool(ask));
    expect(structuredContent).toMatchObject({ order: { id: 'US-1001' } });
    expect(structuredContent).not.toHaveProperty('notices');
    const union = new Set(['library:write', 'orders:read', 'orders:tracking']);
    expect(scopesOf(authorizations[1]?.searchParams.get('scope'))).toEqual(union);
    expect(scopesOf((await tokens())?.scope)).toEqual(union);
    await client.callTool(WISH);
    expect(authorizations).toHaveLength(2);
  });

  it('is never sent to the issuer for what no scope would open', async () => {
    const { client, authorizations, withLogIn } = await connect('support-us');
    await withLogIn(() =>
      client.callTool({
        name: 'support_customer360',
        arguments: { customerId: 'cust-us-1', reason: 'asks' },
      }),
    );
    expect(authorizations).toHaveLength(1);
    await expect(client.callTool({ name: 'order_status', arguments: {} })).rejects.toThrow(
      'There is no tool "order_status".',
    );
    expect(authorizations).toHaveLength(1);
  });

  it('renews a token that has expired by itself', async () => {
    const { client, authorizations, tokens, withLogIn } = await connect('customer-us');
    const ask = { name: 'recent_orders', arguments: {} };
    vi.setSystemTime(TEST_NOW.getTime() - (TOKEN_SECONDS + 60) * SECOND_MS);
    let first: string | undefined;
    const { structuredContent } = await withLogIn(async () => {
      // Between the login and the call that comes with its token, that much time goes by.
      if (authorizations.length > 0) {
        first = (await tokens())?.access_token;
        vi.setSystemTime(TEST_NOW);
      }
      return client.callTool(ask);
    });
    expect(structuredContent).toHaveProperty('orders');
    expect(first).toBeDefined();
    expect((await tokens())?.access_token).not.toBe(first);
    expect(authorizations).toHaveLength(1);
    expect((await sendMcp(program.url, callMessage(ask.name), bearer(first))).status).toBe(401);
  });
});

describe('a client of SDK v1', () => {
  it('is led to the issuer the same way', async () => {
    const { session, authorizations } = createOAuthSession();
    const transport = new TransportV1(new URL(RESOURCE), {
      authProvider: session as SessionV1,
      fetch: forward,
    });
    const client = new ClientV1({ name: 'test', version: '1.0.0' });
    // The SDK's own transport does not fit its interface under exactOptionalPropertyTypes.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    const ask = { name: 'recent_orders', arguments: {} };
    await expect(client.callTool(ask)).rejects.toBeInstanceOf(UnauthorizedErrorV1);
    const [authorization] = authorizations;
    expect(authorization?.searchParams.get('resource')).toBe(RESOURCE);
    if (authorization === undefined) throw new Error('Nobody was asked to log in.');
    const callback = await followToCallback(authorization, 'customer-us');
    await transport.finishAuth(callback.get('code') ?? '');
    expect((await client.callTool(ask)).structuredContent).toHaveProperty('orders');
    await client.close();
  });
});

describe('a service with credentials of its own', () => {
  it('gets a token when it is first asked for one, and sees exactly its tools', async () => {
    const client = new Client(
      { name: 'test', version: '1.0.0' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    const authProvider = new ClientCredentialsProvider({
      clientId: SERVICE.id,
      clientSecret: SERVICE.secret,
      expectedIssuer: provider.issuer,
    });
    await client.connect(
      new StreamableHTTPClientTransport(new URL(RESOURCE), { authProvider, fetch: forward }),
    );
    await expect(client.callTool({ name: 'order_status', arguments: {} })).rejects.toThrow(
      'There is no tool "order_status".',
    );
    expect(decodeJwt(authProvider.tokens()?.access_token ?? '')).toMatchObject({
      sub: SERVICE.id,
      aud: RESOURCE,
    });
    const names = (await client.listTools()).tools.map(({ name }) => name);
    expect(names).toContain('edition_availability');
    expect(names).not.toContain('recent_orders');
  });

  it.each([
    ['52: an ID token of a person who has everything', async () => (await signIn(RESOURCE)).id_token],
    ['55: a token for another resource', async () => (await signIn(OTHER_RESOURCE)).access_token],
    ['52: an opaque token', async () => (await signIn(undefined)).access_token],
  ])('cannot use instead %s: 401', async (_what, getToken) => {
    const { status, headers } = await sendMcp(
      program.url,
      callMessage('recent_orders'),
      bearer(await getToken()),
    );
    expect({ status, challenge: headers['www-authenticate'] }).toEqual({
      status: 401,
      challenge: `Bearer error="invalid_token", resource_metadata="${METADATA}"`,
    });
    expect(program.statements).toEqual([]);
    const { access_token } = await signIn(RESOURCE);
    expect((await sendMcp(program.url, callMessage('recent_orders'), bearer(access_token))).status).toBe(200);
  });
});

const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });

function signIn(resource: string | undefined) {
  const scope = `openid ${resource === undefined ? '' : SCOPES}`.trim();
  return signInByCode(provider, {
    client: WEB,
    account: 'customer-us',
    redirectUri: CALLBACK,
    resource,
    scope,
  });
}
