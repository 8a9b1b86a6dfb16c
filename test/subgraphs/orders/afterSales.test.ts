import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrdersTables } from '../../../subgraphs/orders/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { ADMIN, OUTSIDERS, OWNER, SUPPORT, SUPPORT_ELSEWHERE } from './callers.ts';

let database: TestDatabase;
let orders: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

const ask = async (caller: unknown, document: string, variables?: Record<string, unknown>) => {
  const { data, errors } = await executeOnSubgraph(orders, caller, document, variables);
  expect(errors).toBeUndefined();
  return data ?? {};
};

describe('the scans of a parcel', () => {
  it('are the latest first, as many as asked for, with how old they are', async () => {
    const text = `{ order(id: "US-1002") { packages {
      events { at kind place } first: events(first: 1) { kind } freshness { asOf source stale }
    } } }`;
    expect(await ask(OWNER, text)).toEqual({
      order: {
        packages: [
          {
            events: [
              { at: '2026-11-23T04:00:00.000Z', kind: 'ARRIVED_AT_HUB', place: 'Denver, US' },
              { at: '2026-11-22T08:00:00.000Z', kind: 'DEPARTED_HUB', place: 'Salt Lake City, US' },
              { at: '2026-11-22T00:00:00.000Z', kind: 'ARRIVED_AT_HUB', place: 'Salt Lake City, US' },
              { at: '2026-11-21T12:00:00.000Z', kind: 'PICKED_UP', place: 'Reno, US' },
              { at: '2026-11-21T06:00:00.000Z', kind: 'LABEL_CREATED', place: null },
            ],
            first: [{ kind: 'ARRIVED_AT_HUB' }],
            freshness: { asOf: '2026-11-23T10:00:00.000Z', source: 'USPS', stale: false },
          },
        ],
      },
    });
    // The order, its packages, and the scans for both limits at once.
    expect(database.statements).toHaveLength(3);
  });

  it('take one statement for all parcels of all orders', async () => {
    const text = '{ orders(first: 20) { nodes { packages { events(first: 3) { kind } } } } }';
    const data = await ask(OWNER, text);
    const { nodes } = data.orders as { nodes: { packages: { events: object[] }[] }[] };
    const parcels = nodes.flatMap(({ packages }) => packages);
    expect(parcels.filter(({ events }) => events.length === 3).length).toBeGreaterThan(10);
    expect(database.statements).toHaveLength(3);
  });

  it.each([
    ['US-1009', { stale: true }],
    ['US-1003', { stale: false }],
    // Arrived, and lost: nobody asks any more.
    ['US-1001', null],
    ['US-1010', null],
  ])('of %s are as fresh as %j', async (id, freshness) => {
    const data = await ask(OWNER, 'query ($id: ID) { order(id: $id) { packages { freshness { stale } } } }', {
      id,
    });
    expect(data).toEqual({ order: { packages: [{ freshness }] } });
  });

  it('go stale 24 hours after the carrier was asked', async () => {
    const text = '{ order(id: "US-1003") { packages { freshness { stale } } } }';
    const stale = async (afterMs: number) => {
      const later = SUBGRAPHS.orders({
        ...TEST_ENVIRONMENT,
        database,
        // It was asked two hours before.
        now: () => new Date(TEST_NOW.getTime() + 22 * 60 * 60 * 1_000 + afterMs),
      });
      return (await executeOnSubgraph(later, OWNER, text)).data;
    };
    expect(await stale(0)).toEqual({ order: { packages: [{ freshness: { stale: false } }] } });
    expect(await stale(1)).toEqual({ order: { packages: [{ freshness: { stale: true } }] } });
  });

  it('are none, and not fresh, while it is being packed', async () => {
    const text = '{ order(id: "US-1005") { packages { events { kind } freshness { stale } } } }';
    expect(await ask(OWNER, text)).toEqual({ order: { packages: [{ events: [], freshness: null }] } });
  });

  it.each([0, 21])('9: are refused %d at a time', async (first) => {
    const text =
      'query ($first: Int!) { order(id: "US-1002") { packages { events(first: $first) { kind } } } }';
    const { errors } = await executeOnSubgraph(orders, OWNER, text, { first });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
  });
});

describe('an order', () => {
  const ADDRESS = `query ($id: ID) { order(id: $id) {
    shippingAddress { recipient lines city region postalCode country }
  } }`;

  it('goes somewhere, unless it is digital', async () => {
    expect(await ask(OWNER, ADDRESS, { id: 'US-1001' })).toEqual({
      order: {
        shippingAddress: {
          recipient: 'Emily Carter',
          lines: ['218 Alder Court', 'Apt 5'],
          city: 'Portland',
          region: 'OR',
          postalCode: '97205',
          country: 'US',
        },
      },
    });
    expect(await ask(OWNER, ADDRESS, { id: 'US-1011' })).toEqual({ order: { shippingAddress: null } });
    // This customer has orders in two countries.
    const both = customer('cust-us-5', 'US', 'JP');
    expect(await ask(both, ADDRESS, { id: 'JP-5001' })).toMatchObject({
      order: { shippingAddress: { recipient: '木村 花', city: '横浜市', region: null, country: 'JP' } },
    });
  });

  it('tells its returns with what is in them, and its refunds', async () => {
    const text = `query ($id: ID) { order(id: $id) {
      returns { id status startedAt sendBy receivedAt fee { amount currency }
        lines { line { id } quantity reason } }
      refunds { id status amount { amount currency } reason method requestedAt expectedBy completedAt clause { id } }
    } }`;
    expect(await ask(OWNER, text, { id: 'US-1012' })).toEqual({
      order: {
        returns: [
          {
            id: 'US-1012-R1',
            status: 'LABEL_SENT',
            startedAt: '2026-11-21T12:00:00.000Z',
            sendBy: '2026-12-05',
            receivedAt: null,
            fee: { amount: '3.99', currency: 'USD' },
            lines: [{ line: { id: 'US-1012-1' }, quantity: 1, reason: 'CHANGED_MIND' }],
          },
        ],
        refunds: [
          {
            id: 'US-1012-F1',
            status: 'AWAITING_RETURN',
            amount: { amount: '21.00', currency: 'USD' },
            reason: 'RETURNED',
            method: 'Visa •••• 4242',
            requestedAt: '2026-11-21T12:00:00.000Z',
            expectedBy: null,
            completedAt: null,
            clause: { id: 'refund-timing-us' },
          },
        ],
      },
    });
    expect(await ask(customer('cust-jp-1', 'JP'), text, { id: 'JP-1006' })).toMatchObject({
      order: {
        returns: [{ status: 'RECEIVED', sendBy: null, receivedAt: '2026-11-19T12:00:00.000Z' }],
        // Ten days after it had been received in Japan, where it was the 19th as well.
        refunds: [{ status: 'PROCESSING', expectedBy: '2026-11-29', clause: { id: 'refund-timing-jp' } }],
      },
    });
  });

  it('loads all of that for twenty orders in as many statements as for one', async () => {
    const text = `query ($first: Int!) { orders(first: $first) { nodes {
      shippingAddress { city } returns { lines { line { id } } } refunds { id } deliveryIssue { kind package { id } }
    } } }`;
    const count = async (first: number) => {
      database.statements.length = 0;
      await ask(OWNER, text, { first });
      return database.statements.length;
    };
    expect(await count(20)).toBe(7);
    // The latest order alone has no return, so nobody asks for its contents.
    expect(await count(1)).toBe(5);
  });
});

describe("a customer's orders", () => {
  const CUSTOMERS = `query ($references: [_Any!]!, $first: Int) {
    _entities(representations: $references) { ... on Customer { id orders(first: $first) { id total { amount } } } }
  }`;
  const list = async (caller: unknown, ids: readonly string[], first?: number) => {
    const references = ids.map((id) => ({ __typename: 'Customer', id }));
    const data = await ask(caller, CUSTOMERS, { references, ...(first !== undefined && { first }) });
    const entities = data._entities as { orders: { id: string }[] }[];
    return entities.map((entity) => entity.orders.map(({ id }) => id));
  };

  it('are the latest first, for support and admins of the marketplace, in one statement for all', async () => {
    for (const caller of [SUPPORT, ADMIN]) {
      database.statements.length = 0;
      expect(await list(caller, ['cust-us-2', 'cust-us-1', 'cust-us-3', 'cust-us-2'], 3)).toEqual([
        ['US-2001', 'US-2010', 'US-2006'],
        ['US-1005', 'US-1016', 'US-1015'],
        [],
        ['US-2001', 'US-2010', 'US-2006'],
      ]);
      expect(database.statements).toHaveLength(1);
    }
  });

  it('are five unless more are asked for', async () => {
    expect((await list(SUPPORT, ['cust-us-1']))[0]).toHaveLength(5);
    expect((await list(SUPPORT, ['cust-us-1'], 20))[0]).toHaveLength(19);
  });

  it('are those of the marketplaces of whoever asks', async () => {
    const us = ['US-5004', 'US-5003', 'US-5006', 'US-5005', 'US-5002', 'US-5001'];
    const jp = ['JP-5005', 'JP-5003', 'JP-5001', 'JP-5002', 'JP-5004'];
    expect(await list(SUPPORT, ['cust-us-5', 'cust-jp-1'], 20)).toEqual([us, []]);
    const [elsewhere] = await list(SUPPORT_ELSEWHERE, ['cust-us-5'], 20);
    expect(elsewhere).toEqual(jp);
    const [own] = await list(customer('cust-us-5', 'US', 'JP'), ['cust-us-5'], 20);
    expect(own?.toSorted()).toEqual([...us, ...jp].toSorted());
    expect(await list(customer('cust-us-5', 'US'), ['cust-us-5'], 20)).toEqual([us]);
  });

  it('are his own to a customer, whomever he names', async () => {
    expect(await list(OWNER, ['cust-us-2', 'cust-us-1'], 1)).toEqual([[], ['US-1005']]);
  });

  it.each(OUTSIDERS)('are none for %s', async (_name, caller) => {
    expect(await list(caller, ['cust-us-1'])).toEqual([[]]);
  });

  it('come with all that belongs to them, to support of their marketplace', async () => {
    const text = `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Customer {
      orders(first: 20) { id lines { id } packages { id events(first: 1) { kind } } returns { lines { line { id } } } refunds { id } }
    } } }`;
    const references = [{ __typename: 'Customer', id: 'cust-us-2' }];
    const data = await ask({ ...SUPPORT, scopes: ['orders:tracking'] }, text, { references });
    const [found] = data._entities as { orders: Record<string, object[]>[] }[];
    const damaged = found?.orders.find((order) => String(order.id) === 'US-2008');
    expect(damaged).toEqual({
      id: 'US-2008',
      lines: [{ id: 'US-2008-1' }, { id: 'US-2008-2' }],
      packages: [{ id: 'US-2008-P1', events: [{ kind: 'DELIVERED' }] }],
      returns: [{ lines: [{ line: { id: 'US-2008-2' } }] }],
      refunds: [{ id: 'US-2008-F1' }],
    });
    expect(database.statements).toHaveLength(7);
  });

  it('of anybody are not among the orders that support has itself', async () => {
    expect(await ask(SUPPORT, '{ order(id: "US-1001") { id } orders { nodes { id } } }')).toEqual({
      order: null,
      orders: { nodes: [] },
    });
  });

  it('61: are found by nothing that only looks like a customer', async () => {
    expect(await list(SUPPORT, ['%', "' or true --", ''])).toEqual([[], [], []]);
  });
});

describe('the database', () => {
  const insert = <Table extends keyof OrdersTables>(table: Table, row: Partial<OrdersTables[Table]>) =>
    database
      .tables<OrdersTables>()
      .insertInto<keyof OrdersTables>(table)
      .values(row as never)
      .execute();
  const refund = {
    id: 'X',
    order_id: 'US-1001',
    return_id: null,
    status: 'PROCESSING',
    amount: '1.00',
    reason: 'DAMAGED',
    method: 'Visa',
    requested_at: TEST_NOW,
  } as const;

  it.each([
    ['a return of another order', { return_id: 'US-1012-R1' }],
    ['a refund for a return without one', { reason: 'RETURNED' }],
    ['one that waits for a return without one', { status: 'AWAITING_RETURN' }],
    ['one that is completed and nobody knows when', { status: 'COMPLETED' }],
    ['one that failed and is expected', { status: 'FAILED', expected_by: '2026-12-01' }],
    ['nothing to pay back', { amount: '0.00' }],
  ] as const)('takes no refund for %s', async (_name, facts) => {
    await expect(insert('orders.refund', { ...refund, ...facts })).rejects.toThrow(/violates/);
  });

  it("takes no return of another order's line, and no scan of another order's parcel", async () => {
    const line = { order_id: 'US-1012', return_id: 'US-1012-R1', quantity: 1, reason: 'DAMAGED' } as const;
    await expect(insert('orders.return_line', { ...line, line_id: 'US-1001-1' })).rejects.toThrow(
      /foreign key/,
    );
    const scan = {
      order_id: 'US-1001',
      package_id: 'US-1002-P1',
      at: TEST_NOW,
      kind: 'CUSTOMS',
      place: null,
    };
    await expect(insert('orders.scan_event', scan as never)).rejects.toThrow(/foreign key/);
  });

  it('takes no address without a street, or with a country that is none', async () => {
    const address = {
      order_id: 'US-1011',
      recipient: 'A',
      lines: ['B'],
      city: 'C',
      region: null,
      postal_code: 'D',
      country: 'US',
    };
    for (const facts of [
      { lines: [] },
      { lines: [''] },
      { lines: ['1', '2', '3', '4'] },
      { country: 'us' },
    ]) {
      await expect(insert('orders.shipping_address', { ...address, ...facts })).rejects.toThrow(/violates/);
    }
  });
});
