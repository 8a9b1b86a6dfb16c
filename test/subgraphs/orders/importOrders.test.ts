import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ImportError } from '../../../subgraphs/importError.ts';
import { importOrders } from '../../../subgraphs/orders/import/importOrders.ts';
import type { OrdersTables } from '../../../subgraphs/orders/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

const EDITIONS = ['frieren-1-paperback', 'one-piece-1-paperback', 'yotsuba-1-paperback'];
const USERS = { ada_lovelace_1: {}, alan_turing_2: {} };
const PRODUCTS = { 7: { variants: { 101: {}, 102: {} } }, 8: { variants: { 201: {} } } };

const address = { address1: '1 Canary Street', zip: '80279' };
const order = (id: string, userId: string, status: string, items: unknown[], fulfilled: string[] = []) => ({
  [id]: {
    order_id: id,
    user_id: userId,
    address,
    status,
    items,
    fulfillments: fulfilled.length === 0 ? [] : [{ tracking_id: [`T${id.slice(1)}`], item_ids: fulfilled }],
    payment_history: [{ transaction_type: 'payment', amount: 1, payment_method_id: 'credit_card_4242' }],
  },
});
const item = (itemId: string, price: unknown) => ({
  item_id: itemId,
  price,
  product_id: '7',
  name: 'Bottle',
});

const GOOD = {
  ...order('#W1', 'ada_lovelace_1', 'delivered', [item('101', 47.84), item('102', 488.8)], ['102', '101']),
  ...order('#W2', 'ada_lovelace_1', 'processed', [item('201', 5), item('201', 5)], ['201', '201']),
  ...order('#W3', 'alan_turing_2', 'pending', [item('101', 47.84)]),
  ...order('#W4', 'alan_turing_2', 'cancelled', [item('102', 0.1), item('201', 0.2)], ['102', '201']),
};

const ORDERS = `{ orders(first: 20) { nodes {
  id status placedAt estimatedDelivery total { amount currency }
  lines { id edition { id } quantity unitPrice { amount } }
  packages { status carrier trackingNumber shippedAt deliveredAt lines { quantity line { id } } }
} } }`;

const CHILDREN_FIRST = [
  'orders.refund',
  'orders.return_line',
  'orders.return',
  'orders.shipping_address',
  'orders.package',
  'orders.order_line',
  'orders.customer_order',
] as const;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'genkan-retail-'));
  writeFiles(GOOD);
  database.statements.length = 0;
  const tables = database.tables<OrdersTables>();
  for (const table of CHILDREN_FIRST) {
    await tables.deleteFrom(table).execute();
  }
  return () => rmSync(folder, { recursive: true });
});

function writeFiles(orders: object): void {
  writeFileSync(join(folder, 'users.json'), JSON.stringify(USERS));
  writeFileSync(join(folder, 'products.json'), JSON.stringify(PRODUCTS));
  writeFileSync(join(folder, 'orders.json'), JSON.stringify(orders));
}

function run(options: Partial<Parameters<typeof importOrders>[2]> = {}) {
  return importOrders(database.tables(), folder, { editionIds: EDITIONS, now: TEST_NOW, ...options });
}

async function countOrders(): Promise<number> {
  const rows = await database
    .tables<OrdersTables>()
    .selectFrom('orders.customer_order')
    .selectAll()
    .execute();
  return rows.length;
}

async function readOrdersOf(customerId: string) {
  const orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database });
  const result = await executeOnSubgraph(orders, customer(customerId, 'US'), ORDERS);
  return (result.data?.orders as { nodes: { id: string; placedAt: string; lines: object[] }[] } | undefined)
    ?.nodes;
}

describe('importOrders', () => {
  it('gives users their orders, with exact totals and parcels', async () => {
    expect(await run()).toEqual({ read: 4, added: 4, present: 0, rejected: [] });
    const edition = { id: expect.stringMatching(/^(frieren|one-piece|yotsuba)-1-paperback$/) };
    expect(await readOrdersOf('tau-ada_lovelace_1')).toEqual([
      {
        id: 'W2',
        status: 'SHIPPED',
        placedAt: expect.any(String),
        estimatedDelivery: expect.stringMatching(/^2026-1[12]-\d\d$/),
        total: { amount: '10.00', currency: 'USD' },
        lines: [{ id: 'W2-1', edition, quantity: 2, unitPrice: { amount: '5.00' } }],
        packages: [
          {
            status: 'IN_TRANSIT',
            carrier: null,
            trackingNumber: 'TW2',
            shippedAt: expect.any(String),
            deliveredAt: null,
            lines: [{ quantity: 2, line: { id: 'W2-1' } }],
          },
        ],
      },
      {
        id: 'W1',
        status: 'DELIVERED',
        placedAt: expect.any(String),
        estimatedDelivery: null,
        total: { amount: '536.64', currency: 'USD' },
        lines: [
          { id: 'W1-1', edition, quantity: 1, unitPrice: { amount: '47.84' } },
          { id: 'W1-2', edition, quantity: 1, unitPrice: { amount: '488.80' } },
        ],
        packages: [
          {
            status: 'DELIVERED',
            carrier: null,
            trackingNumber: 'TW1',
            shippedAt: expect.any(String),
            deliveredAt: expect.any(String),
            lines: [
              { quantity: 1, line: { id: 'W1-1' } },
              { quantity: 1, line: { id: 'W1-2' } },
            ],
          },
        ],
      },
    ]);
    expect(await readOrdersOf('tau-alan_turing_2')).toMatchObject([
      { id: 'W3', status: 'PROCESSING', packages: [] },
      { id: 'W4', status: 'CANCELLED', total: { amount: '0.30' }, packages: [] },
    ]);
  });

  it('lets every step of the past lie before now, and arrival after it', async () => {
    const many = Array.from({ length: 60 }, (_, n) => [
      order(`#D${n}`, 'ada_lovelace_1', 'delivered', [item('101', 1)], ['101']),
      order(`#S${n}`, 'ada_lovelace_1', 'processed', [item('101', 1)], ['101']),
    ]).flat();
    writeFiles(Object.assign({}, ...many));
    await run();
    const tables = database.tables<OrdersTables>();
    const parcels = await tables
      .selectFrom('orders.package as package')
      .innerJoin('orders.customer_order as o', 'o.id', 'package.order_id')
      .selectAll('package')
      .select('o.placed_at')
      .execute();
    expect(parcels).toHaveLength(120);
    for (const { placed_at, shipped_at, delivered_at, estimated_delivery } of parcels) {
      const steps = [placed_at, shipped_at, delivered_at ?? shipped_at, TEST_NOW].map(Number);
      expect(steps).toEqual(steps.toSorted((a, b) => a - b));
      if (estimated_delivery !== null)
        expect(Date.parse(estimated_delivery)).toBeGreaterThan(Number(TEST_NOW));
    }
  });

  it('changes nothing the second time, whatever the clock says then', async () => {
    await run();
    const before = await readOrdersOf('tau-ada_lovelace_1');
    const later = new Date(TEST_NOW.getTime() + 1e9);
    expect(await run({ now: later })).toEqual({ read: 4, added: 0, present: 4, rejected: [] });
    expect(await readOrdersOf('tau-ada_lovelace_1')).toEqual(before);
  });

  it('gives an item the same edition each time', async () => {
    await run();
    const first = await readOrdersOf('tau-ada_lovelace_1');
    writeFiles(order('#W9', 'ada_lovelace_1', 'pending', [item('201', 5)]));
    await run();
    const [again] = (await readOrdersOf('tau-ada_lovelace_1')) ?? [];
    expect(again?.id).toBe('W9');
    expect(again?.lines).toMatchObject([
      { edition: (first?.[0]?.lines[0] as { edition: unknown } | undefined)?.edition },
    ]);
  });

  it.each<[reason: string, records: object]>([
    ['The record must be an object.', { '#W5': [] }],
    ['The key must be "#" and an order number.', { W5: {} }],
    ['order_id must be the same as the key.', { '#W5': { ...GOOD['#W1'] } }],
    [
      'status must be one of pending, processed, delivered, cancelled.',
      order('#W5', 'alan_turing_2', 'lost', []),
    ],
    ['user_id constructor is not in users.json.', order('#W5', 'constructor', 'pending', [item('101', 1)])],
    ['items must not be empty.', order('#W5', 'alan_turing_2', 'pending', [])],
    ['Each item must be an object.', order('#W5', 'alan_turing_2', 'pending', [null])],
    ['item_id 999 is not in products.json.', order('#W5', 'alan_turing_2', 'pending', [item('999', 1)])],
    [
      'item_id 101 has two prices.',
      order('#W5', 'alan_turing_2', 'pending', [item('101', 1), item('101', 2)]),
    ],
    ...[-1, 1.005, 1e21, '1.00', null].map((price): [string, object] => [
      'price must be a number from 0 to 99999999.99 with at most two decimals.',
      order('#W5', 'alan_turing_2', 'pending', [item('101', price)]),
    ]),
    ['item_id 101: 1 ordered, 0 fulfilled.', order('#W5', 'alan_turing_2', 'delivered', [item('101', 1)])],
    [
      'item_id 101: 1 ordered, 2 fulfilled.',
      order('#W5', 'alan_turing_2', 'pending', [item('101', 1)], ['101', '101']),
    ],
    [
      'item_id 102 was fulfilled and not ordered.',
      order('#W5', 'alan_turing_2', 'delivered', [item('101', 1)], ['101', '102']),
    ],
    [
      'A fulfillment must have exactly one tracking_id.',
      {
        '#W5': {
          ...order('#W5', 'alan_turing_2', 'pending', [item('101', 1)])['#W5'],
          fulfillments: [{ tracking_id: ['a', 'b'], item_ids: [] }],
        },
      },
    ],
  ])('leaves a bad record out whole and says why: %s', async (reason, records) => {
    writeFiles({ ...records, ...GOOD });
    const [key] = Object.keys(records);
    expect(await run()).toEqual({ read: 5, added: 4, present: 0, rejected: [{ key, reason }] });
    expect(await countOrders()).toBe(4);
  });

  it('stores no address, payment or name', async () => {
    await run();
    const tables = database.tables<OrdersTables>();
    const stored = JSON.stringify([
      await tables.selectFrom('orders.customer_order').selectAll().execute(),
      await tables.selectFrom('orders.order_line').selectAll().execute(),
      await tables.selectFrom('orders.package').selectAll().execute(),
    ]);
    expect(stored).toContain('tau-ada_lovelace_1');
    expect(stored).not.toMatch(/Canary|80279|4242|Bottle/);
  });

  it('takes 1,000 orders in few statements and tells how far it is', async () => {
    const many = Array.from({ length: 1_000 }, (_, n) =>
      order(`#N${n}`, 'ada_lovelace_1', 'delivered', [item('101', 1), item('102', 2)], ['101', '102']),
    );
    writeFiles(Object.assign({}, ...many));
    const progress: [number, number][] = [];
    database.statements.length = 0;
    const report = await run({ onProgress: (done, total) => progress.push([done, total]) });
    expect(report).toMatchObject({ read: 1_000, added: 1_000 });
    expect(progress).toEqual([250, 500, 750, 1_000].map((done) => [done, 1_000]));
    expect(database.statements).toHaveLength(2 + 4 * 4);
  });

  it.each<[fault: string, spoil: () => void]>([
    ['a missing file', () => rmSync(join(folder, 'users.json'))],
    ['malformed JSON', () => writeFileSync(join(folder, 'orders.json'), '{"#W1": ')],
    ['a list of orders', () => writeFileSync(join(folder, 'orders.json'), '[]')],
  ])('refuses %s before any statement', async (_fault, spoil) => {
    spoil();
    database.statements.length = 0;
    await expect(run()).rejects.toThrow(ImportError);
    await expect(run()).rejects.toThrow(/(users|orders)\.json/);
    expect(database.statements).toHaveLength(0);
  });

  it('refuses to sell nothing', async () => {
    await expect(run({ editionIds: [] })).rejects.toThrow(ImportError);
  });

  it('stores nothing when the transaction breaks half-way', async () => {
    const many = Array.from({ length: 300 }, (_, n) =>
      order(`#N${n}`, 'ada_lovelace_1', 'pending', [item('101', 1)]),
    );
    writeFiles(Object.assign({}, ...many));
    const onProgress = () => {
      throw new Error('stopped');
    };
    await expect(run({ onProgress })).rejects.toThrow('stopped');
    expect(await countOrders()).toBe(0);
  });
});
