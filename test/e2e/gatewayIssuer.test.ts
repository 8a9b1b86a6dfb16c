import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeFolder } from '../cli/gatewayFiles.ts';
import { startTwoVersions, type TwoVersions } from '../cli/gatewayGraphs.ts';
import { sendJson } from '../harness/httpRequest.ts';
import { requestClientToken } from '../harness/oidcClient.ts';
import { generateProviderKey, type OidcProvider, startOidcProvider } from '../harness/oidcProvider.ts';
import { type RunningGenkan, startGenkan } from '../harness/spawnGenkan.ts';

const AUDIENCE = 'https://people.example/graphql';
const CLIENT = { id: 'reporter', secret: 'reporter-secret' };
const CALLERS = {
  contextClaim: 'role',
  vouchedClaims: [],
  contexts: { reader: { scopes: ['journal:read', 'other:read'] } },
};

let graphs: TwoVersions;
let provider: OidcProvider;
let gateway: RunningGenkan;
let removeFolder: () => void;
beforeAll(async () => {
  graphs = await startTwoVersions();
  provider = await startOidcProvider({
    claims: { [CLIENT.id]: { role: 'reader' } },
    resources: { [AUDIENCE]: { scope: 'journal:read other:read' } },
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    keys: [await generateProviderKey('first')],
  });
  const { folder, remove } = makeFolder();
  removeFolder = remove;
  const [supergraph, callers] = [join(folder, 'supergraph.graphql'), join(folder, 'callers.json')];
  writeFileSync(supergraph, graphs.first);
  writeFileSync(callers, JSON.stringify(CALLERS));
  gateway = await startGenkan(
    { dataFolder: folder, databaseUrl: undefined, remove: async () => remove() },
    ['--supergraph', supergraph, '--callers', callers],
    {
      command: 'gateway',
      env: { GENKAN_LOG_LEVEL: 'silent', OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: AUDIENCE },
    },
  );
});
afterAll(async () => {
  await gateway.end();
  await provider.close();
  await graphs.close();
  removeFolder();
});

async function ask(query: string, token?: string) {
  const { status, text, headers } = await sendJson(
    `${gateway.url}/graphql`,
    { query },
    token === undefined ? {} : { authorization: `Bearer ${token}` },
  );
  return { status, answer: JSON.parse(text), challenge: headers['www-authenticate'] };
}

const signIn = async (scope: string) =>
  (await requestClientToken(provider, { client: CLIENT, scope, resource: AUDIENCE })).access_token;
const DIARY = { status: 200, answer: { data: { journal: 'Dear diary' } } };

it('attack 54: a gateway whose issuer is not there yet answers 503 to tokens, and everybody else', async () => {
  const token = await signIn('journal:read');
  await provider.goDown();
  expect(await ask('{ journal }', token)).toEqual({
    status: 503,
    answer: {
      errors: [
        {
          message: 'Tokens cannot be verified at the moment.',
          extensions: { code: 'ISSUER_UNREACHABLE' },
        },
      ],
    },
    challenge: undefined,
  });
  expect(await ask('{ version }')).toMatchObject({ status: 200, answer: { data: { version: 'first' } } });
  await provider.comeBack();
  await vi.waitFor(async () => expect(await ask('{ journal }', token)).toMatchObject(DIARY), 10_000);
});

it('attack 54: goes on with the keys that it has when its issuer is gone, for tokens never seen before too', async () => {
  const tokens = [await signIn('journal:read'), await signIn('journal:read')];
  await provider.goDown();
  for (const token of tokens) expect(await ask('{ journal }', token)).toMatchObject(DIARY);
  await provider.comeBack();
});

it('attack 56: names the scopes that a service lacks, and serves it with a second token that has them', async () => {
  expect(await ask('{ journal }', await signIn('other:read'))).toMatchObject({
    status: 403,
    answer: { errors: [{ extensions: { code: 'INSUFFICIENT_SCOPE', scopes: ['journal:read'] } }] },
    challenge: `Bearer error="insufficient_scope", scope="journal:read", resource_metadata="${gateway.url}/.well-known/oauth-protected-resource"`,
  });
  expect(await ask('{ journal }', await signIn('journal:read'))).toMatchObject(DIARY);
});

it('leads who is refused over GraphQL to the issuer', async () => {
  const { status, challenge = '' } = await ask('{ journal }');
  expect(status).toBe(401);
  expect(challenge).toMatch(/^Bearer scope="journal:read", resource_metadata="[^"]+"$/);
  const metadata = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? '';
  expect(await (await fetch(metadata)).json()).toEqual({
    resource: `${gateway.url}/graphql`,
    authorization_servers: [provider.issuer],
    scopes_supported: ['journal:read', 'other:read'],
    bearer_methods_supported: ['header'],
  });
});
