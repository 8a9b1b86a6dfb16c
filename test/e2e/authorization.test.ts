import { InsufficientScopeError } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrderStatusDocument } from '../../operations/operations.generated.ts';
import { sendHttp, sendJson } from '../harness/httpRequest.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
beforeAll(async () => {
  program = await startTestProgram();
});
afterAll(() => program.stop());
beforeEach(() => {
  program.statements.length = 0;
});

const signIn = async (persona: string, scopes?: readonly string[]) => ({
  authorization: `Bearer ${await program.signIn(persona, scopes)}`,
});
const metadata = () => `${program.url}/.well-known/oauth-protected-resource`;
const PUBLIC_TOOLS = [
  'age_guidance',
  'compare_editions',
  'edition_availability',
  'edition_by_isbn',
  'find_editions',
  'marketplace_offer',
  'missing_volumes',
  'next_volume',
  'policy_answer',
  'reading_order',
  'recommend_gift',
  'recommend_similar',
  'search_catalog',
  'series_bundle_price',
  'series_overview',
  'shipping_options',
  'upcoming_releases',
];
const CUSTOMER_TOOLS = [
  'add_to_wishlist',
  'cancel_eligibility',
  'cancel_order',
  'change_shipping_address',
  'change_shipping_address_preview',
  'create_support_ticket',
  'damaged_item_help',
  'delivery_issue',
  'notify_on_restock',
  'order_status',
  'recent_orders',
  'refund_status',
  'return_eligibility',
  'start_return',
  'start_return_preview',
];
const STAFF_TOOLS = ['support_customer360'];

describe('a token that does not verify', () => {
  it.each([
    ['of nobody', 'Bearer not-a-token'],
    ['of three parts that are none', 'Bearer a.b.c'],
    ['that is empty', 'Bearer '],
    ['of another scheme', 'Basic dXNlcjpwYXNz'],
  ])('%s is 401 everywhere, never an anonymous caller', async (_what, authorization) => {
    const challenge = `Bearer error="invalid_token", resource_metadata="${metadata()}"`;
    for (const { status, headers } of [
      await sendMcp(program.url, callMessage('search_catalog', { query: 'frieren' }), { authorization }),
      await sendMcp(program.url, { jsonrpc: '2.0', id: 1, method: 'tools/list' }, { authorization }),
      await sendJson(`${program.url}/graphql`, { query: '{ __typename }' }, { authorization }),
    ]) {
      expect({ status, challenge: headers['www-authenticate'] }).toEqual({ status: 401, challenge });
    }
    expect(program.statements).toEqual([]);
  });

  it('with one bit of its signature changed is 401', async () => {
    const { authorization } = await signIn('customer-us');
    const last = authorization.at(-2) === 'A' ? 'B' : 'A';
    const forged = `${authorization.slice(0, -2)}${last}${authorization.at(-1)}`;
    expect(await sendMcp(program.url, callMessage('order_status'), { authorization: forged })).toMatchObject({
      status: 401,
    });
  });

  it('makes a real client fail at connecting', async () => {
    await expect(
      connectCaller({ ...program, signIn: async () => 'not-a-token' }, 'customer-us'),
    ).rejects.toMatchObject({ status: 401 });
  });
});

describe('who may not call a tool as a whole', () => {
  it('learns from 401 how to sign in when anonymous', async () => {
    const { status, headers } = await sendMcp(program.url, callMessage('order_status'));
    expect({ status, challenge: headers['www-authenticate'] }).toEqual({
      status: 401,
      challenge: `Bearer scope="orders:read orders:tracking", resource_metadata="${metadata()}"`,
    });
    expect(program.statements).toEqual([]);
  });

  it('56: learns from 403 every scope of the operation when it lacks them, over MCP and GraphQL', async () => {
    const headers = await signIn('customer-us', []);
    const overMcp = await sendMcp(program.url, callMessage('order_status'), headers);
    expect(overMcp.status).toBe(403);
    expect(overMcp.headers['www-authenticate']).toBe(
      `Bearer error="insufficient_scope", scope="orders:read orders:tracking", resource_metadata="${metadata()}"`,
    );
    const overGraphql = await sendJson(
      `${program.url}/graphql`,
      { extensions: { persistedQuery: { version: 1, sha256Hash: OrderStatusDocument.id } } },
      headers,
    );
    expect(overGraphql.status).toBe(403);
    expect(JSON.parse(overGraphql.text).errors[0].extensions).toEqual({
      code: 'INSUFFICIENT_SCOPE',
      scopes: ['orders:read', 'orders:tracking'],
    });
    expect(program.statements).toEqual([]);
  });

  it('56: tells a real client which scopes to ask for', async () => {
    const scopeless = await connectCaller(program, 'customer-us', []);
    const failure = await scopeless.client.callTool({ name: 'recent_orders', arguments: {} }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InsufficientScopeError);
    expect(failure).toMatchObject({ requiredScope: 'orders:read' });
  });
});

describe('who may see a part', () => {
  it('37: gets that part, and a notice naming the scopes of the rest, which is not fetched', async () => {
    const reader = await connectCaller(program, 'customer-us', ['orders:read']);
    const { answer } = await reader.call('order_status', { orderId: 'US-1002' });
    expect(answer).toEqual({
      order: {
        id: 'US-1002',
        placedAt: '2026-11-19T12:00:00.000Z',
        status: 'SHIPPED',
        estimatedDelivery: '2026-11-26',
        lines: [
          { quantity: 1, edition: { title: "Frieren: Beyond Journey's End, Vol. 1", format: 'PAPERBACK' } },
          { quantity: 1, edition: { title: "Frieren: Beyond Journey's End, Vol. 2", format: 'PAPERBACK' } },
        ],
        packages: [
          {
            status: 'IN_TRANSIT',
            carrier: 'USPS',
            shippedAt: '2026-11-21T12:00:00.000Z',
            estimatedDelivery: '2026-11-26',
            freshness: { asOf: '2026-11-23T10:00:00.000Z', stale: false },
            lines: [
              { quantity: 1, line: { edition: { title: "Frieren: Beyond Journey's End, Vol. 1" } } },
              { quantity: 1, line: { edition: { title: "Frieren: Beyond Journey's End, Vol. 2" } } },
            ],
          },
        ],
      },
      notices: [
        ...['trackingNumber', 'events'].map((field) => ({
          path: ['order', 'packages', field],
          code: 'WITHHELD',
          reason: 'This caller may not see it.',
          scopes: [['orders:tracking']],
        })),
      ],
    });
  });
});

describe('41: what cancelling would pay back', () => {
  const preview = (fields: string) => `{
    pending: cancelOrderPreview(orderId: "US-1016") { ${fields} }
    checked: cancelOrderPreview(orderId: "US-1015") { ${fields} }
  }`;
  const ask = async (fields: string, scopes: readonly string[]) => {
    const query = preview(fields);
    const { text } = await sendJson(`${program.url}/graphql`, { query }, await signIn('customer-us', scopes));
    return JSON.parse(text);
  };

  it('tells who may read orders that nothing was paid yet', async () => {
    const { data } = await ask('allowed refund { amount }', ['orders:read', 'orders:write']);
    expect(data.pending).toEqual({ allowed: true, refund: { amount: '0.00' } });
    expect(data.checked.allowed).toBe(true);
    expect(Number(data.checked.refund.amount)).toBeGreaterThan(0);
  });

  it('tells nobody else: an order that is paid looks the same', async () => {
    const { data, errors } = await ask('allowed refund { amount } fee { amount }', ['orders:write']);
    expect(data).toEqual({ pending: null, checked: null });
    expect(
      new Set(errors.map(({ extensions }: { extensions: object }) => JSON.stringify(extensions))),
    ).toEqual(new Set([JSON.stringify({ code: 'UNAUTHORIZED_FIELD_OR_TYPE', scopes: [['orders:read']] })]));
    const rest = await ask('allowed refusal clause { id }', ['orders:write']);
    expect(rest.data.pending).toEqual(rest.data.checked);
  });
});

describe('58: tools/list', () => {
  const listFor = async (persona?: string, scopes?: readonly string[]) => {
    const { client } = await connectCaller(program, persona, scopes);
    const { tools } = await client.listTools();
    return tools.map(({ name }) => name).sort();
  };

  it('shows every tool that signing in or more scopes would open', async () => {
    expect(await listFor()).toEqual([...PUBLIC_TOOLS, ...CUSTOMER_TOOLS, ...STAFF_TOOLS].sort());
    for (const scopes of [undefined, []]) {
      expect(await listFor('customer-jp', scopes)).toEqual([...PUBLIC_TOOLS, ...CUSTOMER_TOOLS].sort());
      expect(await listFor('support-us', scopes)).toEqual([...PUBLIC_TOOLS, ...STAFF_TOOLS].sort());
      expect(await listFor('admin-us', scopes)).toEqual([...PUBLIC_TOOLS, ...STAFF_TOOLS].sort());
    }
    expect(await listFor('service-sync')).toEqual(PUBLIC_TOOLS);
  });

  it.each([
    ['support-us', CUSTOMER_TOOLS],
    ['admin-us', CUSTOMER_TOOLS],
    ['customer-us', STAFF_TOOLS],
    ['service-sync', [...CUSTOMER_TOOLS, ...STAFF_TOOLS]],
  ])('a hidden tool is to %s what an unknown one is', async (persona, hidden) => {
    const headers = await signIn(persona);
    const ask = async (name: string) => {
      const { status, message, headers: received } = await sendMcp(program.url, callMessage(name), headers);
      const { date: _date, ...rest } = received;
      return { status, headers: rest, message: JSON.stringify(message).replace(name, '<name>') };
    };
    const unknown = await ask('no_such_tool');
    expect(unknown).toMatchObject({
      status: 200,
      message: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        error: { code: -32602, message: 'There is no tool "<name>".' },
      }),
    });
    for (const name of hidden) expect(await ask(name)).toEqual(unknown);
    expect(program.statements).toEqual([]);
  });
});

describe('protected resource metadata', () => {
  it('names the resource and every scope that a caller could hold, to anybody', async () => {
    for (const path of ['', '/mcp']) {
      const { status, text } = await sendHttp(`${metadata()}${path}`, { method: 'GET' });
      expect({ status, body: JSON.parse(text) }).toEqual({
        status: 200,
        body: {
          resource: `${program.url}/mcp`,
          scopes_supported: [
            ...['orders:read', 'orders:write', 'orders:tracking', 'orders:address'],
            ...['profile:read', 'library:read', 'library:write', 'alerts:write'],
            ...['tickets:read', 'tickets:write', 'customers:read', 'customers:contact', 'support:notes'],
          ],
          bearer_methods_supported: ['header'],
        },
      });
    }
  });
});
