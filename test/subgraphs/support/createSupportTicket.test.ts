import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import type { SupportTables } from '../../../subgraphs/support/repository.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

const CREATE = `mutation (
  $topic: TicketTopic! $orderId: ID $subject: String! $message: String! $idempotencyKey: String!
) {
  createSupportTicket(
    topic: $topic, orderId: $orderId, subject: $subject, message: $message, idempotencyKey: $idempotencyKey
  ) {
    ticket { id topic status subject message createdAt updatedAt orderReference }
    userErrors { code field }
    replayed
  }
}`;

const TICKET_ID = /^TK-[0-9A-HJKMNP-TV-Z]{8}$/;

let database: TestDatabase;
let support: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  support = SUBGRAPHS.support({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

const ASKED = { topic: 'DELIVERY', subject: 'Where is it?', message: 'Nothing came.', idempotencyKey: 'k' };

interface Payload {
  readonly ticket: { id: string; subject: string; message: string } | null;
  readonly userErrors: object[];
  readonly replayed: boolean;
}

async function create(caller: unknown, changes: object = {}): Promise<Payload> {
  const { data, errors } = await executeOnSubgraph(support, caller, CREATE, { ...ASKED, ...changes });
  expect(errors).toBeUndefined();
  return data?.createSupportTicket as Payload;
}

const refused = (code: string, field: string | null) => ({
  ticket: null,
  userErrors: [{ code, field }],
  replayed: false,
});

function readTickets(customerId: string) {
  return database
    .tables<SupportTables>()
    .selectFrom('support.ticket')
    .selectAll()
    .where('customer_id', '=', customerId)
    .execute();
}

describe('createSupportTicket', () => {
  it("opens a ticket in the caller's own marketplace, with the order number as it was given", async () => {
    const { ticket, ...rest } = await create(customer('t-1', 'DE', 'US'), { orderId: 'no such order' });
    expect(rest).toEqual({ userErrors: [], replayed: false });
    expect(ticket).toEqual({
      id: expect.stringMatching(TICKET_ID),
      topic: 'DELIVERY',
      status: 'OPEN',
      subject: 'Where is it?',
      message: 'Nothing came.',
      createdAt: '2026-11-23T12:00:00.000Z',
      updatedAt: '2026-11-23T12:00:00.000Z',
      orderReference: 'no such order',
    });
    expect(await readTickets('t-1')).toMatchObject([{ id: ticket?.id, marketplace: 'DE' }]);
  });

  it('68: opens one however often the same is asked; the key with other arguments is a conflict', async () => {
    const caller = customer('t-2', 'US');
    const first = await create(caller);
    expect(first).toMatchObject({ replayed: false });
    expect(await create(caller)).toEqual({ ...first, replayed: true });
    for (const changes of [
      { topic: 'OTHER' },
      { orderId: 'US-1' },
      { subject: 'Where is it' },
      { message: 'Nothing.' },
    ]) {
      expect(await create(caller, changes)).toEqual(refused('IDEMPOTENCY_CONFLICT', 'idempotencyKey'));
    }
    expect(await readTickets('t-2')).toHaveLength(1);
  });

  it('68: opens one when the same is asked many times at the same time', async () => {
    const caller = customer('t-3', 'US');
    const answers = await Promise.all(Array.from({ length: 8 }, () => create(caller)));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ ticket }) => ticket?.id)).size).toBe(1);
    expect(await readTickets('t-3')).toHaveLength(1);
  });

  it('tells a replay what the ticket has become', async () => {
    const caller = customer('t-4', 'US');
    const { ticket } = await create(caller);
    await database
      .tables<SupportTables>()
      .updateTable('support.ticket')
      .set({ status: 'RESOLVED' })
      .where('id', '=', ticket?.id ?? '')
      .execute();
    expect(await create(caller)).toMatchObject({ ticket: { status: 'RESOLVED' }, replayed: true });
  });

  it('leaves a replay without the ticket where the customer no longer has its marketplace', async () => {
    await create(customer('t-5', 'US', 'JP'));
    expect(await create(customer('t-5', 'JP'))).toEqual(refused('NOT_FOUND', null));
  });

  it('opens 20 and no more, also when several ask for the last one at the same time', async () => {
    const caller = customer('t-6', 'US');
    for (let index = 0; index < 18; index++) await create(caller, { idempotencyKey: `early-${index}` });
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_answer, index) => create(caller, { idempotencyKey: `late-${index}` })),
    );
    expect(answers.filter(({ ticket }) => ticket === null)).toEqual(
      Array.from({ length: 4 }, () => refused('LIMIT_REACHED', null)),
    );
    const tickets = await readTickets('t-6');
    expect(tickets).toHaveLength(20);
    // Of what is closed there may be any number; what waits for the customer is open.
    const change = (id: string | undefined, status: 'WAITING_FOR_CUSTOMER' | 'CLOSED') =>
      database
        .tables<SupportTables>()
        .updateTable('support.ticket')
        .set({ status })
        .where('id', '=', id ?? '')
        .execute();
    await change(tickets[0]?.id, 'WAITING_FOR_CUSTOMER');
    expect(await create(caller, { idempotencyKey: 'more' })).toEqual(refused('LIMIT_REACHED', null));
    await change(tickets[1]?.id, 'CLOSED');
    expect(await create(caller, { idempotencyKey: 'more' })).toMatchObject({ ticket: { status: 'OPEN' } });
    expect(await create(customer('t-7', 'US'))).toMatchObject({ ticket: { status: 'OPEN' } });
  }, 60_000);

  it.each([
    ['an anonymous caller', ANONYMOUS],
    ['support', { context: 'support', subject: 's', claims: { marketplaces: ['US'], regions: ['NA'] } }],
    ['an admin', { context: 'admin', subject: 'a', claims: { marketplaces: ['US'], regions: ['NA'] } }],
    ['a service', { context: 'service', subject: 's' }],
    ['a customer of a marketplace that this shop does not have', customer('t-8', 'FR')],
  ])('is refused to %s, without a statement', async (_name, caller) => {
    expect(await executeOnSubgraph(support, caller, CREATE, ASKED)).toMatchObject({
      errors: [{ extensions: { code: 'DENIED' } }],
    });
    expect(database.statements).toEqual([]);
  });
});

describe('what a customer writes', () => {
  it.each([
    ['line breaks of every system', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['a tab', 'a\tb', 'a b'],
    ['white space around it', '\n  a \n', 'a'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
    ['2,000 characters', 'x'.repeat(2_000), 'x'.repeat(2_000)],
    ['signs of direction, for whoever shows it to deal with', 'a\u202eb', 'a\u202eb'],
  ])('may have %s', async (name, message, kept) => {
    const { ticket } = await create(customer('t-9', 'US'), { message, idempotencyKey: name });
    expect(ticket?.message).toBe(kept);
  });

  it.each([
    ['an empty subject', { subject: '' }],
    ['a blank subject', { subject: '  ' }],
    ['a subject of signs', { subject: '???' }],
    ['a subject of two lines', { subject: 'a\nb' }],
    ['a subject of 121 characters', { subject: 'x'.repeat(121) }],
    ['an empty message', { message: '' }],
    ['a message of line breaks', { message: '\n\n' }],
    ['a message of 2,001 characters', { message: 'x'.repeat(2_001) }],
    ['an escape sequence', { message: 'a\u001b[31mb' }],
    ['NUL', { message: 'a\u0000b' }],
    ['an order number of 41 characters', { orderId: 'x'.repeat(41) }],
    ['an empty order number', { orderId: '' }],
    ['an empty key', { idempotencyKey: '' }],
  ])('is refused for %s, without a statement', async (_name, changes) => {
    expect(
      await executeOnSubgraph(support, customer('t-10', 'US'), CREATE, { ...ASKED, ...changes }),
    ).toMatchObject({ errors: [{ extensions: { code: 'INVALID_ARGUMENT' } }] });
    expect(database.statements).toEqual([]);
  });
});
