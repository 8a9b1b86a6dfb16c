import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CancelEligibilityDocument, OrderStatusDocument } from '../../operations/operations.generated.ts';
import { sendJson } from '../harness/httpRequest.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let authorization: string;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  authorization = `Bearer ${await program.signIn('customer-us')}`;
});
afterAll(() => program.stop());
beforeEach(() => {
  program.statements.length = 0;
});

/** JP-1001 is customer-jp's, US-2001 another customer's of the same marketplace. */
const THEIRS = ['JP-1001', 'US-2001'];
const MISSING = 'US-9999';

describe("39, 61: another customer's order over MCP", () => {
  it.each([
    ['order_status', 1],
    ['cancel_eligibility', 1],
    ['delivery_issue', 1],
    ['refund_status', 1],
  ])('is to %s what a missing one is: no data, no notices, the same statements', async (tool, count) => {
    const missing = await us.call(tool, { orderId: MISSING });
    expect(missing).toEqual({ answer: {}, statements: count });
    const statements = [...program.statements];
    for (const orderId of THEIRS) {
      expect(await us.call(tool, { orderId })).toEqual(missing);
      expect(program.statements).toEqual(statements);
    }
  });

  it('is not among recent orders, and no cursor leads to it', async () => {
    const { answer } = await us.call('recent_orders', { first: 20 });
    const { orders } = answer as { orders: { nodes: { id: string }[]; pageInfo: object } };
    expect(orders.nodes.map(({ id }) => id).toSorted()).toEqual(
      Array.from({ length: 19 }, (_, index) => `US-10${String(index + 1).padStart(2, '0')}`),
    );
    expect(orders.pageInfo).toEqual({ hasNextPage: false });
  });
});

describe("39: another customer's order over GraphQL", () => {
  const ask = async (request: object) => {
    program.statements.length = 0;
    const { status, text } = await sendJson(`${program.url}/graphql`, request, { authorization });
    return { status, body: JSON.parse(text), statements: [...program.statements] };
  };

  it.each([
    ['order', OrderStatusDocument.id],
    ['cancelOrderPreview', CancelEligibilityDocument.id],
  ])('is to %s, called by id, what a missing one is', async (field, sha256Hash) => {
    const byId = (orderId: string) =>
      ask({ extensions: { persistedQuery: { version: 1, sha256Hash } }, variables: { orderId } });
    const missing = await byId(MISSING);
    expect(missing).toMatchObject({ status: 200, body: { data: { [field]: null } } });
    expect(missing.body).not.toHaveProperty('errors');
    expect(missing.statements).toHaveLength(1);
    for (const orderId of THEIRS) expect(await byId(orderId)).toEqual(missing);
  });

  it('is to an ad-hoc query with aliases what a missing one is, beside an own one', async () => {
    const text = (id: string) =>
      `{ own: order(id: "US-1001") { id total { amount } } other: order(id: "${id}") { id total { amount } } }`;
    const missing = await ask({ query: text(MISSING) });
    expect(missing.body).toEqual({
      data: { own: { id: 'US-1001', total: { amount: '22.99' } }, other: null },
    });
    for (const id of THEIRS) expect(await ask({ query: text(id) })).toEqual(missing);
  });
});
