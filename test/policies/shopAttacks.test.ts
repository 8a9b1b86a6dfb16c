import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OrderStatusDocument } from '../../operations/operations.generated.ts';
import { sendJson } from '../harness/httpRequest.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';

/** A front end's operation that took a tool's name. */
const TAKEN =
  'query OrderStatus($orderId: ID) { order(id: $orderId) { packages { carrier trackingNumber events { place } } } }';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

let folder: string;
let program: TestProgram;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-policies-'));
  const manifest = join(folder, 'manifest.json');
  const operations = [{ id: hash(TAKEN), name: 'OrderStatus', type: 'query', body: TAKEN }];
  writeFileSync(
    manifest,
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
  );
  program = await startTestProgram({ GENKAN_MANIFESTS: manifest });
});
afterAll(async () => {
  await program.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  program.statements.length = 0;
});

async function send(persona: string, body: object, scopes?: readonly string[]) {
  const authorization = `Bearer ${await program.signIn(persona, scopes)}`;
  const { text } = await sendJson(`${program.url}/graphql`, body, { authorization });
  const { data, errors = [] } = JSON.parse(text);
  return { data, denied: errors.map(({ path, extensions }: Fault) => [extensions.code, path?.join('.')]) };
}
interface Fault {
  readonly path?: readonly string[];
  readonly extensions: { readonly code: string };
}

const WITHHELD = 'UNAUTHORIZED_FIELD_OR_TYPE';
const TRACKED = {
  trackingNumber: expect.any(String),
  events: [expect.objectContaining({ place: expect.any(String) })],
};
const byId = (id: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: id } },
  variables: { orderId: 'US-1002' },
});

describe('this tool may reveal tracking', () => {
  it('attacks 27 and 42: and none that takes its name, nor the same caller’s next call', async () => {
    const text = 'order(id: "US-1002") { packages { carrier trackingNumber events { place } } }';
    const none = { carrier: 'USPS', trackingNumber: null, events: null };
    const tool = async () => {
      const { data, denied } = await send('customer-us', byId(OrderStatusDocument.id));
      expect({ packages: data.order.packages, denied }).toEqual({
        packages: [expect.objectContaining(TRACKED)],
        denied: [],
      });
    };
    const other = async (body: object) => {
      const { data, denied } = await send('customer-us', body);
      expect(data.order.packages).toEqual([none]);
      expect(denied).toEqual([
        [WITHHELD, 'order.packages.trackingNumber'],
        [WITHHELD, 'order.packages.events'],
      ]);
    };
    await tool();
    await other({ query: `query OrderStatus { ${text} }`, operationName: 'OrderStatus' });
    await other({
      query: `query DeliveryIssue { ${text} } query OrderStatus { __typename }`,
      operationName: 'DeliveryIssue',
    });
    await other(byId(hash(TAKEN)));
    await tool();
    await Promise.all([tool(), other(byId(hash(TAKEN))), tool(), other({ query: `{ ${text} }` }), tool()]);
  });

  it('attacks 28, 29 and 36: by no alias, fragment or variable of an ad-hoc query', async () => {
    const query = `query ($yes: Boolean = true) { order(id: "US-1002") { packages { id: carrier carrier: trackingNumber ...F
      ... on Package @include(if: $yes) { number: trackingNumber } all: events { kind: place ... on ScanEvent { __typename } } } } }
      fragment F on Package { ... { again: trackingNumber @skip(if: false) } }`;
    const { data } = await send('customer-us', { query });
    expect(data.order.packages).toEqual([
      { id: 'USPS', carrier: null, again: null, number: null, all: null },
    ]);
    expect(program.statements.join()).not.toMatch(/scan_event/);
  });

  it('attack 37: and what another may not, it does not fetch', async () => {
    await send('customer-us', byId(OrderStatusDocument.id));
    expect(program.statements.join()).toMatch(/scan_event/);
    program.statements.length = 0;
    await send('customer-us', byId(hash(TAKEN)));
    expect(program.statements.join()).not.toMatch(/scan_event/);
  });

  it('attack 56: with the scope alone, whose lack is told apart', async () => {
    const { data, denied } = await send('customer-us', byId(OrderStatusDocument.id), ['orders:read']);
    expect(data.order.packages[0]).toMatchObject({ carrier: 'USPS', trackingNumber: null, events: null });
    expect(denied.map(([code]: [string]) => code)).toEqual([WITHHELD, WITHHELD]);
  });
});

describe('support may see full addresses only with scope and reason', () => {
  const ADDRESS = 'addresses { recipient lines postalCode city }';
  const look = (reason: string, rest = ADDRESS) => ({
    query: `query ($reason: String!) { customer(id: "cust-us-1", reason: $reason) { ${rest} } }`,
    variables: { reason },
  });
  const FULL = {
    recipient: 'Emily Carter',
    lines: ['218 Alder Court', 'Apt 5'],
    postalCode: '97205',
    city: 'Portland',
  };
  const REDACTED = { recipient: null, lines: null, postalCode: null, city: 'Portland' };

  it.each([
    ['support-us-lead', undefined, FULL],
    ['admin-us', undefined, FULL],
    ['support-us', undefined, REDACTED],
    ['support-us-lead', ['customers:read'], REDACTED],
    ['admin-us', ['customers:read'], REDACTED],
    // A customer's own scope opens nothing to staff.
    ['support-us', ['customers:read', 'profile:read'], REDACTED],
  ])('%s with the scopes %j and a reason', async (persona, scopes, first) => {
    const { data } = await send(persona, look('asks for a new label'), scopes);
    expect(data.customer.addresses[0]).toEqual(first);
  });

  it.each(['', '  ', '\u200b\u200b\u200b\u200b\u200b', 'x'.repeat(201)])(
    'attack 25: not for the reason %j',
    async (reason) => {
      const { data } = await send('support-us-lead', look(reason));
      expect(data?.customer ?? null).toBeNull();
      expect(program.statements).toEqual([]);
    },
  );

  it('attack 25: not for a reason that is no Unicode', async () => {
    const { data, denied } = await send('support-us-lead', look('lost parcel \ud800'));
    expect({ data, denied }).toEqual({ data: undefined, denied: [['BAD_USER_INPUT', undefined]] });
    expect(program.statements).toEqual([]);
  });

  it('attacks 28 and 29: by no alias or fragment', async () => {
    const query = `{ customer(id: "cust-us-1", reason: "asks for a label") { addresses { label: recipient ...F } } }
      fragment F on Address { a: lines ... on Address { b: postalCode } }`;
    const { data } = await send('support-us', { query });
    expect(data.customer.addresses[0]).toEqual({ label: null, a: null, b: null });
  });

  it('attack 42: not for a reason of another call, nor for two at once', async () => {
    const two = (second: string) => ({
      query: `{ a: customer(id: "cust-us-1", reason: "asks for a label") { ${ADDRESS} } b: customer(id: "cust-us-1", reason: "${second}") { ${ADDRESS} } }`,
    });
    const same = await send('support-us-lead', two('asks for a label'));
    expect([same.data.a.addresses[0], same.data.b.addresses[0]]).toEqual([FULL, FULL]);
    const both = await send('support-us-lead', two('is curious'));
    expect([both.data.a.addresses[0], both.data.b.addresses[0]]).toEqual([REDACTED, REDACTED]);
  });

  it('attack 40: and none of customers elsewhere, whatever is stated', async () => {
    for (const persona of ['support-us-eu', 'support-jp', 'support-de', 'admin-de']) {
      const { data } = await send(persona, look('asks for a new label'), [
        'customers:read',
        'customers:contact',
      ]);
      expect([persona, data.customer]).toEqual([persona, null]);
    }
  });
});
