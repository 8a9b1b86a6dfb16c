import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { executeOnSubgraph } from '../executeOnSubgraph.ts';
import { OTHER_CUSTOMER, OWNER } from './callers.ts';
import { pack, placeOrder } from './placeOrder.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const daysAgo = (days: number) => new Date(TEST_NOW.getTime() - days * DAY_MS);
const SUPPORT = {
  context: 'support',
  subject: 'support-us',
  claims: { marketplaces: ['US'], regions: ['NA'] },
};
const SUPPORT_ELSEWHERE = { ...SUPPORT, claims: { marketplaces: ['JP'], regions: ['NA', 'EU', 'APAC'] } };

let database: TestDatabase;
let orders: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database });
  await placeOrder(database, 'E-1', {
    status: 'PARTLY_SHIPPED',
    lines: [
      { edition_id: 'frieren-1-paperback', quantity: 4, unit_price_amount: '9.99' },
      { edition_id: 'yotsuba-1-paperback', quantity: 1, unit_price_amount: '13.00' },
      { edition_id: 'yotsuba-2-paperback', quantity: 1, unit_price_amount: '13.00' },
      { edition_id: 'one-piece-1-digital', quantity: 1, unit_price_amount: '6.99', is_digital: true },
    ],
    packages: [
      // Its window has closed, but the later parcel of the line counts for all of its copies.
      pack('DELIVERED', {
        delivered_at: daysAgo(40),
        contents: [
          { line: 1, quantity: 2 },
          { line: 2, quantity: 1 },
        ],
      }),
      pack('DELIVERED', { delivered_at: daysAgo(3), contents: [{ line: 1, quantity: 1 }] }),
      pack('IN_TRANSIT', {
        contents: [
          { line: 1, quantity: 1 },
          { line: 3, quantity: 1 },
        ],
      }),
    ],
    returns: [
      {
        ...{ status: 'LABEL_SENT', started_at: daysAgo(1), send_by: '2026-12-06', received_at: null },
        ...{ fee_amount: '3.99', lines: [{ line: 1, quantity: 1, reason: 'CHANGED_MIND' }] },
      },
      {
        ...{ status: 'REJECTED', started_at: daysAgo(2), send_by: '2026-12-05', received_at: daysAgo(1) },
        ...{ fee_amount: '3.99', lines: [{ line: 1, quantity: 2, reason: 'CHANGED_MIND' }] },
      },
    ],
  });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

const ELIGIBILITY = `query ($id: ID!, $lineIds: [ID!]) { order(id: $id) { returnEligibility(lineIds: $lineIds) {
  line { id } eligible refusal returnableQuantity deadline fee { amount currency } clause { id }
} } }`;
const DAMAGE = `query ($id: ID!, $line: ID) { order(id: $id) { lines(id: $line) { damageHelp {
  eligible refusal reportUntil remedies photoNeeded clause { id }
} } } }`;
/** As support reaches an order: through its customer. */
const REFERENCE = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Order {
  id
  returnEligibility { returnableQuantity refusal }
  lines { damageHelp { refusal } }
} } }`;

const ask = async (document: string, variables: Record<string, unknown>, caller: unknown = OWNER) => {
  const { data, errors } = await executeOnSubgraph(orders, caller, document, variables);
  expect(errors).toBeUndefined();
  return data;
};

const FIRST_LINE = {
  line: { id: 'E-1-1' },
  eligible: true,
  refusal: null,
  returnableQuantity: 2,
  deadline: '2026-12-20T23:59:59.000-05:00',
  fee: { amount: '3.99', currency: 'USD' },
  clause: { id: 'returns-window-us' },
};

describe('Order.returnEligibility', () => {
  it('tells for each line what can go back, in five statements', async () => {
    expect(await ask(ELIGIBILITY, { id: 'E-1' })).toEqual({
      order: {
        returnEligibility: [
          FIRST_LINE,
          {
            ...{ line: { id: 'E-1-2' }, eligible: false, refusal: 'WINDOW_CLOSED', returnableQuantity: 0 },
            ...{ deadline: '2026-11-13T23:59:59.000-05:00', fee: { amount: '0.00', currency: 'USD' } },
            clause: { id: 'returns-window-us' },
          },
          {
            ...{ line: { id: 'E-1-3' }, eligible: false, refusal: 'NOT_DELIVERED', returnableQuantity: 0 },
            ...{ deadline: null, fee: { amount: '3.99', currency: 'USD' } },
            clause: { id: 'returns-window-us' },
          },
          {
            ...{ line: { id: 'E-1-4' }, eligible: false, refusal: 'DIGITAL', returnableQuantity: 0 },
            ...{ deadline: null, fee: { amount: '0.00', currency: 'USD' } },
            clause: { id: 'returns-digital' },
          },
        ],
      },
    });
    expect(database.statements).toHaveLength(5);
  });

  it('tells of the lines asked about only, and leaves out those of other orders', async () => {
    expect(await ask(ELIGIBILITY, { id: 'E-1', lineIds: ['US-1001-1', 'E-1-1', 'x'] })).toEqual({
      order: { returnEligibility: [FIRST_LINE] },
    });
    expect(await ask(ELIGIBILITY, { id: 'E-1', lineIds: [] })).toEqual({ order: { returnEligibility: [] } });
  });

  it('12: takes no more ids than an order can have lines, and then asks the database for none', async () => {
    const lineIds = Array.from({ length: 101 }, (_, index) => `E-1-${index}`);
    const { errors } = await executeOnSubgraph(orders, OWNER, ELIGIBILITY, { id: 'E-1', lineIds });
    expect(errors).toMatchObject([{ extensions: { code: 'INVALID_ARGUMENT' } }]);
    // The order itself.
    expect(database.statements).toHaveLength(1);
  });

  it("39: knows no other customer's order", async () => {
    expect(await ask(ELIGIBILITY, { id: 'E-1' }, OTHER_CUSTOMER)).toEqual({ order: null });
    expect(database.statements).toHaveLength(1);
  });
});

describe('OrderLine.damageHelp', () => {
  it('tells what can be done, in five statements', async () => {
    expect(await ask(DAMAGE, { id: 'E-1', line: 'E-1-1' })).toEqual({
      order: {
        lines: [
          {
            damageHelp: {
              ...{ eligible: true, refusal: null, reportUntil: '2026-12-20T23:59:59.000-05:00' },
              ...{ remedies: ['REPLACEMENT', 'FULL_REFUND'], photoNeeded: true },
              clause: { id: 'damaged-us' },
            },
          },
        ],
      },
    });
    expect(database.statements).toHaveLength(5);
  });

  it.each([
    ['E-1-2', 'REPORTED_TOO_LATE', '2026-11-13T23:59:59.000-05:00', 'damaged-us'],
    ['E-1-3', 'NOT_DELIVERED', null, 'damaged-us'],
    ['E-1-4', 'DIGITAL', null, 'returns-digital'],
  ])('refuses for %s: %s', async (line, refusal, reportUntil, clause) => {
    expect(await ask(DAMAGE, { id: 'E-1', line })).toEqual({
      order: {
        lines: [
          {
            damageHelp: {
              ...{ eligible: false, refusal, reportUntil, remedies: [], photoNeeded: false },
              clause: { id: clause },
            },
          },
        ],
      },
    });
  });

  it('39: knows no line of another order', async () => {
    expect(await ask(DAMAGE, { id: 'E-1', line: 'US-2001-1' })).toEqual({ order: { lines: [] } });
    expect(await ask(DAMAGE, { id: 'E-1', line: 'E-1-1' }, OTHER_CUSTOMER)).toEqual({ order: null });
  });
});

describe('support', () => {
  const ids = [
    { __typename: 'Order', id: 'E-1' },
    { __typename: 'Order', id: 'JP-1001' },
  ];

  it('is told the same of the orders of its marketplaces, and nothing of others', async () => {
    const expected = {
      id: 'E-1',
      returnEligibility: [
        { returnableQuantity: 2, refusal: null },
        { returnableQuantity: 0, refusal: 'WINDOW_CLOSED' },
        { returnableQuantity: 0, refusal: 'NOT_DELIVERED' },
        { returnableQuantity: 0, refusal: 'DIGITAL' },
      ],
      lines: [
        { damageHelp: { refusal: null } },
        { damageHelp: { refusal: 'REPORTED_TOO_LATE' } },
        { damageHelp: { refusal: 'NOT_DELIVERED' } },
        { damageHelp: { refusal: 'DIGITAL' } },
      ],
    };
    expect(await ask(REFERENCE, { ids }, SUPPORT)).toEqual({ _entities: [expected, null] });
    expect(await ask(REFERENCE, { ids: ids.slice(0, 1) }, SUPPORT_ELSEWHERE)).toEqual({ _entities: [null] });
  });

  it('asks as often for many orders as for one', async () => {
    await ask(REFERENCE, { ids: ids.slice(0, 1) }, OWNER);
    const forOne = database.statements.length;
    database.statements.length = 0;
    const many = ['E-1', 'US-1001', 'US-1002', 'US-1003', 'US-1005'].map((id) => ({
      __typename: 'Order',
      id,
    }));
    await ask(REFERENCE, { ids: many }, OWNER);
    expect(forOne).toBe(5);
    expect(database.statements).toHaveLength(5);
  });
});
