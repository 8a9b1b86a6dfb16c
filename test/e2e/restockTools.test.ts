import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
});
afterAll(() => program.stop());

const SOLD_OUT = 'fullmetal-alchemist-3-paperback';

const alert = (title: string, marketplace: string, replayed = false) => ({
  notifyOnRestock: {
    alert: { edition: { title }, marketplace },
    availableNow: false,
    userErrors: [],
    replayed,
  },
});
const refused = (code: string, field: string, message: string) => ({
  notifyOnRestock: { availableNow: false, userErrors: [{ code, field, message }], replayed: false },
});
const title = 'Fullmetal Alchemist, Vol. 3';

describe('notify_on_restock', () => {
  it("sets an alert in the customer's own marketplace, once", async () => {
    const call = { editionId: SOLD_OUT, idempotencyKey: 'alert-1' };
    expect(await us.call('notify_on_restock', call)).toEqual({
      answer: alert(title, 'US'),
      statements: 7,
    });
    expect(await us.call('notify_on_restock', call)).toEqual({
      answer: alert(title, 'US', true),
      statements: 4,
    });
    expect(await de.call('notify_on_restock', call)).toEqual({
      answer: alert(title, 'DE'),
      statements: 7,
    });
    expect(
      await us.call('notify_on_restock', { editionId: 'frieren-3-paperback', idempotencyKey: 'alert-1' }),
    ).toEqual({
      answer: refused(
        'IDEMPOTENCY_CONFLICT',
        'idempotencyKey',
        'This key was used with other arguments. Use a new key.',
      ),
      statements: 2,
    });
  });

  it('says what can be bought now, and what is not sold there', async () => {
    expect(
      await jp.call('notify_on_restock', { editionId: 'one-piece-1-paperback', idempotencyKey: 'alert-2' }),
    ).toEqual({
      answer: { notifyOnRestock: { availableNow: true, userErrors: [], replayed: false } },
      statements: 3,
    });
    expect(await jp.call('notify_on_restock', { editionId: SOLD_OUT, idempotencyKey: 'alert-3' })).toEqual({
      answer: refused('NOT_SOLD_HERE', 'editionId', 'This edition is not sold in your marketplace.'),
      statements: 3,
    });
  });

  it('58: is there for customers alone: support and admins do not know it, anonymous callers may sign in', async () => {
    const call = { name: 'notify_on_restock', arguments: { editionId: SOLD_OUT, idempotencyKey: 'no' } };
    for (const persona of ['support-us', 'admin-us']) {
      const { client } = await connectCaller(program, persona);
      const { tools } = await client.listTools();
      expect(tools.map(({ name }) => name)).not.toContain('notify_on_restock');
      program.statements.length = 0;
      await expect(client.callTool(call)).rejects.toThrow('There is no tool "notify_on_restock".');
      expect(program.statements).toEqual([]);
    }
    const anonymous = await connectCaller(program);
    program.statements.length = 0;
    await expect(anonymous.client.callTool(call)).rejects.toMatchObject({ data: { status: 401 } });
    expect(program.statements).toEqual([]);
    const unscoped = await connectCaller(program, 'customer-us', ['orders:read']);
    program.statements.length = 0;
    await expect(unscoped.client.callTool(call)).rejects.toThrow('required "alerts:write"');
    expect(program.statements).toEqual([]);
  });
});
