import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from '../harness/httpRequest.ts';
import { callMessage, sendMcp } from '../harness/mcpMessages.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

const TOOL = 'create_support_ticket';

let program: TestProgram;
let us: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us-new');
});
afterAll(() => program.stop());

const ASKED = {
  topic: 'DELIVERY',
  subject: 'Where is it?',
  message: 'Nothing came.\nPlease look.',
  idempotencyKey: 'ticket-1',
};
const opened = (replayed = false) => ({
  createSupportTicket: {
    ticket: {
      id: expect.stringMatching(/^TK-[0-9A-HJKMNP-TV-Z]{8}$/),
      status: 'OPEN',
      createdAt: '2026-11-23T12:00:00.000Z',
    },
    userErrors: [],
    replayed,
  },
});
const idOf = (answer: unknown) =>
  (answer as { createSupportTicket: { ticket: { id: string } } }).createSupportTicket.ticket.id;

interface ReadTicket {
  readonly id: string;
  readonly order: { readonly id: string; readonly status?: string } | null;
}

async function readTickets(persona: string, scopes?: readonly string[]): Promise<ReadTicket[]> {
  const authorization = `Bearer ${await program.signIn(persona, scopes)}`;
  const query = '{ tickets(first: 20) { nodes { id topic subject message order { id status } } } }';
  const { text } = await sendJson(`${program.url}/graphql`, { query }, { authorization });
  return (JSON.parse(text) as { data: { tickets: { nodes: ReadTicket[] } } }).data.tickets.nodes;
}

describe('26: open a ticket', () => {
  it('68: opens one: the same call again is replayed, the key is for that text only', async () => {
    const first = await us.call(TOOL, ASKED);
    expect(first).toEqual({ answer: opened(), statements: 5 });
    const again = await us.call(TOOL, ASKED);
    expect(again).toEqual({ answer: opened(true), statements: 3 });
    expect(idOf(again.answer)).toBe(idOf(first.answer));
    expect(await us.call(TOOL, { ...ASKED, message: 'Something else.' })).toEqual({
      answer: {
        createSupportTicket: {
          userErrors: [
            {
              code: 'IDEMPOTENCY_CONFLICT',
              field: 'idempotencyKey',
              message: 'This key was used with other arguments. Use a new key.',
            },
          ],
          replayed: false,
        },
      },
      statements: 2,
    });
    expect(await readTickets('customer-us-new')).toEqual([
      {
        id: idOf(first.answer),
        topic: 'DELIVERY',
        subject: 'Where is it?',
        message: 'Nothing came.\nPlease look.',
        order: null,
      },
    ]);
  });

  it('68: opens one when the same call comes many times at once', async () => {
    const jp = await connectCaller(program, 'customer-jp-2');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => jp.call(TOOL, { ...ASKED, topic: 'OTHER' })),
    );
    expect(new Set(answers.map(({ answer }) => idOf(answer))).size).toBe(1);
    expect(await readTickets('customer-jp-2')).toHaveLength(3);
  });

  it('61: keeps the order that was named, and shows it to who may see it only', async () => {
    const de = await connectCaller(program, 'customer-de');
    const ids = new Map<string, string>();
    for (const orderId of ['DE-1001', 'US-1001', 'DE-2001', 'DE-9999']) {
      const { answer } = await de.call(TOOL, { ...ASKED, orderId, idempotencyKey: orderId });
      ids.set(orderId, idOf(answer));
    }
    const tickets = new Map((await readTickets('customer-de')).map((ticket) => [ticket.id, ticket.order]));
    const orderOf = (orderId: string) => tickets.get(ids.get(orderId) ?? '');
    expect(orderOf('DE-1001')).toEqual({ id: 'DE-1001', status: 'DELIVERED' });
    // Another customer's is what a missing one is.
    expect(orderOf('US-1001')).toBeNull();
    expect(orderOf('DE-9999')).toBeNull();
    // Not even the number that was named, and to nobody: support looks at one customer at a time.
    for (const [persona, root, of] of [
      ['customer-de', 'me', ''],
      ['support-de', 'customer', '(id: "cust-de-1", reason: "A ticket of theirs")'],
    ]) {
      const query = `{ ${root}${of} { tickets(first: 20) { id order { id } } } }`;
      const authorization = `Bearer ${await program.signIn(persona ?? '')}`;
      const { text } = await sendJson(`${program.url}/graphql`, { query }, { authorization });
      const answer = JSON.parse(text) as { data: Record<string, { tickets: ReadTicket[] }> };
      expect(answer).not.toHaveProperty('errors');
      const seen = new Map(answer.data[root ?? '']?.tickets.map((ticket) => [ticket.id, ticket.order]));
      const named = ['DE-1001', 'US-1001', 'DE-2001', 'DE-9999'].map((id) => seen.get(ids.get(id) ?? ''));
      expect(named).toEqual([{ id: 'DE-1001' }, null, null, null]);
    }
  });

  it('56: shows no order to who may read tickets and no orders', async () => {
    const tickets = await readTickets('customer-us', ['tickets:read']);
    expect(tickets.length).toBeGreaterThan(0);
    expect(tickets.map(({ order }) => order)).toEqual(tickets.map(() => null));
    const others = await readTickets('customer-us', ['tickets:read', 'orders:read']);
    expect(others.some(({ order }) => order !== null)).toBe(true);
    const query = `mutation ($key: String!) {
      createSupportTicket(topic: OTHER, orderId: "US-1001", subject: "s", message: "m", idempotencyKey: $key) {
        ticket { order { id total { amount } } }
      } }`;
    const authorization = `Bearer ${await program.signIn('customer-us', ['tickets:write'])}`;
    const { text } = await sendJson(
      `${program.url}/graphql`,
      { query, variables: { key: 'by the back door' } },
      { authorization },
    );
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ extensions: { code: 'INSUFFICIENT_SCOPE', scopes: ['tickets:write', 'orders:read'] } }],
    });
  });

  it('opens 20 and no more', async () => {
    const collector = await connectCaller(program, 'customer-us-collector');
    // One of the customer's three is still open.
    for (let index = 0; index < 19; index++) {
      const { answer } = await collector.call(TOOL, { ...ASKED, idempotencyKey: `many-${index}` });
      expect(answer).toEqual(opened());
    }
    expect(await collector.call(TOOL, { ...ASKED, idempotencyKey: 'one more' })).toEqual({
      answer: {
        createSupportTicket: {
          userErrors: [
            {
              code: 'LIMIT_REACHED',
              message: 'There are 20 open tickets already. Wait for an answer to one of them.',
            },
          ],
          replayed: false,
        },
      },
      statements: 4,
    });
  });

  it("shows support the ticket at once, and nobody else's customer", async () => {
    const { answer } = await us.call(TOOL, { ...ASKED, idempotencyKey: 'ticket-2' });
    const support = await connectCaller(program, 'support-us');
    const seen = await support.call('support_customer360', {
      customerId: 'cust-us-3',
      reason: 'opened a ticket',
    });
    expect(seen.answer).toMatchObject({
      customer: { tickets: expect.arrayContaining([expect.objectContaining({ id: idOf(answer) })]) },
    });
    expect((await readTickets('customer-us-2')).map(({ id }) => id)).toEqual(['TK-2F6YD0PS', 'TK-K8C5G7XQ']);
  });
});

describe('58: who opens no tickets', () => {
  it.each(['support-us', 'admin-us', 'service-sync'])(
    'is %s, to whom the tool is an unknown one',
    async (persona) => {
      const authorization = `Bearer ${await program.signIn(persona)}`;
      program.statements.length = 0;
      expect((await sendMcp(program.url, callMessage(TOOL, ASKED), { authorization })).message).toEqual({
        jsonrpc: '2.0',
        id: 1,
        error: { code: -32602, message: `There is no tool "${TOOL}".` },
      });
      expect(program.statements).toEqual([]);
    },
  );

  it('is an anonymous caller, and a customer without the scope', async () => {
    program.statements.length = 0;
    const anonymous = await sendMcp(program.url, callMessage(TOOL, ASKED));
    expect(anonymous.status).toBe(401);
    const authorization = `Bearer ${await program.signIn('customer-us', ['tickets:read'])}`;
    expect((await sendMcp(program.url, callMessage(TOOL, ASKED), { authorization })).status).toBe(403);
    expect(program.statements).toEqual([]);
  });
});
