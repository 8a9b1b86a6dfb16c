import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let jp: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  jp = await connectCaller(program, 'customer-jp');
});
afterAll(() => program.stop());

const ADDRESS = {
  recipient: 'Robin Stone',
  lines: ['9 Lake Road'],
  city: 'Albany',
  region: 'NY',
  postalCode: '12207',
  country: 'US',
};
const CLAUSE = { title: 'Changing the shipping address', citation: 'MangaAssist US Terms, 9.1' };

const preview = (customer: ToolCaller, orderId: string, address: object = ADDRESS) =>
  customer.call('change_shipping_address_preview', { orderId, address });

async function confirm(orderId: string): Promise<string> {
  const { answer } = await preview(us, orderId);
  return (answer as { changeShippingAddressPreview: { confirmationToken: string } })
    .changeShippingAddressPreview.confirmationToken;
}

const refused = (code: string, field: string, message: string) => ({
  changeShippingAddress: { userErrors: [{ code, field, message }], replayed: false },
});

describe('change_shipping_address_preview', () => {
  it('tells that it can be sent there, with a token for five minutes', async () => {
    expect(await preview(us, 'US-1005')).toEqual({
      answer: {
        changeShippingAddressPreview: {
          order: { id: 'US-1005', status: 'PROCESSING' },
          allowed: true,
          estimatedDelivery: '2026-11-28',
          clause: CLAUSE,
          confirmationToken: expect.any(String),
          expiresAt: '2026-11-23T12:05:00.000Z',
        },
      },
      statements: 5,
    });
  });

  it.each([
    ['US-1002', 'SHIPPED', 'ALREADY_SHIPPED'],
    ['US-1001', 'DELIVERED', 'ALREADY_DELIVERED'],
    ['US-1006', 'CANCELLED', 'ORDER_CANCELLED'],
  ])('of %s, %s, tells why not: %s', async (id, status, refusal) => {
    expect(await preview(us, id)).toEqual({
      answer: {
        changeShippingAddressPreview: { order: { id, status }, allowed: false, refusal, clause: CLAUSE },
      },
      statements: 5,
    });
  });

  it('does not send an order to another country', async () => {
    expect(await preview(us, 'US-1005', { ...ADDRESS, country: 'CA', postalCode: 'H2X 1Y4' })).toEqual({
      answer: {
        changeShippingAddressPreview: {
          order: { id: 'US-1005', status: 'PROCESSING' },
          allowed: false,
          refusal: 'OTHER_COUNTRY',
          clause: CLAUSE,
        },
      },
      statements: 5,
    });
  });

  it("39: is empty alike for a missing order, another customer's and another marketplace's", async () => {
    const missing = { answer: {}, statements: 1 };
    expect(await preview(us, 'US-9999')).toEqual(missing);
    expect(await preview(us, 'US-2001')).toEqual(missing);
    expect(await preview(us, 'JP-1002')).toEqual(missing);
  });

  it('25: refuses an address that cannot be one before any statement', async () => {
    for (const wrong of [
      { postalCode: '1220' },
      { lines: [] },
      { lines: ['1', '2', '3', '4'] },
      { city: ' ' },
      { recipient: 'Robin\u0000Stone' },
      { recipient: 'x'.repeat(101) },
      { country: 'usa' },
    ]) {
      program.statements.length = 0;
      await expect(preview(us, 'US-1005', { ...ADDRESS, ...wrong })).rejects.toThrow();
      expect(program.statements).toEqual([]);
    }
  });
});

describe('change_shipping_address', () => {
  it('68, 61: sends the order there, once, for its owner only', async () => {
    const call = {
      orderId: 'US-1005',
      address: ADDRESS,
      confirmationToken: await confirm('US-1005'),
      idempotencyKey: 'move-1',
    };
    const stolen = await jp.call('change_shipping_address', call);
    expect(stolen.answer).toEqual(refused('NOT_FOUND', 'orderId', 'There is no such order.'));
    expect(await jp.call('change_shipping_address', { ...call, orderId: 'US-9999' })).toEqual(stolen);
    const invalid = refused(
      'INVALID_CONFIRMATION',
      'confirmationToken',
      'The confirmation is not for these arguments, or has expired. Preview again.',
    );
    for (const other of [{ address: { ...ADDRESS, recipient: 'Mallory' } }, { orderId: 'US-1004' }]) {
      expect((await us.call('change_shipping_address', { ...call, ...other })).answer).toEqual(invalid);
    }

    const changed = {
      order: { id: 'US-1005', status: 'PROCESSING', estimatedDelivery: '2026-11-28' },
      userErrors: [],
    };
    expect(await us.call('change_shipping_address', call)).toEqual({
      answer: { changeShippingAddress: { ...changed, replayed: false } },
      statements: 9,
    });
    expect(await us.call('change_shipping_address', call)).toEqual({
      answer: { changeShippingAddress: { ...changed, replayed: true } },
      statements: 3,
    });
    expect((await us.call('change_shipping_address', { ...call, idempotencyKey: 'move-2' })).answer).toEqual(
      refused(
        'STALE_PREVIEW',
        'confirmationToken',
        'The order has changed since the preview. Preview again.',
      ),
    );
  });
});
