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

const line = (title: string, quantity = 1) => ({ quantity, edition: { title } });

const cancelling = (marketplace: string) => ({
  id: `cancellation-${marketplace.toLowerCase()}`,
  title: 'Cancelling an order',
  citation: `MangaAssist ${marketplace} Terms, 2.1`,
});

async function confirm(customer: ToolCaller, orderId: string): Promise<string> {
  const { answer } = await customer.call('cancel_eligibility', { orderId });
  return (answer as { cancelOrderPreview: { confirmationToken: string } }).cancelOrderPreview
    .confirmationToken;
}

const refused = (code: string, field: string, message: string) => ({
  cancelOrder: { userErrors: [{ code, field, message }], replayed: false },
});
const invalidConfirmation = refused(
  'INVALID_CONFIRMATION',
  'confirmationToken',
  'The confirmation is not for these arguments, or has expired. Preview again.',
);
const notFound = refused('NOT_FOUND', 'orderId', 'There is no such order.');

describe('cancel_eligibility', () => {
  it('says what is paid back, with a token for five minutes', async () => {
    expect(await us.call('cancel_eligibility', { orderId: 'US-1004' })).toEqual({
      answer: {
        cancelOrderPreview: {
          order: {
            id: 'US-1004',
            status: 'ON_HOLD',
            lines: [line("Frieren: Beyond Journey's End, Vol. 14")],
          },
          allowed: true,
          refund: { amount: '9.99', currency: 'USD' },
          fee: { amount: '0.00', currency: 'USD' },
          clause: {
            id: 'preorder-cancellation-us',
            title: 'Cancelling a pre-order',
            citation: 'MangaAssist US Terms, 3.1',
          },
          confirmationToken: expect.any(String),
          expiresAt: '2026-11-23T12:05:00.000Z',
        },
      },
      statements: 5,
    });
    // Nothing has been paid, so nothing is paid back.
    expect(await de.call('cancel_eligibility', { orderId: 'DE-1002' })).toEqual({
      answer: {
        cancelOrderPreview: {
          order: {
            id: 'DE-1002',
            status: 'ON_HOLD',
            lines: [line('Vinland Saga Omnibus, Vols. 1-2')],
          },
          allowed: true,
          refund: { amount: '0.00', currency: 'EUR' },
          fee: { amount: '0.00', currency: 'EUR' },
          clause: cancelling('DE'),
          confirmationToken: expect.any(String),
          expiresAt: '2026-11-23T12:05:00.000Z',
        },
      },
      statements: 5,
    });
  });

  it('says why not, without a token', async () => {
    expect(await jp.call('cancel_eligibility', { orderId: 'JP-1001' })).toEqual({
      answer: {
        cancelOrderPreview: {
          order: {
            id: 'JP-1001',
            status: 'SHIPPED',
            lines: [line('One Piece, Vol. 1'), line('One Piece, Vol. 2')],
          },
          allowed: false,
          refusal: 'ALREADY_SHIPPED',
          refund: { amount: '0.00', currency: 'JPY' },
          fee: { amount: '0.00', currency: 'JPY' },
          clause: cancelling('JP'),
        },
      },
      statements: 5,
    });
  });

  it('keeps the fee of a marketplace that has one once it packs', async () => {
    expect(await jp.call('cancel_eligibility', { orderId: 'JP-1002' })).toEqual({
      answer: {
        cancelOrderPreview: {
          order: { id: 'JP-1002', status: 'PROCESSING', lines: [line('Yotsuba&!, Vol. 1', 2)] },
          allowed: true,
          refund: { amount: '1086.00', currency: 'JPY' },
          fee: { amount: '300.00', currency: 'JPY' },
          clause: cancelling('JP'),
          confirmationToken: expect.any(String),
          expiresAt: '2026-11-23T12:05:00.000Z',
        },
      },
      statements: 5,
    });
  });
});

describe('cancel_order', () => {
  it('68: cancels what was confirmed, once: the same call again is replayed, the key is for that call only', async () => {
    const call = {
      orderId: 'US-1005',
      confirmationToken: await confirm(us, 'US-1005'),
      idempotencyKey: 'cancel-1',
    };
    const cancelled = { order: { id: 'US-1005', status: 'CANCELLED' }, userErrors: [] };
    expect(await us.call('cancel_order', call)).toEqual({
      answer: { cancelOrder: { ...cancelled, replayed: false } },
      statements: 8,
    });
    expect(await us.call('cancel_order', call)).toEqual({
      answer: { cancelOrder: { ...cancelled, replayed: true } },
      statements: 3,
    });
    expect(await us.call('cancel_order', { ...call, orderId: 'US-1004' })).toEqual({
      answer: refused(
        'IDEMPOTENCY_CONFLICT',
        'idempotencyKey',
        'This key was used with other arguments. Use a new key.',
      ),
      statements: 2,
    });
    expect(await us.call('order_status')).toMatchObject({
      answer: { order: { id: 'US-1005', status: 'CANCELLED', packages: [] } },
    });
    expect(await us.call('cancel_eligibility', { orderId: 'US-1005' })).toMatchObject({
      answer: { cancelOrderPreview: { allowed: false, refusal: 'ALREADY_CANCELLED' } },
    });
  });

  it('51: takes no confirmation but its own: forged, of another order, of another caller', async () => {
    const own = await confirm(jp, 'JP-1002');
    const [payload = ''] = own.split('.');
    const forged = `${payload}.${'A'.repeat(43)}`;
    for (const confirmationToken of ['', 'x', payload, forged, await confirm(us, 'US-1004')]) {
      expect(
        await jp.call('cancel_order', { orderId: 'JP-1002', confirmationToken, idempotencyKey: 'forged' }),
      ).toMatchObject({ answer: invalidConfirmation });
    }
    expect(
      await us.call('cancel_order', {
        orderId: 'US-1004',
        confirmationToken: own,
        idempotencyKey: 'stolen',
      }),
    ).toMatchObject({ answer: invalidConfirmation });
    expect(await jp.call('order_status', { orderId: 'JP-1002' })).toMatchObject({
      answer: { order: { status: 'PROCESSING' } },
    });
  });

  it("61: leaves another customer's order alone, even with the owner's confirmation, as if it did not exist", async () => {
    const confirmationToken = await confirm(jp, 'JP-1002');
    const call = (orderId: string) => ({ orderId, confirmationToken, idempotencyKey: `theirs-${orderId}` });
    const theirs = await de.call('cancel_order', call('JP-1002'));
    const statements = [...program.statements];
    expect(theirs.answer).toEqual(notFound);
    expect(await de.call('cancel_order', call('JP-9999'))).toEqual(theirs);
    expect(program.statements).toEqual(statements);
    expect(await jp.call('order_status', { orderId: 'JP-1002' })).toMatchObject({
      answer: { order: { status: 'PROCESSING' } },
    });
  });
});
