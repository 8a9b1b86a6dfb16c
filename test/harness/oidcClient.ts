import { createHash, randomBytes } from 'node:crypto';
import type { OidcProvider } from './oidcProvider.ts';

/** What the token endpoint answers (RFC 6749, section 5.1). */
export interface GrantedTokens {
  readonly access_token: string;
  readonly token_type: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly scope?: string;
}

export interface TokenRequest {
  /** The client's id and, where it has one, its secret. */
  readonly client: { readonly id: string; readonly secret?: string };
  readonly scope?: string;
  /** RFC 8707; none asks for a token that only the provider itself takes. */
  readonly resource?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface CodeRequest extends TokenRequest {
  /** Who logs in. */
  readonly account: string;
  readonly redirectUri: string;
}

/** A client's token on its own behalf (RFC 6749, section 4.4). */
export function requestClientToken(provider: OidcProvider, request: TokenRequest): Promise<GrantedTokens> {
  return requestTokens(provider, request, { grant_type: 'client_credentials' });
}

/** A person's tokens by authorization code with PKCE (RFC 7636), through the pages of the provider. */
export async function signInByCode(provider: OidcProvider, request: CodeRequest): Promise<GrantedTokens> {
  const { client, scope = 'openid', resource, account, redirectUri } = request;
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL((await discover(provider)).authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: client.id,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(resource !== undefined && { resource }),
  }).toString();
  const code = (await followToCallback(url, account)).get('code') ?? '';
  return requestTokens(provider, request, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  });
}

/** @throws Error with what the provider answers where it refuses. */
async function requestTokens(
  provider: OidcProvider,
  { client, scope, resource, headers = {} }: TokenRequest,
  grant: Readonly<Record<string, string>>,
): Promise<GrantedTokens> {
  const credentials = `${encodeURIComponent(client.id)}:${encodeURIComponent(client.secret ?? '')}`;
  const response = await fetch((await discover(provider)).token_endpoint, {
    method: 'POST',
    headers: {
      ...headers,
      ...(client.secret !== undefined && {
        authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      }),
    },
    body: new URLSearchParams({
      ...grant,
      client_id: client.id,
      ...(scope !== undefined && grant.code === undefined && { scope }),
      ...(resource !== undefined && { resource }),
    }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The token endpoint answers ${response.status} ${answer}`);
  return JSON.parse(answer) as GrantedTokens;
}

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

async function discover({ issuer }: OidcProvider): Promise<Endpoints> {
  return (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Endpoints;
}

/**
 * What a browser does with an authorization request: it goes where it is sent, with the cookies that it was given,
 * until it is sent back to the client.
 * @returns what the client's callback gets in its query.
 */
export async function followToCallback(authorizationUrl: URL, account: string): Promise<URLSearchParams> {
  const cookies = new Map<string, string>();
  let url = new URL(authorizationUrl);
  url.searchParams.set('login_hint', account);
  while (url.origin === authorizationUrl.origin) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${url} answers ${response.status} ${await response.text()}`);
    url = new URL(location, url);
  }
  return url.searchParams;
}
