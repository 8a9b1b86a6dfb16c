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

const PREVIEW = `query ($orderId: ID!, $lines: [ReturnLineInput!]!) {
  startReturnPreview(orderId: $orderId, lines: $lines) {
    order { id status } allowed refusal refund { amount currency } fee { amount currency } deadline clause { id }
    confirmationToken expiresAt
  }
}`;

const START = `mutation ($orderId: ID!, $lines: [ReturnLineInput!]!, $token: String!, $key: String!) {
  startReturn(orderId: $orderId, lines: $lines, confirmationToken: $token, idempotencyKey: $key) {
    return {
      id status startedAt sendBy fee { amount currency } lines { line { id } quantity reason }
    }
    userErrors { code field }
    replayed
  }
}`;

interface Line {
  readonly lineId: string;
  readonly quantity?: number;
  readonly reason: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DELIVERED_AT = new Date(TEST_NOW.getTime() - 5 * DAY_MS);

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

/** Two copies of one edition, one of another and a digital one, all delivered five days ago. */
async function placeDelivered(id: string, facts: Partial<OrderFacts['order'] & OrderFacts> = {}) {
  await placeOrder(database, id, {
    status: 'DELIVERED',
    lines: [
      { edition_id: 'frieren-1-paperback', quantity: 2, unit_price_amount: '9.99' },
      { edition_id: 'yotsuba-1-paperback', quantity: 1, unit_price_amount: '13.00' },
      { edition_id: 'one-piece-1-digital', quantity: 1, unit_price_amount: '6.99', is_digital: true },
    ],
    packages: [
      pack('DELIVERED', {
        delivered_at: DELIVERED_AT,
        contents: [
          { line: 1, quantity: 2 },
          { line: 2, quantity: 1 },
        ],
      }),
    ],
    ...facts,
  });
  database.statements.length = 0;
}

const unwanted = (orderId: string, line = 1, quantity = 1): Line => ({
  lineId: `${orderId}-${line}`,
  quantity,
  reason: 'CHANGED_MIND',
});

async function preview(orderId: string, lines: readonly Line[], caller: unknown = OWNER) {
  const result = await executeOnSubgraph(orders, caller, PREVIEW, { orderId, lines });
  expect(result.errors).toBeUndefined();
  return result.data?.startReturnPreview;
}

async function confirm(orderId: string, lines: readonly Line[], caller: unknown = OWNER): Promise<string> {
  const { confirmationToken } = (await preview(orderId, lines, caller)) as { confirmationToken: string };
  return confirmationToken;
}

async function start(
  orderId: string,
  lines: readonly Line[],
  token: string,
  key: string,
  caller: unknown = OWNER,
) {
  const result = await executeOnSubgraph(orders, caller, START, { orderId, lines, token, key });
  expect(result.errors).toBeUndefined();
  return result.data?.startReturn as { return: { id: string } | null; replayed: boolean };
}

const refused = (code: string, field: string) => ({
  return: null,
  userErrors: [{ code, field }],
  replayed: false,
});
const NOT_FOUND = refused('NOT_FOUND', 'orderId');
const NOT_RETURNABLE = refused('NOT_RETURNABLE', 'lines');
const INVALID_CONFIRMATION = refused('INVALID_CONFIRMATION', 'confirmationToken');
const STALE_PREVIEW = refused('STALE_PREVIEW', 'confirmationToken');
const IDEMPOTENCY_CONFLICT = refused('IDEMPOTENCY_CONFLICT', 'idempotencyKey');

const started = (lines: readonly Line[], fee = '3.99') => ({
  return: {
    id: expect.stringMatching(/^RT-[0-9A-HJKMNP-TV-Z]{10}$/),
    status: 'LABEL_SENT',
    startedAt: '2026-11-23T12:00:00.000Z',
    sendBy: '2026-12-07',
    fee: { amount: fee, currency: 'USD' },
    lines: lines.map(({ lineId, quantity = 1, reason }) => ({ line: { id: lineId }, quantity, reason })),
  },
  userErrors: [],
  replayed: false,
});

/** All that a return leaves behind. */
async function readReturns(orderId: string) {
  const tables = database.tables<OrdersTables>();
  const { version } = await tables
    .selectFrom('orders.customer_order')
    .select('version')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const [returns, lines, refunds] = await Promise.all([
    tables.selectFrom('orders.return').selectAll().where('order_id', '=', orderId).execute(),
    tables.selectFrom('orders.return_line').selectAll().where('order_id', '=', orderId).execute(),
    tables.selectFrom('orders.refund').selectAll().where('order_id', '=', orderId).execute(),
  ]);
  return { version, returns, lines, refunds };
}
const UNTOUCHED = { version: 1, returns: [], lines: [], refunds: [] };

async function raiseVersion(id: string): Promise<void> {
  await database
    .tables<OrdersTables>()
    .updateTable('orders.customer_order')
    .set({ version: sql`version + 1` })
    .where('id', '=', id)
    .execute();
}

describe('startReturnPreview', () => {
  it('tells what a return would pay back and cost, in five statements, and does nothing', async () => {
    await placeDelivered('SP-1');
    expect(await preview('SP-1', [unwanted('SP-1', 2), unwanted('SP-1', 1, 2)])).toEqual({
      order: { id: 'SP-1', status: 'DELIVERED' },
      allowed: true,
      refusal: null,
      refund: { amount: '28.99', currency: 'USD' },
      fee: { amount: '3.99', currency: 'USD' },
      deadline: '2026-12-18T23:59:59.000-05:00',
      clause: { id: 'returns-window-us' },
      confirmationToken: expect.stringMatching(/^[\w-]+\.[\w-]{22}$/),
      expiresAt: '2026-11-23T12:05:00.000Z',
    });
    expect(database.statements).toHaveLength(5);
    expect(await readReturns('SP-1')).toEqual(UNTOUCHED);
  });

  it('refuses as a whole, without a token', async () => {
    await placeDelivered('SP-2');
    expect(await preview('SP-2', [unwanted('SP-2'), unwanted('SP-2', 3)])).toEqual({
      order: { id: 'SP-2', status: 'DELIVERED' },
      allowed: false,
      refusal: 'DIGITAL',
      refund: { amount: '0.00', currency: 'USD' },
      fee: { amount: '0.00', currency: 'USD' },
      deadline: '2026-12-18T23:59:59.000-05:00',
      clause: { id: 'returns-digital' },
      confirmationToken: null,
      expiresAt: null,
    });
    expect(await preview('SP-2', [unwanted('SP-2', 1, 3)])).toMatchObject({ refusal: 'TOO_MANY' });
  });

  it("39: is null alike for a missing order, another's, another's line and a missing line", async () => {
    await placeDelivered('SP-3');
    await placeDelivered('SP-4', { customer_id: 'cust-us-2' });
    const lines = [unwanted('SP-3')];
    for (const [id, caller] of [
      ['SP-9999', OWNER],
      ['SP-4', OWNER],
      ['SP-3', OTHER_CUSTOMER],
      ['SP-3', OWNER_ELSEWHERE],
    ] as const) {
      database.statements.length = 0;
      expect(await preview(id, lines, caller)).toBeNull();
      expect(database.statements).toHaveLength(1);
    }
    expect(await preview('SP-3', [unwanted('SP-4')])).toBeNull();
    expect(await preview('SP-3', [unwanted('SP-3', 9)])).toBeNull();
    expect(await preview('SP-3', [unwanted('SP-3'), unwanted('SP-3', 9)])).toBeNull();
  });

  it.each(NON_CUSTOMERS)('is null for %s', async (_name, caller) => {
    expect(await preview('US-1001', [unwanted('US-1001')], caller)).toBeNull();
  });

  it.each([
    ['no line', []],
    ['21 lines', Array.from({ length: 21 }, (_, n) => unwanted('US-1001', n + 1))],
    ['a line twice', [unwanted('US-1001'), { ...unwanted('US-1001'), reason: 'DAMAGED' }]],
    ['no copy', [unwanted('US-1001', 1, 0)]],
    ['1,000 copies', [unwanted('US-1001', 1, 1_000)]],
    ['an empty line id', [{ lineId: '', reason: 'DAMAGED' }]],
    ['a line id with a NUL', [{ lineId: 'x\0', reason: 'DAMAGED' }]],
    ['a line id of 61 characters', [{ lineId: 'x'.repeat(61), reason: 'DAMAGED' }]],
  ])('25: refuses %s before any statement', async (_name, lines) => {
    const variables = { orderId: 'US-1001', lines, token: 'none', key: 'k' };
    for (const document of [PREVIEW, START]) {
      const result = await executeOnSubgraph(orders, OWNER, document, variables);
      expect(result.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'INVALID_ARGUMENT' }]);
    }
    expect(database.statements).toHaveLength(0);
  });
});

describe('startReturn', () => {
  it('starts a return with its waiting refund and raises the version, in one transaction', async () => {
    await placeDelivered('SR-1');
    const lines = [unwanted('SR-1', 1, 2), { ...unwanted('SR-1', 2), reason: 'WRONG_ITEM' }];
    const token = await confirm('SR-1', lines);
    database.statements.length = 0;
    const answer = await start('SR-1', lines, token, 'sr-1');
    expect(answer).toEqual(started(lines));
    expect(database.statements.map((statement) => /\w+/.exec(statement)?.[0])).toEqual([
      // The key, the order, and what decides: lines, parcels, their contents, returns.
      ...['start', 'with', 'select', 'select', 'select', 'select', 'select'],
      // The return, its lines, its refund, the version, the key's result.
      ...['insert', 'insert', 'insert', 'update', 'update', 'commit'],
      // The return of the answer, its lines, and theirs.
      ...['select', 'select', 'select'],
    ]);
    const returnId = answer.return?.id;
    expect(await readReturns('SR-1')).toEqual({
      version: 2,
      returns: [
        {
          id: returnId,
          order_id: 'SR-1',
          status: 'LABEL_SENT',
          started_at: TEST_NOW,
          send_by: '2026-12-07',
          received_at: null,
          fee_amount: '3.99',
        },
      ],
      lines: lines.map(({ lineId, quantity, reason }) => ({
        order_id: 'SR-1',
        return_id: returnId,
        line_id: lineId,
        quantity,
        reason,
      })),
      refunds: [
        {
          id: expect.stringMatching(/^RF-[0-9A-HJKMNP-TV-Z]{10}$/),
          order_id: 'SR-1',
          return_id: returnId,
          status: 'AWAITING_RETURN',
          amount: '28.99',
          reason: 'RETURNED',
          method: 'Original payment method',
          requested_at: TEST_NOW,
          expected_by: null,
          completed_at: null,
        },
      ],
    });
  });

  it('opens no refund of nothing', async () => {
    const lines = [{ edition_id: 'frieren-1-paperback', quantity: 2, unit_price_amount: '2.00' }];
    await placeDelivered('SR-2', { lines, packages: [pack('DELIVERED')] });
    const returned = [unwanted('SR-2')];
    const token = await confirm('SR-2', returned);
    expect(await start('SR-2', returned, token, 'sr-2')).toEqual(started(returned, '2.00'));
    expect((await readReturns('SR-2')).refunds).toEqual([]);
  });

  it('68: gives the first answer to the same call again, also in another sequence and once the token has expired', async () => {
    await placeDelivered('SR-3');
    const lines = [unwanted('SR-3', 1), unwanted('SR-3', 2)];
    const token = await confirm('SR-3', lines.toReversed());
    const first = await start('SR-3', lines, token, 'sr-3');
    expect(first).toEqual(started(lines));
    now = new Date(TEST_NOW.getTime() + 60 * MINUTE_MS);
    expect(await start('SR-3', lines.toReversed(), token, 'sr-3')).toEqual({ ...first, replayed: true });
    const after = await readReturns('SR-3');
    expect([after.version, after.returns.length, after.refunds.length]).toEqual([2, 1, 1]);
  });

  it('68: refuses a used key with other lines, another order or another action', async () => {
    await placeDelivered('SR-4a');
    await placeDelivered('SR-4b');
    const lines = [unwanted('SR-4a')];
    const token = await confirm('SR-4a', lines);
    await start('SR-4a', lines, token, 'sr-4');
    const others = [unwanted('SR-4a', 2)];
    expect(await start('SR-4a', others, await confirm('SR-4a', others), 'sr-4')).toEqual(
      IDEMPOTENCY_CONFLICT,
    );
    const elsewhere = [unwanted('SR-4b')];
    expect(await start('SR-4b', elsewhere, await confirm('SR-4b', elsewhere), 'sr-4')).toEqual(
      IDEMPOTENCY_CONFLICT,
    );
    const cancelling = `mutation ($token: String!) {
      cancelOrder(orderId: "SR-4a", confirmationToken: $token, idempotencyKey: "sr-4") { userErrors { code } }
    }`;
    expect(await executeOnSubgraph(orders, OWNER, cancelling, { token })).toMatchObject({
      data: { cancelOrder: { userErrors: [{ code: 'IDEMPOTENCY_CONFLICT' }] } },
    });
    expect(await readReturns('SR-4b')).toEqual(UNTOUCHED);
  });

  it('checks ownership anew before it gives the first answer again', async () => {
    await placeDelivered('SR-5');
    const lines = [unwanted('SR-5')];
    const token = await confirm('SR-5', lines);
    await start('SR-5', lines, token, 'sr-5');
    expect(await start('SR-5', lines, token, 'sr-5', OWNER_ELSEWHERE)).toEqual(NOT_FOUND);
  });

  it('61: finds no order of another customer, of another marketplace, or at all, by the same statements', async () => {
    await placeDelivered('SR-6');
    const lines = [unwanted('SR-6')];
    const token = await confirm('SR-6', lines);
    const observe = async (orderId: string, caller: unknown = OWNER) => {
      database.statements.length = 0;
      const answer = await start(orderId, lines, token, 'sr-6', caller);
      return { answer, statements: [...database.statements] };
    };
    const missing = await observe('US-9999');
    expect(missing.answer).toEqual(NOT_FOUND);
    expect(await observe('US-2001')).toEqual(missing);
    expect(await observe('SR-6', OTHER_CUSTOMER)).toEqual(missing);
    expect(await observe('SR-6', OWNER_ELSEWHERE)).toEqual(missing);
    expect(await readReturns('SR-6')).toEqual(UNTOUCHED);
  });

  it.each(NON_CUSTOMERS)('finds no order for %s', async (_name, caller) => {
    await placeDelivered(`SR-7 ${_name}`);
    const lines = [unwanted(`SR-7 ${_name}`)];
    const token = await confirm(`SR-7 ${_name}`, lines);
    expect(await start(`SR-7 ${_name}`, lines, token, 'nobody', caller)).toEqual(NOT_FOUND);
  });

  it('51: takes no confirmation but that of these lines, this order and this action', async () => {
    await placeDelivered('SR-8');
    await placeDelivered('SR-8b');
    const lines = [unwanted('SR-8')];
    const tokens = [
      '',
      'forged.token',
      await confirm('SR-8', [unwanted('SR-8', 1, 2)]),
      await confirm('SR-8', [{ ...unwanted('SR-8'), reason: 'DAMAGED' }]),
      await confirm('SR-8', [unwanted('SR-8'), unwanted('SR-8', 2)]),
      await confirm('SR-8b', [unwanted('SR-8b')]),
      await confirm('SR-8', lines, { ...OWNER, subject: 'another sign-in' }),
    ];
    for (const token of tokens) {
      expect(await start('SR-8', lines, token, 'sr-8')).toEqual(INVALID_CONFIRMATION);
    }
    now = new Date(TEST_NOW.getTime() - 5 * MINUTE_MS);
    const expired = await confirm('SR-8', lines);
    now = TEST_NOW;
    expect(await start('SR-8', lines, expired, 'sr-8')).toEqual(INVALID_CONFIRMATION);
    expect(await readReturns('SR-8')).toEqual(UNTOUCHED);
  });

  it('refuses when the window has closed since the preview, to the millisecond', async () => {
    const lastDay = new Date('2026-12-19T05:00:00.000Z');
    await placeDelivered('SR-9');
    const lines = [unwanted('SR-9')];
    now = new Date(lastDay.getTime() - MINUTE_MS);
    const token = await confirm('SR-9', lines);
    now = lastDay;
    expect(await start('SR-9', lines, token, 'sr-9')).toEqual(NOT_RETURNABLE);
    now = new Date(lastDay.getTime() - 1);
    expect(await start('SR-9', lines, token, 'sr-9')).toMatchObject({ userErrors: [] });
  });

  it('refuses what has changed since the preview, and leaves the key free for another try', async () => {
    await placeDelivered('SR-10');
    const lines = [unwanted('SR-10')];
    const stale = await confirm('SR-10', lines);
    await raiseVersion('SR-10');
    expect(await start('SR-10', lines, stale, 'sr-10')).toEqual(STALE_PREVIEW);
    expect(await start('SR-10', lines, await confirm('SR-10', lines), 'sr-10')).toEqual(started(lines));
  });

  it('takes each copy once: what went back cannot go back again, but for a rejected return', async () => {
    await placeDelivered('SR-11');
    const first = [unwanted('SR-11')];
    const { return: taken } = await start('SR-11', first, await confirm('SR-11', first), 'sr-11');
    expect(await preview('SR-11', [unwanted('SR-11', 1, 2)])).toMatchObject({ refusal: 'TOO_MANY' });
    const second = await confirm('SR-11', first);
    await start('SR-11', first, second, 'sr-11 b');
    expect(await preview('SR-11', first)).toMatchObject({ refusal: 'ALREADY_RETURNED' });
    await database
      .tables<OrdersTables>()
      .updateTable('orders.return')
      .set({ status: 'REJECTED', received_at: TEST_NOW })
      .where('id', '=', String(taken?.id))
      .execute();
    expect(await preview('SR-11', first)).toMatchObject({ allowed: true });
    expect(await preview('SR-11', [unwanted('SR-11', 1, 2)])).toMatchObject({ refusal: 'TOO_MANY' });
  });

  it.each(['return', 'return_line', 'refund', 'customer_order'])(
    '80: keeps neither effect nor key when the transaction breaks at %s',
    async (table) => {
      const id = `SR-12 ${table}`;
      await placeDelivered(id);
      const lines = [unwanted(id)];
      const token = await confirm(id, lines);
      const tables = database.tables<OrdersTables>();
      await sql`create or replace function orders.fail() returns trigger language plpgsql
        as $$ begin raise exception 'the database broke'; end $$`.execute(tables);
      await sql`create trigger fail after insert or update on ${sql.table(`orders.${table}`)}
        for each statement execute function orders.fail()`.execute(tables);
      const variables = { orderId: id, lines, token, key: id };
      const broken = await executeOnSubgraph(orders, OWNER, START, variables);
      await sql`drop trigger fail on ${sql.table(`orders.${table}`)}`.execute(tables);
      expect(broken.errors).toHaveLength(1);
      expect(await readReturns(id)).toEqual(UNTOUCHED);
      expect(await start(id, lines, token, id)).toEqual(started(lines));
    },
  );
});

describe('concurrent calls of startReturn', () => {
  it('68: with one key are done once', async () => {
    await placeDelivered('SC-1');
    const lines = [unwanted('SC-1')];
    const token = await confirm('SC-1', lines);
    const answers = await Promise.all(Array.from({ length: 8 }, () => start('SC-1', lines, token, 'sc-1')));
    expect(answers.filter(({ replayed }) => !replayed)).toEqual([started(lines)]);
    expect(new Set(answers.map((answer) => answer.return?.id)).size).toBe(1);
    const after = await readReturns('SC-1');
    expect([after.version, after.returns.length, after.refunds.length]).toEqual([2, 1, 1]);
  });

  it('with different keys start one return: the others were shown what is no more', async () => {
    await placeDelivered('SC-2');
    const lines = [unwanted('SC-2')];
    const token = await confirm('SC-2', lines);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => start('SC-2', lines, token, `sc-2-${n}`)),
    );
    expect(answers.filter((answer) => answer.return !== null)).toEqual([started(lines)]);
    expect(answers.filter((answer) => answer.return === null)).toEqual(Array(7).fill(STALE_PREVIEW));
    expect((await readReturns('SC-2')).returns).toHaveLength(1);
  });

  it('with different keys for all copies start one return: none is left for the others', async () => {
    await placeDelivered('SC-3');
    const lines = [unwanted('SC-3', 1, 2)];
    const token = await confirm('SC-3', lines);
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, n) => start('SC-3', lines, token, `sc-3-${n}`)),
    );
    expect(answers.filter((answer) => answer.return === null)).toEqual(Array(3).fill(NOT_RETURNABLE));
    expect((await readReturns('SC-3')).returns).toHaveLength(1);
  });
});
