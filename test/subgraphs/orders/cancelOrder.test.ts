import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OrdersTables } from '../../../subgraphs/orders/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { NON_CUSTOMERS, OTHER_CUSTOMER, OWNER, OWNER_ELSEWHERE } from './callers.ts';
import { pack, placeOrder } from './placeOrder.ts';

const PREVIEW = `query ($orderId: ID!) { cancelOrderPreview(orderId: $orderId) {
  order { id status } allowed refusal refund { amount currency } fee { amount currency } clause { id } confirmationToken expiresAt
} }`;

const CANCEL = `mutation ($orderId: ID!, $confirmationToken: String!, $idempotencyKey: String!) {
  cancelOrder(orderId: $orderId, confirmationToken: $confirmationToken, idempotencyKey: $idempotencyKey) {
    order { id status holdReason estimatedDelivery packages { id } }
    userErrors { code field }
    replayed
  }
}`;

const MINUTE_MS = 60_000;

const cancelled = (id: string, replayed = false) => ({
  order: { id, status: 'CANCELLED', holdReason: null, estimatedDelivery: null, packages: [] },
  userErrors: [],
  replayed,
});
const refused = (code: string, field: string) => ({
  order: null,
  userErrors: [{ code, field }],
  replayed: false,
});
const NOT_FOUND = refused('NOT_FOUND', 'orderId');
const NOT_CANCELLABLE = refused('NOT_CANCELLABLE', 'orderId');
const INVALID_CONFIRMATION = refused('INVALID_CONFIRMATION', 'confirmationToken');
const STALE_PREVIEW = refused('STALE_PREVIEW', 'confirmationToken');
const IDEMPOTENCY_CONFLICT = refused('IDEMPOTENCY_CONFLICT', 'idempotencyKey');

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

async function preview(orderId: string, caller: unknown = OWNER) {
  const result = await executeOnSubgraph(orders, caller, PREVIEW, { orderId });
  expect(result.errors).toBeUndefined();
  return result.data?.cancelOrderPreview;
}

async function confirm(orderId: string, caller: unknown = OWNER): Promise<string> {
  const { confirmationToken } = (await preview(orderId, caller)) as { confirmationToken: string };
  return confirmationToken;
}

async function cancel(orderId: string, confirmationToken: string, idempotencyKey: string, caller = OWNER) {
  const result = await executeOnSubgraph(orders, caller, CANCEL, {
    orderId,
    confirmationToken,
    idempotencyKey,
  });
  expect(result.errors).toBeUndefined();
  return result.data?.cancelOrder;
}

async function readOrder(id: string) {
  const tables = database.tables<OrdersTables>();
  return tables
    .selectFrom('orders.customer_order')
    .select(['status', 'version'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

function readRefunds(orderId: string) {
  const tables = database.tables<OrdersTables>();
  return tables.selectFrom('orders.refund').selectAll().where('order_id', '=', orderId).execute();
}

/** What another part of the shop does to an order meanwhile. */
async function change(id: string, values: { status?: 'SHIPPED' } = {}): Promise<void> {
  await database
    .tables<OrdersTables>()
    .updateTable('orders.customer_order')
    .set({ ...values, version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

describe('cancelOrderPreview', () => {
  it('tells what cancelling would do, in two statements, and does nothing', async () => {
    await placeOrder(database, 'P-1', { packages: [pack('PREPARING')] });
    database.statements.length = 0;
    expect(await preview('P-1')).toEqual({
      order: { id: 'P-1', status: 'PROCESSING' },
      allowed: true,
      refusal: null,
      refund: { amount: '19.98', currency: 'USD' },
      fee: { amount: '0.00', currency: 'USD' },
      clause: { id: 'cancellation-us' },
      confirmationToken: expect.stringMatching(/^[\w-]+\.[\w-]{22}$/),
      expiresAt: '2026-11-23T12:05:00.000Z',
    });
    expect(database.statements).toHaveLength(2);
    expect(await readOrder('P-1')).toEqual({ status: 'PROCESSING', version: 1 });
  });

  it.each([
    ['US-1001', 'ALREADY_DELIVERED'],
    ['US-1002', 'ALREADY_SHIPPED'],
    ['US-1003', 'ALREADY_SHIPPED'],
    ['US-1006', 'ALREADY_CANCELLED'],
  ])('of %s refuses: %s', async (id, refusal) => {
    expect(await preview(id)).toMatchObject({
      allowed: false,
      refusal,
      refund: { amount: '0.00', currency: 'USD' },
      confirmationToken: null,
      expiresAt: null,
    });
  });

  it.each(['US-1004', 'US-1005'])('of %s allows it', async (id) => {
    expect(await preview(id)).toMatchObject({ allowed: true, refusal: null });
  });

  it('promises no refund of what was not paid', async () => {
    expect(await preview('DE-1002', customer('cust-de-1', 'DE'))).toMatchObject({
      allowed: true,
      refund: { amount: '0.00', currency: 'EUR' },
    });
  });

  it('keeps the fee of a marketplace that has one while it packs, but not of a pre-order', async () => {
    const facts = { marketplace: 'JP', currency: 'JPY', customer_id: 'cust-jp-1' } as const;
    const jp = customer('cust-jp-1', 'JP');
    const lines = [{ edition_id: 'yotsuba-1-paperback', quantity: 2, unit_price_amount: '693' }];
    await placeOrder(database, 'P-2', { ...facts, lines, packages: [pack('PREPARING')] });
    await placeOrder(database, 'P-3', {
      ...{ ...facts, lines, packages: [pack('PREPARING')] },
      ...{ status: 'ON_HOLD', hold_reason: 'AWAITING_RELEASE' },
    });
    expect(await preview('P-2', jp)).toMatchObject({
      refund: { amount: '1086.00', currency: 'JPY' },
      fee: { amount: '300.00', currency: 'JPY' },
      clause: { id: 'cancellation-jp' },
    });
    expect(await preview('P-3', jp)).toMatchObject({
      refund: { amount: '1386.00', currency: 'JPY' },
      fee: { amount: '0.00', currency: 'JPY' },
      clause: { id: 'preorder-cancellation-jp' },
    });
  });

  it("39: is null alike for a missing order and another customer's", async () => {
    for (const [id, caller] of [
      ['US-9999', OWNER],
      ['US-2001', OWNER],
      ['US-1005', OWNER_ELSEWHERE],
    ] as const) {
      database.statements.length = 0;
      expect(await preview(id, caller)).toBeNull();
      expect(database.statements).toHaveLength(1);
    }
  });

  it.each(NON_CUSTOMERS)('is null for %s', async (_name, caller) => {
    expect(await preview('US-1005', caller)).toBeNull();
  });
});

describe('cancelOrder', () => {
  it('cancels, takes apart what was being packed and raises the version, in one transaction', async () => {
    await placeOrder(database, 'C-1', {
      packages: [pack('PREPARING')],
      estimated_delivery: '2026-11-28',
    });
    const token = await confirm('C-1');
    database.statements.length = 0;
    expect(await cancel('C-1', token, 'c-1')).toEqual(cancelled('C-1'));
    expect(database.statements.map((statement) => /\w+/.exec(statement)?.[0])).toEqual([
      // Claiming the key begins with the deletion of expired ones, in the same statement.
      ...['start', 'with', 'select', 'select', 'update', 'delete', 'insert', 'update', 'commit'],
      // The order and the packages of the answer.
      ...['select', 'select'],
    ]);
    expect(await readOrder('C-1')).toEqual({ status: 'CANCELLED', version: 2 });
  });

  it('has what was paid sent back, less the fee', async () => {
    const jp = customer('cust-jp-1', 'JP');
    await placeOrder(database, 'C-14', {
      ...{ marketplace: 'JP', currency: 'JPY', customer_id: 'cust-jp-1', packages: [pack('PREPARING')] },
      lines: [{ edition_id: 'yotsuba-1-paperback', quantity: 2, unit_price_amount: '693' }],
    });
    expect(await cancel('C-14', await confirm('C-14', jp), 'c-14', jp)).toEqual(cancelled('C-14'));
    expect(await readRefunds('C-14')).toEqual([
      {
        id: expect.stringMatching(/^RF-[0-9A-HJKMNP-TV-Z]{10}$/),
        order_id: 'C-14',
        return_id: null,
        status: 'PROCESSING',
        amount: '1086.00',
        reason: 'CANCELLED',
        method: 'Original payment method',
        requested_at: TEST_NOW,
        // Ten days on in Tokyo, where it is the evening of the 23rd.
        expected_by: '2026-12-03',
        completed_at: null,
      },
    ]);
  });

  it('sends nothing back of what was not paid', async () => {
    await placeOrder(database, 'C-15', { status: 'ON_HOLD', hold_reason: 'PAYMENT_PENDING' });
    expect(await cancel('C-15', await confirm('C-15'), 'c-15')).toEqual(cancelled('C-15'));
    expect(await readRefunds('C-15')).toEqual([]);
  });

  it('cancels an order on hold', async () => {
    await placeOrder(database, 'C-2', { status: 'ON_HOLD', hold_reason: 'AWAITING_STOCK' });
    expect(await cancel('C-2', await confirm('C-2'), 'c-2')).toEqual(cancelled('C-2'));
  });

  it('68: gives the first answer to the same call again, also once the token has expired', async () => {
    await placeOrder(database, 'C-3');
    const token = await confirm('C-3');
    expect(await cancel('C-3', token, 'c-3')).toEqual(cancelled('C-3'));
    now = new Date(TEST_NOW.getTime() + 60 * MINUTE_MS);
    expect(await cancel('C-3', token, 'c-3')).toEqual(cancelled('C-3', true));
    expect(await readOrder('C-3')).toEqual({ status: 'CANCELLED', version: 2 });
  });

  it('68: refuses a used key with other arguments, and leaves the other order alone', async () => {
    await placeOrder(database, 'C-4a');
    await placeOrder(database, 'C-4b');
    const token = await confirm('C-4b');
    await cancel('C-4a', await confirm('C-4a'), 'c-4');
    expect(await cancel('C-4b', token, 'c-4')).toEqual(IDEMPOTENCY_CONFLICT);
    expect(await cancel('C-4a', token, 'c-4')).toEqual(IDEMPOTENCY_CONFLICT);
    expect(await readOrder('C-4b')).toEqual({ status: 'PROCESSING', version: 1 });
  });

  it('keeps the keys of customers apart', async () => {
    await placeOrder(database, 'C-5a');
    await placeOrder(database, 'C-5b', { customer_id: 'cust-us-2' });
    await cancel('C-5a', await confirm('C-5a'), 'c-5');
    const token = await confirm('C-5b', OTHER_CUSTOMER);
    expect(await cancel('C-5b', token, 'c-5', OTHER_CUSTOMER)).toEqual(cancelled('C-5b'));
  });

  it('checks ownership anew before it gives the first answer again', async () => {
    await placeOrder(database, 'C-6');
    const token = await confirm('C-6');
    await cancel('C-6', token, 'c-6');
    expect(await cancel('C-6', token, 'c-6', OWNER_ELSEWHERE)).toEqual(NOT_FOUND);
  });

  it('leaves the key of a refused call free for another try', async () => {
    await placeOrder(database, 'C-7');
    const stale = await confirm('C-7');
    await change('C-7');
    expect(await cancel('C-7', stale, 'c-7')).toEqual(STALE_PREVIEW);
    expect(await cancel('C-7', await confirm('C-7'), 'c-7')).toEqual(cancelled('C-7'));
  });

  it('61: finds no order of another customer, of another marketplace, or at all, by the same statements', async () => {
    await placeOrder(database, 'C-8');
    const token = await confirm('C-8');
    const observe = async (orderId: string, caller = OWNER) => {
      database.statements.length = 0;
      const answer = await cancel(orderId, token, 'c-8', caller);
      return { answer, statements: [...database.statements] };
    };
    const missing = await observe('US-9999');
    expect(missing.answer).toEqual(NOT_FOUND);
    expect(await observe('US-2001')).toEqual(missing);
    expect(await observe('C-8', OTHER_CUSTOMER)).toEqual(missing);
    expect(await observe('C-8', OWNER_ELSEWHERE)).toEqual(missing);
    expect(await readOrder('C-8')).toEqual({ status: 'PROCESSING', version: 1 });
  });

  it.each(NON_CUSTOMERS)('finds no order for %s', async (_name, caller) => {
    const result = await executeOnSubgraph(orders, caller, CANCEL, {
      orderId: 'US-1004',
      confirmationToken: await confirm('US-1004'),
      idempotencyKey: 'nobody',
    });
    expect(result).toEqual({ data: { cancelOrder: NOT_FOUND } });
  });

  it.each([
    ['nothing', () => ''],
    ['a forged seal', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['a seal spelled otherwise', (token: string) => `${token}=`],
    ['another body', (token: string) => `${Buffer.from('{}').toString('base64url')}.${token.split('.')[1]}`],
    ['no seal', (token: string) => String(token.split('.')[0])],
  ])('51: takes %s for no confirmation', async (_name, tamper) => {
    expect(await cancel('US-1004', tamper(await confirm('US-1004')), 'forged')).toEqual(INVALID_CONFIRMATION);
  });

  it("51: takes another order's, caller's or secret's token for no confirmation", async () => {
    await placeOrder(database, 'C-9');
    const elsewhere = SUBGRAPHS.orders({ ...TEST_ENVIRONMENT, database, now: () => now, secret: 'other' });
    const { data } = await executeOnSubgraph(elsewhere, OWNER, PREVIEW, { orderId: 'C-9' });
    const foreign = (data?.cancelOrderPreview as { confirmationToken: string } | undefined)
      ?.confirmationToken;
    const sameCustomer = { ...OWNER, subject: 'another sign-in' };
    const tokens = [await confirm('US-1005'), await confirm('C-9', sameCustomer), String(foreign)];
    for (const token of tokens) {
      expect(await cancel('C-9', token, 'c-9')).toEqual(INVALID_CONFIRMATION);
    }
  });

  it('81: takes a token until five minutes have passed, and not at that moment', async () => {
    await placeOrder(database, 'C-10');
    const token = await confirm('C-10');
    now = new Date(TEST_NOW.getTime() + 5 * MINUTE_MS);
    expect(await cancel('C-10', token, 'c-10')).toEqual(INVALID_CONFIRMATION);
    now = new Date(TEST_NOW.getTime() + 5 * MINUTE_MS - 1);
    expect(await cancel('C-10', token, 'c-10')).toEqual(cancelled('C-10'));
  });

  it('refuses what has shipped since the preview', async () => {
    await placeOrder(database, 'C-11');
    const token = await confirm('C-11');
    await change('C-11', { status: 'SHIPPED' });
    expect(await cancel('C-11', token, 'c-11')).toEqual(NOT_CANCELLABLE);
  });

  it('refuses a second cancellation under another key', async () => {
    await placeOrder(database, 'C-12');
    const token = await confirm('C-12');
    await cancel('C-12', token, 'c-12');
    expect(await cancel('C-12', token, 'c-12 again')).toEqual(NOT_CANCELLABLE);
  });

  it.each([
    ['an empty key', { idempotencyKey: '' }],
    ['a key of 101 characters', { idempotencyKey: 'k'.repeat(101) }],
    ['a key with a NUL', { idempotencyKey: 'k\0' }],
    ['an order number of 41 characters', { orderId: 'x'.repeat(41) }],
  ])('25: refuses %s before any statement', async (_name, wrong) => {
    const result = await executeOnSubgraph(orders, OWNER, CANCEL, {
      ...{ orderId: 'US-1004', confirmationToken: 'none', idempotencyKey: 'k' },
      ...wrong,
    });
    expect(result.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'INVALID_ARGUMENT' }]);
    expect(database.statements).toHaveLength(0);
  });

  it('80: keeps neither effect nor key when the transaction breaks', async () => {
    await placeOrder(database, 'C-13');
    const token = await confirm('C-13');
    const tables = database.tables<OrdersTables>();
    await sql`create function orders.fail() returns trigger language plpgsql
      as $$ begin raise exception 'the database broke'; end $$`.execute(tables);
    await sql`create trigger fail after update on orders.customer_order
      for each statement execute function orders.fail()`.execute(tables);
    const broken = await executeOnSubgraph(orders, OWNER, CANCEL, {
      orderId: 'C-13',
      confirmationToken: token,
      idempotencyKey: 'c-13',
    });
    await sql`drop trigger fail on orders.customer_order`.execute(tables);
    expect(broken.errors).toHaveLength(1);
    expect(await readOrder('C-13')).toEqual({ status: 'PROCESSING', version: 1 });
    expect(await readRefunds('C-13')).toEqual([]);
    expect(await cancel('C-13', token, 'c-13')).toEqual(cancelled('C-13'));
  });
});

describe('concurrent calls of cancelOrder', () => {
  it('68: with one key are done once', async () => {
    await placeOrder(database, 'R-1');
    const token = await confirm('R-1');
    const answers = await Promise.all(Array.from({ length: 8 }, () => cancel('R-1', token, 'r-1')));
    expect(answers).toContainEqual(cancelled('R-1'));
    expect(answers.filter((answer) => (answer as { replayed: boolean }).replayed)).toHaveLength(7);
    expect(await readOrder('R-1')).toEqual({ status: 'CANCELLED', version: 2 });
    expect(await readRefunds('R-1')).toHaveLength(1);
  });

  it('with different keys cancel once and refuse the rest', async () => {
    await placeOrder(database, 'R-2');
    const token = await confirm('R-2');
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => cancel('R-2', token, `r-2-${n}`)));
    expect(answers.filter((answer) => (answer as { order: unknown }).order !== null)).toHaveLength(1);
    expect(answers.filter((answer) => (answer as { order: unknown }).order === null)).toEqual(
      Array(7).fill(NOT_CANCELLABLE),
    );
    expect(await readOrder('R-2')).toEqual({ status: 'CANCELLED', version: 2 });
  });

  it('68: with one key for several orders cancel one of them', async () => {
    const ids = ['R-3', 'R-4', 'R-5', 'R-6'];
    for (const id of ids) await placeOrder(database, id);
    const tokens = await Promise.all(ids.map((id) => confirm(id)));
    const answers = await Promise.all(ids.map((id, index) => cancel(id, String(tokens[index]), 'r-3')));
    expect(answers.filter((answer) => (answer as { order: unknown }).order === null)).toEqual(
      Array(3).fill(IDEMPOTENCY_CONFLICT),
    );
    const statuses = await Promise.all(ids.map(async (id) => (await readOrder(id)).status));
    expect(statuses.toSorted()).toEqual(['CANCELLED', 'PROCESSING', 'PROCESSING', 'PROCESSING']);
  });

  it('with one key go on after the first was refused', async () => {
    await placeOrder(database, 'R-7');
    const token = await confirm('R-7');
    const answers = await Promise.all([
      cancel('R-7', 'forged', 'r-7'),
      cancel('R-7', 'forged', 'r-7'),
      cancel('R-7', token, 'r-7'),
    ]);
    expect(answers[2]).toEqual(cancelled('R-7'));
  });
});
