import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrderFacts } from '../../../subgraphs/orders/newOrder.ts';
import type { OrdersTables } from '../../../subgraphs/orders/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { executeOnSubgraph } from '../executeOnSubgraph.ts';
import { NON_CUSTOMERS, OTHER_CUSTOMER, OWNER, OWNER_ELSEWHERE } from './callers.ts';
import { pack, placeOrder } from './placeOrder.ts';

const PREVIEW = `query ($orderId: ID!, $address: ShippingAddressInput!) {
  changeShippingAddressPreview(orderId: $orderId, address: $address) {
    order { id status } allowed refusal estimatedDelivery clause { id } confirmationToken expiresAt
  }
}`;

const CHANGE = `mutation ($orderId: ID!, $address: ShippingAddressInput!, $token: String!, $key: String!) {
  changeShippingAddress(orderId: $orderId, address: $address, confirmationToken: $token, idempotencyKey: $key) {
    order { id status holdReason estimatedDelivery }
    userErrors { code field }
    replayed
  }
}`;

const OLD = {
  recipient: 'Avery Stone',
  lines: ['12 Elm Street', 'Apt 4'],
  city: 'Portland',
  region: 'OR',
  postal_code: '97205',
  country: 'US',
};
const NEW = {
  recipient: 'Robin Stone',
  lines: ['9 Lake Road'],
  city: 'Albany',
  postalCode: '12207',
  country: 'US',
};
const STORED = {
  recipient: 'Robin Stone',
  lines: ['9 Lake Road'],
  city: 'Albany',
  region: null,
  postal_code: '12207',
  country: 'US',
};

let now: Date;
let database: TestDatabase;
let orders: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  orders = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database, now: () => now });
});
afterAll(() => database.close());
beforeEach(() => {
  now = TEST_NOW;
  database.statements.length = 0;
});

async function place(id: string, facts: Partial<OrderFacts['order'] & OrderFacts> = {}) {
  await placeOrder(database, id, { address: OLD, estimated_delivery: '2026-11-28', ...facts });
  database.statements.length = 0;
}

async function preview(orderId: string, address: object = NEW, caller: unknown = OWNER) {
  const result = await executeOnSubgraph(orders, caller, PREVIEW, { orderId, address });
  expect(result.errors).toBeUndefined();
  return result.data?.changeShippingAddressPreview;
}

async function confirm(orderId: string, address: object = NEW, caller: unknown = OWNER): Promise<string> {
  const { confirmationToken } = (await preview(orderId, address, caller)) as { confirmationToken: string };
  return confirmationToken;
}

async function change(
  orderId: string,
  token: string,
  key: string,
  address: object = NEW,
  caller: unknown = OWNER,
) {
  const result = await executeOnSubgraph(orders, caller, CHANGE, { orderId, address, token, key });
  expect(result.errors).toBeUndefined();
  return result.data?.changeShippingAddress as { order: unknown; replayed: boolean };
}

const changed = (id: string, replayed = false) => ({
  order: { id, status: 'PROCESSING', holdReason: null, estimatedDelivery: '2026-11-28' },
  userErrors: [],
  replayed,
});
const refused = (code: string, field: string) => ({
  order: null,
  userErrors: [{ code, field }],
  replayed: false,
});
const NOT_FOUND = refused('NOT_FOUND', 'orderId');
const NOT_CHANGEABLE = refused('ADDRESS_NOT_CHANGEABLE', 'orderId');
const INVALID_CONFIRMATION = refused('INVALID_CONFIRMATION', 'confirmationToken');
const STALE_PREVIEW = refused('STALE_PREVIEW', 'confirmationToken');
const IDEMPOTENCY_CONFLICT = refused('IDEMPOTENCY_CONFLICT', 'idempotencyKey');

async function readOrder(id: string) {
  const tables = database.tables<OrdersTables>();
  const order = await tables
    .selectFrom('orders.customer_order')
    .select(['status', 'hold_reason', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { order_id: _, ...address } = await tables
    .selectFrom('orders.shipping_address')
    .selectAll()
    .where('order_id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...order, address };
}
const UNTOUCHED = { status: 'PROCESSING', hold_reason: null, version: 1, address: OLD };
const CHANGED = { ...UNTOUCHED, version: 2, address: STORED };

describe('changeShippingAddressPreview', () => {
  it('tells that it can be sent there, in four statements, and does nothing', async () => {
    await place('AP-1', { packages: [pack('PREPARING')] });
    expect(await preview('AP-1')).toEqual({
      order: { id: 'AP-1', status: 'PROCESSING' },
      allowed: true,
      refusal: null,
      estimatedDelivery: '2026-11-28',
      clause: { id: 'address-change-us' },
      confirmationToken: expect.stringMatching(/^[\w-]+\.[\w-]{22}$/),
      expiresAt: '2026-11-23T12:05:00.000Z',
    });
    expect(database.statements).toHaveLength(4);
    expect(await readOrder('AP-1')).toEqual(UNTOUCHED);
  });

  it.each([
    ['has left', { status: 'SHIPPED' }, NEW, 'ALREADY_SHIPPED'],
    ['has arrived', { status: 'DELIVERED', estimated_delivery: null }, NEW, 'ALREADY_DELIVERED'],
    ['was cancelled', { status: 'CANCELLED', estimated_delivery: null }, NEW, 'ORDER_CANCELLED'],
    ['would go abroad', {}, { ...NEW, country: 'CA', postalCode: 'H2X 1Y4' }, 'OTHER_COUNTRY'],
    [
      'is digital',
      {
        lines: [
          { edition_id: 'one-piece-1-digital', quantity: 1, unit_price_amount: '6.99', is_digital: true },
        ],
      },
      NEW,
      'NO_SHIPPING',
    ],
  ] as const)('refuses what %s, without a token', async (name, facts, address, refusal) => {
    await place(`AP-2 ${name}`, facts);
    expect(await preview(`AP-2 ${name}`, address)).toMatchObject({
      allowed: false,
      refusal,
      estimatedDelivery: null,
      confirmationToken: null,
      expiresAt: null,
    });
  });

  it("39: is null alike for a missing order and another customer's", async () => {
    await place('AP-3');
    for (const [id, caller] of [
      ['AP-9999', OWNER],
      ['US-2001', OWNER],
      ['AP-3', OTHER_CUSTOMER],
      ['AP-3', OWNER_ELSEWHERE],
    ] as const) {
      database.statements.length = 0;
      expect(await preview(id, NEW, caller)).toBeNull();
      expect(database.statements).toHaveLength(1);
    }
  });

  it.each(NON_CUSTOMERS)('is null for %s', async (_name, caller) => {
    expect(await preview('US-1005', NEW, caller)).toBeNull();
  });

  it.each([
    ['no street', { lines: [] }],
    ['a recipient with a NUL', { recipient: 'x\0' }],
    ['a postal code of another country', { postalCode: '150-0001' }],
    ['a country that is none', { country: 'usa' }],
  ])('25: refuses %s before any statement', async (_name, wrong) => {
    const variables = { orderId: 'US-1005', address: { ...NEW, ...wrong }, token: 'none', key: 'k' };
    for (const document of [PREVIEW, CHANGE]) {
      const result = await executeOnSubgraph(orders, OWNER, document, variables);
      expect(result.errors).toHaveLength(1);
    }
    expect(database.statements).toHaveLength(0);
  });
});

describe('changeShippingAddress', () => {
  it('replaces the address and raises the version, in one transaction', async () => {
    await place('AC-1', { packages: [pack('PREPARING')] });
    const token = await confirm('AC-1');
    database.statements.length = 0;
    expect(await change('AC-1', token, 'ac-1')).toEqual(changed('AC-1'));
    expect(database.statements.map((statement) => /\w+/.exec(statement)?.[0])).toEqual([
      // The key, the order, and what decides: lines, parcels, the address.
      ...['start', 'with', 'select', 'select', 'select', 'select'],
      // The address, the version, the key's result.
      ...['insert', 'update', 'update', 'commit'],
      'select',
    ]);
    expect(await readOrder('AC-1')).toEqual(CHANGED);
  });

  it('lets an order go on that waited for its address, and no other', async () => {
    await place('AC-2', { status: 'ON_HOLD', hold_reason: 'ADDRESS_CHECK' });
    expect(await change('AC-2', await confirm('AC-2'), 'ac-2')).toEqual(changed('AC-2'));
    expect(await readOrder('AC-2')).toEqual(CHANGED);
    await place('AC-2b', { status: 'ON_HOLD', hold_reason: 'PAYMENT_PENDING' });
    await change('AC-2b', await confirm('AC-2b'), 'ac-2b');
    expect(await readOrder('AC-2b')).toEqual({
      ...CHANGED,
      status: 'ON_HOLD',
      hold_reason: 'PAYMENT_PENDING',
    });
  });

  it('gives an address to an order of the country that had none', async () => {
    await placeOrder(database, 'AC-3', { estimated_delivery: '2026-11-28' });
    expect(await change('AC-3', await confirm('AC-3'), 'ac-3')).toEqual(changed('AC-3'));
    expect(await readOrder('AC-3')).toEqual(CHANGED);
  });

  it('68: is done once, also when the address is written otherwise; the key is for that address only', async () => {
    await place('AC-4');
    const token = await confirm('AC-4');
    expect(await change('AC-4', token, 'ac-4')).toEqual(changed('AC-4'));
    const same = { ...NEW, region: null, city: ' Albany ' };
    expect(await change('AC-4', token, 'ac-4', same)).toEqual(changed('AC-4', true));
    const other = { ...NEW, city: 'Troy' };
    expect(await change('AC-4', await confirm('AC-4', other), 'ac-4', other)).toEqual(IDEMPOTENCY_CONFLICT);
    expect(await change('AC-4', token, 'ac-4', NEW, OWNER_ELSEWHERE)).toEqual(NOT_FOUND);
    expect(await readOrder('AC-4')).toEqual(CHANGED);
  });

  it('51: takes no confirmation but that of this address, order and action', async () => {
    await place('AC-5');
    await place('AC-5b');
    const cancelling = 'query { cancelOrderPreview(orderId: "AC-5") { confirmationToken } }';
    const { data } = await executeOnSubgraph(orders, OWNER, cancelling);
    const cancellation = data?.cancelOrderPreview as { confirmationToken: string } | undefined;
    expect(cancellation?.confirmationToken).toMatch(/./);
    const ofAnotherAddress = await confirm('AC-5', { ...NEW, recipient: 'Somebody Else' });
    for (const token of [
      '',
      'x.y',
      String(cancellation?.confirmationToken),
      ofAnotherAddress,
      await confirm('AC-5b'),
    ]) {
      expect(await change('AC-5', token, 'ac-5')).toEqual(INVALID_CONFIRMATION);
    }
    expect(await readOrder('AC-5')).toEqual(UNTOUCHED);
  });

  it('61: finds no order of another customer, of another marketplace, or at all, by the same statements', async () => {
    await place('AC-6');
    const token = await confirm('AC-6');
    const observe = async (orderId: string, caller: unknown = OWNER) => {
      database.statements.length = 0;
      const answer = await change(orderId, token, 'ac-6', NEW, caller);
      return { answer, statements: [...database.statements] };
    };
    const missing = await observe('US-9999');
    expect(missing.answer).toEqual(NOT_FOUND);
    expect(await observe('US-2001')).toEqual(missing);
    expect(await observe('AC-6', OTHER_CUSTOMER)).toEqual(missing);
    expect(await observe('AC-6', OWNER_ELSEWHERE)).toEqual(missing);
    expect(await readOrder('AC-6')).toEqual(UNTOUCHED);
  });

  it.each(NON_CUSTOMERS)('finds no order for %s', async (name, caller) => {
    await place(`AC-7 ${name}`);
    const token = await confirm(`AC-7 ${name}`);
    expect(await change(`AC-7 ${name}`, token, 'nobody', NEW, caller)).toEqual(NOT_FOUND);
  });

  it('refuses what has left since the preview, and what has merely changed', async () => {
    await place('AC-8');
    const token = await confirm('AC-8');
    const tables = database.tables<OrdersTables>();
    const update = tables.updateTable('orders.customer_order').where('id', '=', 'AC-8');
    await update.set({ version: sql`version + 1` }).execute();
    expect(await change('AC-8', token, 'ac-8')).toEqual(STALE_PREVIEW);
    await update.set({ status: 'SHIPPED', version: sql`version + 1` }).execute();
    expect(await change('AC-8', token, 'ac-8')).toEqual(NOT_CHANGEABLE);
    expect((await readOrder('AC-8')).address).toEqual(OLD);
  });

  it.each(['shipping_address', 'customer_order'])(
    '80: keeps neither effect nor key when the transaction breaks at %s',
    async (table) => {
      const id = `AC-9 ${table}`;
      await place(id);
      const token = await confirm(id);
      const tables = database.tables<OrdersTables>();
      await sql`create or replace function orders.fail() returns trigger language plpgsql
        as $$ begin raise exception 'the database broke'; end $$`.execute(tables);
      await sql`create trigger fail after insert or update on ${sql.table(`orders.${table}`)}
        for each statement execute function orders.fail()`.execute(tables);
      const variables = { orderId: id, address: NEW, token, key: id };
      const broken = await executeOnSubgraph(orders, OWNER, CHANGE, variables);
      await sql`drop trigger fail on ${sql.table(`orders.${table}`)}`.execute(tables);
      expect(broken.errors).toHaveLength(1);
      expect(await readOrder(id)).toEqual(UNTOUCHED);
      expect(await change(id, token, id)).toEqual(changed(id));
    },
  );

  it('68: called concurrently with one key is done once, with different keys once too', async () => {
    await place('AC-10');
    const token = await confirm('AC-10');
    const same = await Promise.all(Array.from({ length: 6 }, () => change('AC-10', token, 'ac-10')));
    expect(same.filter(({ replayed }) => !replayed)).toEqual([changed('AC-10')]);
    expect(same.filter(({ replayed }) => replayed)).toEqual(Array(5).fill(changed('AC-10', true)));
    await place('AC-11');
    const other = await confirm('AC-11');
    const apart = await Promise.all(
      Array.from({ length: 6 }, (_, n) => change('AC-11', other, `ac-11-${n}`)),
    );
    expect(apart.filter(({ order }) => order !== null)).toEqual([changed('AC-11')]);
    expect(apart.filter(({ order }) => order === null)).toEqual(Array(5).fill(STALE_PREVIEW));
    expect([(await readOrder('AC-10')).version, (await readOrder('AC-11')).version]).toEqual([2, 2]);
  });
});
