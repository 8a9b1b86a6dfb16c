import {
  Client,
  type OAuthClientProvider,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';
import { followToCallback } from './oidcClient.ts';

export const CALLBACK = 'https://client.example/callback';

/** An MCP client that knows of a server no more than its URL, and gets its tokens as the server tells it to. */
export interface OAuthMcpClient {
  readonly client: Client;
  /** The authorization requests that somebody was asked to follow. */
  readonly authorizations: URL[];
  tokens(): Promise<StoredOAuthTokens | undefined>;
  /** Runs a step; where it needs somebody to log in, they do, and it is run again. */
  withLogIn<Result>(step: () => Promise<Result>): Promise<Result>;
}

export interface OAuthMcpClientOptions {
  /** Who is at the keyboard. */
  readonly account: string;
  /** Where the issuer knows the client; one that it does not know registers itself (RFC 7591). */
  readonly registration?: { readonly client_id: string; readonly issuer: string };
  /** How the URLs that the server has outside are reached here. */
  readonly fetch: typeof fetch;
}

/**
 * Connects without anybody signed in.
 * @param url of the MCP endpoint, as clients know it.
 */
export async function connectOAuthMcp(
  url: string,
  { account, registration: known, fetch }: OAuthMcpClientOptions,
): Promise<OAuthMcpClient> {
  const { session, authorizations } = createOAuthSession(known);
  const transport = new StreamableHTTPClientTransport(new URL(url), { authProvider: session, fetch });
  const client = new Client(
    { name: 'test', version: '1.0.0' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(transport);
  return {
    client,
    authorizations,
    tokens: async () => session.tokens(),
    async withLogIn(step) {
      try {
        return await step();
      } catch (error) {
        const authorization = authorizations.at(-1);
        if (!(error instanceof UnauthorizedError) || authorization === undefined) throw error;
        await transport.finishAuth(await followToCallback(authorization, account));
        return step();
      }
    },
  };
}

/** What a client keeps of its OAuth session, in memory. */
export function createOAuthSession(known?: StoredOAuthClientInformation): {
  readonly session: OAuthClientProvider;
  /** The authorization requests that somebody was asked to follow. */
  readonly authorizations: URL[];
} {
  const authorizations: URL[] = [];
  let registration: StoredOAuthClientInformation | undefined = known;
  let tokens: StoredOAuthTokens | undefined;
  let verifier = '';
  let discovery: Awaited<ReturnType<NonNullable<OAuthClientProvider['discoveryState']>>>;
  const session: OAuthClientProvider = {
    redirectUrl: CALLBACK,
    clientMetadata: {
      client_name: 'test',
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => registration,
    saveClientInformation(information) {
      registration = information;
    },
    tokens: () => tokens,
    saveTokens(next) {
      tokens = next;
    },
    redirectToAuthorization: (authorization) => void authorizations.push(authorization),
    saveCodeVerifier(next) {
      verifier = next;
    },
    codeVerifier: () => verifier,
    discoveryState: () => discovery,
    saveDiscoveryState(next) {
      discovery = next;
    },
  };
  return { session, authorizations };
}
