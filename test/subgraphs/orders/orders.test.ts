import type { ExecutionResult } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeOrder } from '../../../subgraphs/orders/newOrder.ts';
import type { OrdersTables } from '../../../subgraphs/orders/repository.ts';
import { addOrders } from '../../../subgraphs/orders/repositoryAdd.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import {
  ADMIN,
  NON_CUSTOMERS,
  OTHER_CUSTOMER,
  OUTSIDERS,
  OWNER,
  OWNER_ELSEWHERE,
  SUPPORT,
} from './callers.ts';

const ORDER = `query ($id: ID) { order(id: $id) {
  id placedAt status marketplace total { amount currency } holdReason estimatedDelivery
  lines { id edition { id } quantity unitPrice { amount currency } }
  packages {
    id status carrier trackingNumber shippedAt estimatedDelivery deliveredAt
    lines { quantity line { id edition { id } } }
  }
} }`;

const ORDERS = `query ($first: Int, $after: String) { orders(first: $first, after: $after) {
  nodes {
    id
    lines { id unitPrice { amount currency } }
    packages { id lines { quantity line { id } } }
  }
  pageInfo { hasNextPage endCursor }
} }`;

const REFERENCES = `query ($references: [_Any!]!) {
  _entities(representations: $references) { ... on Order { id status total { amount } } }
}`;

const reference = (id: string) => ({ __typename: 'Order', id });

let database: TestDatabase;
let orders: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database });
  await addManyOrders('cust-many', 25);
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

describe('order', () => {
  it('answers the order that has the number', async () => {
    const result = await executeOnSubgraph(orders, OWNER, ORDER, { id: 'US-1003' });
    expect(result).toEqual({
      extensions: { subjects: ['cust-us-1'] },
      data: {
        order: {
          id: 'US-1003',
          placedAt: '2026-11-17T12:00:00.000Z',
          status: 'PARTLY_SHIPPED',
          marketplace: 'US',
          total: { amount: '44.97', currency: 'USD' },
          holdReason: null,
          estimatedDelivery: null,
          lines: [
            {
              id: 'US-1003-1',
              edition: { id: 'vinland-saga-1-2-omnibus' },
              quantity: 1,
              unitPrice: { amount: '24.99', currency: 'USD' },
            },
            {
              id: 'US-1003-2',
              edition: { id: 'fullmetal-alchemist-2-paperback' },
              quantity: 2,
              unitPrice: { amount: '9.99', currency: 'USD' },
            },
          ],
          packages: [
            {
              id: 'US-1003-P1',
              status: 'IN_TRANSIT',
              carrier: 'UPS',
              trackingNumber: '1Z999AA10123456791',
              shippedAt: '2026-11-20T12:00:00.000Z',
              estimatedDelivery: '2026-11-24',
              deliveredAt: null,
              lines: [
                { quantity: 1, line: { id: 'US-1003-1', edition: { id: 'vinland-saga-1-2-omnibus' } } },
              ],
            },
          ],
        },
      },
    });
    expect(database.statements).toHaveLength(4);
  });

  it('answers the latest one where no number is given', async () => {
    const result = await executeOnSubgraph(orders, OWNER, ORDER);
    expect(result.data?.order).toMatchObject({
      id: 'US-1005',
      placedAt: '2026-11-23T09:00:00.000Z',
      status: 'PROCESSING',
      estimatedDelivery: '2026-11-28',
      packages: [{ status: 'PREPARING', carrier: null, trackingNumber: null, shippedAt: null }],
    });
    expect(database.statements).toHaveLength(4);
  });

  it('says why an order has not shipped', async () => {
    const result = await executeOnSubgraph(orders, OWNER, ORDER, { id: 'US-1004' });
    expect(result.data?.order).toMatchObject({
      status: 'ON_HOLD',
      holdReason: 'AWAITING_RELEASE',
      packages: [],
    });
  });

  it('gives yen with the precision of every amount, and the currency of the marketplace', async () => {
    const result = await executeOnSubgraph(orders, customer('cust-jp-1', 'JP'), ORDER, { id: 'JP-1001' });
    expect(result.data?.order).toMatchObject({
      marketplace: 'JP',
      total: { amount: '1056.00', currency: 'JPY' },
      lines: [{ unitPrice: { amount: '528.00', currency: 'JPY' } }, {}],
    });
  });

  it("39: another customer's order is the same as a missing one, in body and statements", async () => {
    const observe = async (caller: unknown, id: string) => {
      database.statements.length = 0;
      const result = await executeOnSubgraph(orders, caller, ORDER, { id });
      return { result, statements: [...database.statements] };
    };
    const missing = await observe(OTHER_CUSTOMER, 'US-9999');
    expect(missing.result).toEqual({ data: { order: null } });
    expect(missing.statements).toHaveLength(1);
    expect(await observe(OTHER_CUSTOMER, 'US-1002')).toEqual(missing);
    expect(await observe(OWNER_ELSEWHERE, 'US-1002')).toEqual(missing);
    expect(await observe(OWNER, 'US-2001')).toEqual(missing);
  });

  it('finds no latest order in marketplaces outside the grant', async () => {
    const result = await executeOnSubgraph(orders, OWNER_ELSEWHERE, ORDER);
    expect(result).toEqual({ data: { order: null } });
  });

  it.each(NON_CUSTOMERS)('has none for %s', async (_name, caller) => {
    for (const variables of [{}, { id: 'US-1002' }]) {
      const result = await executeOnSubgraph(orders, caller, ORDER, variables);
      expect(result).toEqual({ data: { order: null } });
    }
  });

  it.each([
    ['an empty number', ''],
    ['41 characters', 'x'.repeat(41)],
    ['a NUL', 'US-1002\0'],
  ])('25: refuses %s before any statement', async (_name, id) => {
    const result = await executeOnSubgraph(orders, OWNER, ORDER, { id });
    expect(result.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'INVALID_ARGUMENT' }]);
    expect(database.statements).toHaveLength(0);
  });

  it('takes quotes and patterns as text', async () => {
    for (const id of ["' or true --", '%', 'US-100_']) {
      expect(await executeOnSubgraph(orders, OWNER, ORDER, { id })).toEqual({ data: { order: null } });
    }
  });
});

describe('an order by reference', () => {
  it('is batched, in the order asked, and only ever the own', async () => {
    const result = await executeOnSubgraph(orders, OWNER, REFERENCES, {
      references: ['US-1006', 'US-2001', 'US-9999', 'US-1001', 'US-1006'].map(reference),
    });
    expect(result).toEqual({
      extensions: { subjects: ['cust-us-1'] },
      data: {
        _entities: [
          { id: 'US-1006', status: 'CANCELLED', total: { amount: '13.00' } },
          null,
          null,
          { id: 'US-1001', status: 'DELIVERED', total: { amount: '22.99' } },
          { id: 'US-1006', status: 'CANCELLED', total: { amount: '13.00' } },
        ],
      },
    });
    expect(database.statements).toHaveLength(1);
  });

  it('that cannot be one spoils itself only', async () => {
    const result = await executeOnSubgraph(orders, OWNER, REFERENCES, {
      references: ['\0', 'US-1001'].map(reference),
    });
    expect(result.data?._entities).toMatchObject([null, { id: 'US-1001' }]);
    expect(result.errors).toMatchObject([
      { path: ['_entities', 0], extensions: { code: 'INVALID_ARGUMENT' } },
    ]);
  });

  it.each(OUTSIDERS)('is not there for %s', async (_name, caller) => {
    const result = await executeOnSubgraph(orders, caller, REFERENCES, {
      references: [reference('US-1001')],
    });
    expect(result).toEqual({ data: { _entities: [null] } });
  });

  it.each([
    ['support', SUPPORT],
    ['an admin', ADMIN],
  ])('is there for %s of its marketplace, and of no other', async (_name, caller) => {
    const result = await executeOnSubgraph(orders, caller, REFERENCES, {
      references: ['US-1001', 'JP-1001', 'US-2001'].map(reference),
    });
    expect(result.data?._entities).toMatchObject([{ id: 'US-1001' }, null, { id: 'US-2001' }]);
  });
});

describe('orders', () => {
  const list = (caller: unknown, variables: Record<string, unknown>) =>
    executeOnSubgraph(orders, caller, ORDERS, variables);

  it('are the own ones, latest first', async () => {
    const result = await list(OWNER, { first: 20 });
    expect(result.data?.orders).toMatchObject({
      nodes: [
        ...[
          'US-1005',
          'US-1016',
          'US-1015',
          'US-1004',
          'US-1002',
          'US-1007',
          'US-1003',
          'US-1008',
          'US-1017',
        ],
        ...[
          'US-1009',
          'US-1006',
          'US-1012',
          'US-1010',
          'US-1014',
          'US-1019',
          'US-1001',
          'US-1011',
          'US-1013',
        ],
        'US-1018',
      ].map((id) => ({ id })),
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it('load twenty orders with all that is in them in four statements', async () => {
    const result = await list(customer('cust-many', 'US'), { first: 20 });
    const { nodes } = readPage(result);
    expect(nodes).toHaveLength(20);
    for (const { lines, packages } of nodes) {
      expect(lines).toHaveLength(2);
      expect(packages).toMatchObject([
        { lines: [{ quantity: 1 }, { quantity: 2 }] },
        { lines: [{ quantity: 1 }] },
      ]);
    }
    expect(database.statements).toHaveLength(4);
  });

  it('are paged without gap or repetition, also where several were placed at one moment', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const result = await list(customer('cust-many', 'US'), { first: 4, after });
      const page = readPage(result);
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      expect(page.pageInfo.hasNextPage).toBe(after !== null);
    } while (after !== null);
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect(seen).toEqual(seen.toSorted().reverse());
  });

  it("51: another caller's cursor is refused before any statement", async () => {
    const mine = await list(customer('cust-many', 'US'), { first: 4 });
    const { endCursor } = readPage(mine).pageInfo;
    database.statements.length = 0;
    for (const caller of [OWNER, ...NON_CUSTOMERS.map(([, nobody]) => nobody)]) {
      const result = await list(caller, { first: 4, after: endCursor });
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_CURSOR' });
    }
    expect(database.statements).toHaveLength(0);
  });

  it.each([0, -1, 21, 1_000_000_000])('9: refuse pages of %d', async (first) => {
    const result = await list(OWNER, { first });
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
    expect(database.statements).toHaveLength(0);
  });

  it.each([...NON_CUSTOMERS, ['the owner elsewhere', OWNER_ELSEWHERE]])(
    'are an empty list for %s',
    async (_name, caller) => {
      expect(await list(caller, { first: 5 })).toEqual({
        data: { orders: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } },
      });
    },
  );
});

interface OrderPage {
  nodes: { id: string; lines: object[]; packages: object[] }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

function readPage(result: ExecutionResult): OrderPage {
  const page = result.data?.orders;
  if (page === undefined) throw new Error(`No page of orders: ${result.errors?.[0]?.message}`);
  return page as OrderPage;
}

/** Orders M-00, M-01, …: later numbers are placed later, three of them at one moment. */
async function addManyOrders(customerId: string, count: number): Promise<void> {
  const shipped = {
    status: 'IN_TRANSIT',
    carrier: 'UPS',
    tracking_number: '1Z',
    shipped_at: TEST_NOW,
  } as const;
  const added = Array.from({ length: count }, (_, index) =>
    composeOrder({
      order: {
        id: `M-${String(index).padStart(2, '0')}`,
        customer_id: customerId,
        marketplace: 'US',
        placed_at: new Date(TEST_NOW.getTime() + Math.floor(index / 3)),
        status: 'SHIPPED',
        hold_reason: null,
        currency: 'USD',
        estimated_delivery: null,
      },
      lines: [
        { edition_id: 'frieren-1-paperback', quantity: 1, unit_price_amount: '9.99' },
        { edition_id: 'frieren-2-paperback', quantity: 3, unit_price_amount: '9.99' },
      ],
      packages: [
        {
          ...shipped,
          estimated_delivery: null,
          delivered_at: null,
          contents: [
            { line: 1, quantity: 1 },
            { line: 2, quantity: 2 },
          ],
        },
        { ...shipped, estimated_delivery: null, delivered_at: null, contents: [{ line: 2, quantity: 1 }] },
      ],
    }),
  );
  await database
    .tables<OrdersTables>()
    .transaction()
    .execute((transaction) => addOrders(transaction, added));
}
