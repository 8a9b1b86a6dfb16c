import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../../operations/manifest.generated.json' with { type: 'json' };
import { SeriesOverviewDocument } from '../../operations/operations.generated.ts';
import { describeClaims, PERSONAS } from '../../subgraphs/personas.ts';
import { TEST_NOW } from '../harness/clock.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { connectMcp } from '../harness/mcpClient.ts';
import { type OidcIssuer, startOidcIssuer } from '../harness/oidcIssuer.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';

const AUDIENCE = 'https://shop.example/mcp';

let issuer: OidcIssuer;
let program: TestProgram;
let url: string;
beforeAll(async () => {
  issuer = await startOidcIssuer(AUDIENCE);
  program = await startTestProgram({
    GENKAN_MODE: 'production',
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: AUDIENCE,
  });
  url = `${program.url}/graphql`;
});
afterAll(async () => {
  await program.stop();
  await issuer.close();
});
beforeEach(() => {
  program.statements.length = 0;
});

function claimsOf(id: string): Record<string, unknown> {
  const persona = PERSONAS.find((candidate) => candidate.id === id);
  if (persona === undefined) throw new Error(`There is no persona ${id}.`);
  return describeClaims(persona);
}

const refused = {
  errors: [
    {
      message: 'Only registered operations are served here.',
      extensions: { code: 'OPERATION_NOT_REGISTERED' },
    },
  ],
};

describe('in production, GraphQL', () => {
  it.each([
    ['a right one', '{ edition(id: "yotsuba-1-paperback") { title } }'],
    ['one with a typo', '{ editon }'],
    ['one that does not parse', '{ edition('],
    ['13: introspection', '{ __schema { queryType { name } } }'],
    ['13: introspection in a fragment', '{ ...f } fragment f on Query { s: __type(name: "Order") { name } }'],
    ['13: no more than a type name', '{ __typename }'],
  ])('refuses a text that is not registered before it parses it: %s', async (_what, query) => {
    const { status, text } = await sendJson(url, { query });
    expect({ status, body: JSON.parse(text) }).toEqual({ status: 400, body: refused });
    const byGet = await sendHttp(`${url}?query=${encodeURIComponent(query)}`, {
      method: 'GET',
      headers: { 'apollo-require-preflight': '1' },
    });
    expect({ status: byGet.status, body: JSON.parse(byGet.text) }).toEqual({ status: 400, body: refused });
    expect(program.statements).toEqual([]);
  });

  it('takes a registered operation by id and by its very text', async () => {
    const variables = { series: 'yotsuba' };
    const { id, body } = manifest.operations.find(({ name }) => name === 'SeriesOverview') ?? {};
    expect(id).toBe(SeriesOverviewDocument.id);
    const extensions = { persistedQuery: { version: 1, sha256Hash: id } };
    for (const request of [
      { extensions, variables },
      { query: body, variables },
    ]) {
      const { status, text } = await sendJson(url, request);
      expect(status).toBe(200);
      expect(JSON.parse(text).data.series.titles).toEqual({
        english: 'Yotsuba&!',
        romaji: 'Yotsuba to!',
        native: 'よつばと！',
      });
    }
    expect((await sendJson(url, { query: `${body} `, variables })).status).toBe(400);
  });

  it('has no page for browsers', async () => {
    const { status, text } = await sendHttp(url, { method: 'GET', headers: { accept: 'text/html' } });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('sandbox');
    expect(text).not.toContain('authorization');
  });

  it('14: suggests no names to somebody who calls a registered operation wrongly', async () => {
    const { status, text } = await sendJson(url, {
      extensions: { persistedQuery: { version: 1, sha256Hash: SeriesOverviewDocument.id } },
      variables: { serie: 'yotsuba' },
    });
    expect(status).toBe(400);
    expect(text).not.toContain('Did you mean');
  });
});

describe('in production, callers', () => {
  it('come from the OIDC issuer', async () => {
    const token = await issuer.sign(claimsOf('customer-jp'));
    const client = await connectMcp(program.url, { token });
    const { structuredContent } = await client.callTool({ name: 'order_status', arguments: {} });
    expect(structuredContent).toMatchObject({ order: { id: 'JP-1002' } });
  });

  it('learn from the protected resource metadata where to get a token', async () => {
    const { text } = await sendHttp(`${program.url}/.well-known/oauth-protected-resource`, { method: 'GET' });
    expect(JSON.parse(text)).toMatchObject({
      resource: `${program.url}/mcp`,
      authorization_servers: [issuer.url],
    });
  });

  const now = Math.floor(TEST_NOW.getTime() / 1_000);
  it.each<[string, () => Promise<string> | string]>([
    ['for another audience', () => issuer.sign({ ...claimsOf('customer-us'), aud: 'https://other.example' })],
    ['of another issuer', () => issuer.sign({ ...claimsOf('customer-us'), iss: 'https://evil.example' })],
    ['that has expired', () => issuer.sign({ ...claimsOf('customer-us'), iat: now - 900, exp: now - 300 })],
    ['without an end', () => issuer.sign({ ...claimsOf('customer-us'), exp: undefined })],
    ['without a subject', () => issuer.sign({ ...claimsOf('customer-us'), sub: undefined })],
    ['of a context that there is not', () => issuer.sign({ ...claimsOf('customer-us'), context: 'root' })],
    ['with an unknown key id', () => issuer.sign(claimsOf('customer-us'), { kid: '../../first' })],
    ['of the development issuer', () => program.signIn('customer-us')],
    [
      'that is not signed',
      () => new UnsecuredJWT({ ...claimsOf('customer-us'), iss: issuer.url, aud: AUDIENCE }).encode(),
    ],
    [
      'signed with the public key as a shared secret',
      () =>
        new SignJWT({ ...claimsOf('customer-us'), iss: issuer.url, aud: AUDIENCE, iat: now, exp: now + 300 })
          .setProtectedHeader({ alg: 'HS256', kid: 'first' })
          .sign(new TextEncoder().encode(issuer.publicKeyPem)),
    ],
  ])('52: do not come from a token %s: 401', async (_what, sign) => {
    const { status } = await sendHttp(`${program.url}/mcp`, {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await sign()}` },
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
    });
    expect(status).toBe(401);
  });
});
