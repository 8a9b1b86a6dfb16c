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

const euros = (amount: string) => ({ amount, currency: 'EUR' });
const DE_WINDOW = { title: 'How long you can return a book', citation: 'MangaAssist DE Terms, 4.1' };

describe('return_eligibility', () => {
  it('tells for each line until when and for what fee it can go back', async () => {
    const line = (id: string, title: string) => ({
      line: { id, edition: { title } },
      eligible: true,
      returnableQuantity: 1,
      deadline: '2026-11-26T23:59:59.000+01:00',
      fee: euros('2.99'),
      clause: { citation: 'MangaAssist DE Terms, 4.1' },
    });
    const first = line('DE-1001-1', 'Fullmetal Alchemist, Vol. 1');
    const second = line('DE-1001-2', "Frieren: Beyond Journey's End, Vol. 1");
    expect(await de.call('return_eligibility', { orderId: 'DE-1001' })).toEqual({
      answer: { order: { id: 'DE-1001', returnEligibility: [first, second] } },
      statements: 7,
    });
    expect(await de.call('return_eligibility', { orderId: 'DE-1001', lineIds: ['DE-1001-2'] })).toEqual({
      answer: { order: { id: 'DE-1001', returnEligibility: [second] } },
      statements: 7,
    });
  });

  it('tells why not: the window has closed, it has not arrived', async () => {
    const late = (id: string, title: string) => ({
      line: { id, edition: { title } },
      eligible: false,
      refusal: 'WINDOW_CLOSED',
      returnableQuantity: 0,
      deadline: '2026-11-20T23:59:59.000-05:00',
      fee: { amount: '0.00', currency: 'USD' },
      clause: { citation: 'MangaAssist US Terms, 4.1' },
    });
    expect(await us.call('return_eligibility', { orderId: 'US-1001' })).toEqual({
      answer: {
        order: {
          id: 'US-1001',
          returnEligibility: [late('US-1001-1', 'One Piece, Vol. 1'), late('US-1001-2', 'Yotsuba&!, Vol. 1')],
        },
      },
      statements: 7,
    });
    const underWay = (id: string, title: string) => ({
      line: { id, edition: { title } },
      eligible: false,
      refusal: 'NOT_DELIVERED',
      returnableQuantity: 0,
      fee: { amount: '500.00', currency: 'JPY' },
      clause: { citation: 'MangaAssist JP Terms, 4.1' },
    });
    expect(await jp.call('return_eligibility', { orderId: 'JP-1001' })).toEqual({
      answer: {
        order: {
          id: 'JP-1001',
          returnEligibility: [
            underWay('JP-1001-1', 'One Piece, Vol. 1'),
            underWay('JP-1001-2', 'One Piece, Vol. 2'),
          ],
        },
      },
      statements: 7,
    });
  });
});

describe('damaged_item_help', () => {
  const clause = (marketplace: string) => ({
    title: 'Damaged or faulty items',
    text: 'Damage in transit, misprints and missing pages may be reported until the end of day 30 after the day of delivery. You choose between a replacement and a full refund; sending the item back costs nothing. We may ask for a photo.',
    citation: `MangaAssist ${marketplace} Terms, 6.1`,
  });

  it('tells what the customer may choose, until when, and the policy', async () => {
    expect(await de.call('damaged_item_help', { orderId: 'DE-1001', lineId: 'DE-1001-2' })).toEqual({
      answer: {
        order: {
          lines: [
            {
              id: 'DE-1001-2',
              quantity: 1,
              edition: { title: "Frieren: Beyond Journey's End, Vol. 1" },
              damageHelp: {
                eligible: true,
                reportUntil: '2026-12-12T23:59:59.000+01:00',
                remedies: ['REPLACEMENT', 'FULL_REFUND'],
                photoNeeded: true,
                clause: clause('DE'),
              },
            },
          ],
        },
      },
      statements: 7,
    });
  });

  it('tells of every line where none is named, and of none that another order has', async () => {
    expect(await de.call('damaged_item_help', { orderId: 'DE-1001' })).toMatchObject({
      answer: {
        order: {
          lines: [
            { id: 'DE-1001-1', damageHelp: { eligible: true } },
            { id: 'DE-1001-2', damageHelp: { eligible: true } },
          ],
        },
      },
      statements: 7,
    });
    expect((await de.call('damaged_item_help', { orderId: 'DE-1001', lineId: 'US-1001-1' })).answer).toEqual({
      order: { lines: [] },
    });
    expect((await de.call('damaged_item_help', { orderId: 'US-1001' })).answer).toEqual({});
  });

  it('tells why not', async () => {
    expect(await us.call('damaged_item_help', { orderId: 'US-1001', lineId: 'US-1001-1' })).toEqual({
      answer: {
        order: {
          lines: [
            {
              id: 'US-1001-1',
              quantity: 1,
              edition: { title: 'One Piece, Vol. 1' },
              damageHelp: {
                eligible: false,
                refusal: 'REPORTED_TOO_LATE',
                reportUntil: '2026-11-20T23:59:59.000-05:00',
                remedies: [],
                photoNeeded: false,
                clause: clause('US'),
              },
            },
          ],
        },
      },
      statements: 7,
    });
  });
});

describe('start_return', () => {
  const lines = [
    { lineId: 'DE-1001-2', reason: 'DAMAGED' },
    { lineId: 'DE-1001-1', reason: 'CHANGED_MIND' },
  ];
  const preview = (customer: ToolCaller, orderId: string, asked: readonly object[]) =>
    customer.call('start_return_preview', { orderId, lines: asked });
  const confirm = async (asked: readonly object[]) => {
    const { answer } = await preview(de, 'DE-1001', asked);
    return (answer as { startReturnPreview: { confirmationToken: string } }).startReturnPreview
      .confirmationToken;
  };
  const refused = (code: string, field: string, message: string) => ({
    startReturn: { userErrors: [{ code, field, message }], replayed: false },
  });

  it('refuses a preview with the reason, and has none of a line or order that is not there', async () => {
    expect(await preview(us, 'US-1001', [{ lineId: 'US-1001-1', reason: 'CHANGED_MIND' }])).toEqual({
      answer: {
        startReturnPreview: {
          order: { id: 'US-1001', status: 'DELIVERED' },
          allowed: false,
          refusal: 'WINDOW_CLOSED',
          refund: { amount: '0.00', currency: 'USD' },
          fee: { amount: '0.00', currency: 'USD' },
          deadline: '2026-11-20T23:59:59.000-05:00',
          clause: { title: 'How long you can return a book', citation: 'MangaAssist US Terms, 4.1' },
        },
      },
      statements: 6,
    });
    const missing = { answer: {}, statements: 1 };
    expect(await preview(us, 'DE-1001', lines)).toEqual(missing);
    expect(await preview(us, 'US-9999', lines)).toEqual(missing);
    expect((await preview(us, 'US-1001', lines)).answer).toEqual({});
  });

  it('68: starts what was previewed, once, with the refund that waits for it', async () => {
    expect(await preview(de, 'DE-1001', lines)).toEqual({
      answer: {
        startReturnPreview: {
          order: { id: 'DE-1001', status: 'DELIVERED' },
          allowed: true,
          refund: euros('12.01'),
          fee: euros('2.99'),
          deadline: '2026-11-26T23:59:59.000+01:00',
          clause: DE_WINDOW,
          confirmationToken: expect.any(String),
          expiresAt: '2026-11-23T12:05:00.000Z',
        },
      },
      statements: 6,
    });
    const call = {
      orderId: 'DE-1001',
      lines,
      confirmationToken: await confirm(lines),
      idempotencyKey: 'return-1',
    };
    const stolen = await us.call('start_return', call);
    expect(stolen.answer).toEqual(refused('NOT_FOUND', 'orderId', 'There is no such order.'));
    expect(await us.call('start_return', { ...call, orderId: 'US-9999' })).toEqual(stolen);
    const fewer = { ...call, lines: lines.slice(1) };
    expect((await de.call('start_return', fewer)).answer).toEqual(
      refused(
        'INVALID_CONFIRMATION',
        'confirmationToken',
        'The confirmation is not for these arguments, or has expired. Preview again.',
      ),
    );

    const started = {
      return: {
        id: expect.stringMatching(/^RT-[0-9A-Z]{10}$/),
        status: 'LABEL_SENT',
        sendBy: '2026-12-07',
        fee: euros('2.99'),
      },
      userErrors: [],
    };
    const first = await de.call('start_return', call);
    expect(first).toEqual({ answer: { startReturn: { ...started, replayed: false } }, statements: 12 });
    const again = await de.call('start_return', { ...call, lines: lines.toReversed() });
    expect(again).toEqual({ answer: { startReturn: { ...started, replayed: true } }, statements: 3 });
    const idOf = (answer: unknown) =>
      (answer as { startReturn: { return: { id: string } } }).startReturn.return.id;
    expect(idOf(again.answer)).toBe(idOf(first.answer));
    expect((await de.call('start_return', { ...call, lines: lines.slice(1) })).answer).toEqual(
      refused(
        'IDEMPOTENCY_CONFLICT',
        'idempotencyKey',
        'This key was used with other arguments. Use a new key.',
      ),
    );
    expect((await de.call('start_return', { ...call, idempotencyKey: 'return-2' })).answer).toEqual(
      refused('NOT_RETURNABLE', 'lines', 'These copies can no longer go back. Preview again.'),
    );
    expect((await de.call('return_eligibility', { orderId: 'DE-1001' })).answer).toMatchObject({
      order: { returnEligibility: [{ refusal: 'ALREADY_RETURNED' }, { refusal: 'ALREADY_RETURNED' }] },
    });
  });

  it('25: refuses a line that is named twice, and too many of them', async () => {
    const twice = [lines[0], lines[0]].map((line) => ({ ...line }));
    await expect(preview(de, 'DE-1001', twice)).rejects.toThrow('INVALID_ARGUMENT');
    const many = Array.from({ length: 21 }, (_, n) => ({ lineId: `DE-1001-${n}`, reason: 'DAMAGED' }));
    await expect(preview(de, 'DE-1001', many)).rejects.toThrow('INVALID_ARGUMENT');
    await expect(preview(de, 'DE-1001', [{ lineId: 'DE-1001-1', reason: 'BORED' }])).rejects.toThrow();
  });
});
