import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let us2: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
let usJp: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram();
  us = await connectCaller(program, 'customer-us');
  us2 = await connectCaller(program, 'customer-us-2');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
  usJp = await connectCaller(program, 'customer-us-jp');
});
afterAll(() => program.stop());

const packed = (title: string) => ({ quantity: 1, line: { edition: { title } } });
const missing = (days: number, marketplace: string) => ({
  text: `First look with neighbours and in safe places. A parcel that is marked as delivered can be claimed as missing from 48 hours later until the end of day ${days} after the day of delivery; then it is replaced or refunded.`,
  citation: `MangaAssist ${marketplace} Terms, 7.1`,
});
const late = (marketplace: string) => ({
  text: 'A parcel is late 2 days after its estimated delivery. Tell us then: we ask the carrier, and replace or refund what it cannot find.',
  citation: `MangaAssist ${marketplace} Terms, 7.2`,
});
const findIssue = async (caller: ToolCaller, orderId: string) => {
  const { answer } = await caller.call('delivery_issue', { orderId });
  return (answer as { order: { deliveryIssue?: object } }).order.deliveryIssue;
};

describe('delivery_issue', () => {
  it('of what came this morning says to wait, until when, and what the carrier did', async () => {
    const { answer, statements } = await us.call('delivery_issue', { orderId: 'US-1007' });
    expect(answer).toEqual({
      order: {
        id: 'US-1007',
        status: 'DELIVERED',
        deliveryIssue: {
          kind: 'DELIVERED_NOT_CLAIMABLE_YET',
          nextActions: ['CHECK_WITH_NEIGHBOURS', 'WAIT'],
          claimFrom: '2026-11-25T02:12:00.000-05:00',
          claimUntil: '2026-12-23T23:59:59.000-05:00',
          package: {
            carrier: 'UPS',
            trackingNumber: 'TRACK-US-1007-1',
            deliveredAt: '2026-11-23T07:12:00.000Z',
            events: [
              { at: '2026-11-23T07:12:00.000Z', kind: 'DELIVERED', place: 'Portland, US' },
              { at: '2026-11-23T02:12:00.000Z', kind: 'OUT_FOR_DELIVERY', place: 'Portland, US' },
              { at: '2026-11-21T18:24:00.000Z', kind: 'ARRIVED_AT_HUB', place: 'Denver, US' },
            ],
            lines: [packed("Frieren: Beyond Journey's End, Vol. 3")],
          },
          clause: missing(30, 'US'),
        },
      },
    });
    expect(statements).toBe(8);
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
  });

  it('of a parcel that is late names the clause of its marketplace', async () => {
    expect(await jp.call('delivery_issue', { orderId: 'JP-1005' })).toEqual({
      answer: {
        order: {
          id: 'JP-1005',
          status: 'SHIPPED',
          estimatedDelivery: '2026-11-18',
          deliveryIssue: {
            kind: 'LATE',
            nextActions: ['OPEN_TICKET', 'CONTACT_CARRIER'],
            package: {
              carrier: 'Yamato Transport',
              trackingNumber: 'TRACK-JP-1005-1',
              estimatedDelivery: '2026-11-18',
              events: [
                { at: '2026-11-19T12:00:00.000Z', kind: 'DELIVERY_ATTEMPTED', place: '東京都練馬区, JP' },
                { at: '2026-11-16T04:00:00.000Z', kind: 'ARRIVED_AT_HUB', place: '神奈川県, JP' },
                { at: '2026-11-15T08:00:00.000Z', kind: 'DEPARTED_HUB', place: '東京都, JP' },
              ],
              lines: [packed('Tokyo Ghoul, Vol. 1')],
            },
            clause: late('JP'),
          },
        },
      },
      statements: 8,
    });
  });

  it('keeps to the windows of the marketplace, to the hour and to the day', async () => {
    // 46.8 hours ago, and exactly 48.
    expect(await findIssue(us2, 'US-2004')).toMatchObject({ kind: 'DELIVERED_NOT_CLAIMABLE_YET' });
    expect(await findIssue(us2, 'US-2005')).toMatchObject({
      kind: 'DELIVERED_CLAIMABLE',
      nextActions: ['CHECK_WITH_NEIGHBOURS', 'REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET'],
      clause: missing(30, 'US'),
    });
    // The last day, and the day after it.
    expect(await findIssue(us2, 'US-2002')).toMatchObject({
      kind: 'DELIVERED_CLAIMABLE',
      claimUntil: '2026-11-23T23:59:59.000-05:00',
    });
    expect(await findIssue(us2, 'US-2003')).toMatchObject({
      kind: 'DELIVERED_CLAIM_EXPIRED',
      claimUntil: '2026-11-22T23:59:59.000-05:00',
    });
    expect(await findIssue(jp, 'JP-1008')).toMatchObject({
      kind: 'DELIVERED_CLAIMABLE',
      claimUntil: '2026-11-23T23:59:59.000+09:00',
      clause: missing(14, 'JP'),
    });
    expect(await findIssue(jp, 'JP-1009')).toMatchObject({ kind: 'DELIVERED_CLAIM_EXPIRED' });
    // Due on the 20th and on the 21st: late is what is two days over.
    expect(await findIssue(de, 'DE-1006')).toMatchObject({ kind: 'LATE', clause: late('DE') });
    expect(await findIssue(de, 'DE-1007')).toBeUndefined();
  });

  it('of a lost parcel asks for nothing that is being paid back already', async () => {
    expect(await findIssue(us, 'US-1010')).toMatchObject({ kind: 'LOST', nextActions: ['WAIT'] });
    expect(await findIssue(usJp, 'JP-5004')).toMatchObject({
      kind: 'LOST',
      nextActions: ['REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET'],
      clause: late('JP'),
    });
  });

  it('is left out while nothing is wrong: in time, not sent, digital', async () => {
    expect(await us.call('delivery_issue', { orderId: 'US-1002' })).toEqual({
      answer: { order: { id: 'US-1002', status: 'SHIPPED', estimatedDelivery: '2026-11-26' } },
      statements: 3,
    });
    for (const orderId of ['US-1004', 'US-1006', 'US-1011'])
      expect(await findIssue(us, orderId)).toBeUndefined();
  });
});

describe('refund_status', () => {
  const timing = (days: number, marketplace: string) => ({
    text: `A refund is with your bank at most ${days} days after it was approved. A cancellation is approved at once, a return when it has reached us and been checked.`,
    citation: `MangaAssist ${marketplace} Terms, 5.1`,
  });

  it('tells what waits for the parcel to come back, and by when to send it', async () => {
    const { answer, statements } = await us.call('refund_status', { orderId: 'US-1012' });
    expect(answer).toEqual({
      order: {
        id: 'US-1012',
        status: 'DELIVERED',
        refunds: [
          {
            status: 'AWAITING_RETURN',
            amount: { amount: '21.00', currency: 'USD' },
            reason: 'RETURNED',
            method: 'Visa •••• 4242',
            requestedAt: '2026-11-21T12:00:00.000Z',
            clause: timing(5, 'US'),
          },
        ],
        returns: [
          {
            status: 'LABEL_SENT',
            startedAt: '2026-11-21T12:00:00.000Z',
            sendBy: '2026-12-05',
            fee: { amount: '3.99', currency: 'USD' },
            lines: [
              {
                quantity: 1,
                reason: 'CHANGED_MIND',
                line: { edition: { title: 'Vinland Saga Omnibus, Vols. 3-4' } },
              },
            ],
          },
        ],
      },
    });
    expect(statements).toBe(7);
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
  });

  it('counts from when the return was received, by the terms of the marketplace', async () => {
    expect(await jp.call('refund_status', { orderId: 'JP-1006' })).toEqual({
      answer: {
        order: {
          id: 'JP-1006',
          status: 'DELIVERED',
          refunds: [
            {
              status: 'PROCESSING',
              amount: { amount: '1150.00', currency: 'JPY' },
              reason: 'RETURNED',
              method: 'JCB •••• 0505',
              requestedAt: '2026-11-14T12:00:00.000Z',
              expectedBy: '2026-11-29',
              clause: timing(10, 'JP'),
            },
          ],
          returns: [
            {
              status: 'RECEIVED',
              startedAt: '2026-11-14T12:00:00.000Z',
              receivedAt: '2026-11-19T12:00:00.000Z',
              fee: { amount: '500.00', currency: 'JPY' },
              lines: [
                { quantity: 1, reason: 'CHANGED_MIND', line: { edition: { title: 'Death Note, Vol. 3' } } },
              ],
            },
          ],
        },
      },
      statements: 7,
    });
  });

  it('tells what was paid back for a cancelled order, and where nothing is', async () => {
    expect(await us.call('refund_status', { orderId: 'US-1006' })).toEqual({
      answer: {
        order: {
          id: 'US-1006',
          status: 'CANCELLED',
          refunds: [
            {
              status: 'COMPLETED',
              amount: { amount: '13.00', currency: 'USD' },
              reason: 'CANCELLED',
              method: 'Visa •••• 4242',
              requestedAt: '2026-11-04T12:00:00.000Z',
              completedAt: '2026-11-07T12:00:00.000Z',
              clause: timing(5, 'US'),
            },
          ],
          returns: [],
        },
      },
      statements: 4,
    });
    expect(await us.call('refund_status', { orderId: 'US-1001' })).toEqual({
      answer: { order: { id: 'US-1001', status: 'DELIVERED', refunds: [], returns: [] } },
      statements: 3,
    });
  });

  it('tells of a refund that failed, and of one that is overdue', async () => {
    const collector = await connectCaller(program, 'customer-us-collector');
    const failed = await collector.call('refund_status', { orderId: 'US-4016' });
    expect(failed.answer).toMatchObject({ order: { refunds: [{ status: 'FAILED' }] } });
    expect(JSON.stringify(failed.answer)).not.toContain('expectedBy');
    const overdue = await us2.call('refund_status', { orderId: 'US-2009' });
    expect(overdue.answer).toMatchObject({
      order: { refunds: [{ status: 'SENT_TO_BANK', expectedBy: '2026-11-17' }] },
    });
  });
});

describe.each([
  ['delivery_issue', 'orders:read orders:tracking'],
  ['refund_status', 'orders:read'],
])('%s', (tool, scopes) => {
  it('39, 61: has for nobody else what the owner has', async () => {
    const unknown = await us.call(tool, { orderId: 'US-9999' });
    expect(unknown).toEqual({ answer: {}, statements: 1 });
    // Another customer's, one of another marketplace, and JP orders of a customer of both.
    for (const orderId of ['US-2008', 'JP-1006', 'JP-5004']) {
      expect(await us.call(tool, { orderId })).toEqual(unknown);
    }
    expect(await jp.call(tool, { orderId: 'JP-5004' })).toEqual(unknown);
    expect((await usJp.call(tool, { orderId: 'JP-5004' })).answer).toMatchObject({
      order: { id: 'JP-5004' },
    });
    expect((await usJp.call(tool, { orderId: 'US-5001' })).answer).toMatchObject({
      order: { id: 'US-5001' },
    });
  });

  it('56: tells an anonymous caller and one without scopes what it takes', async () => {
    const anonymous = await connectCaller(program);
    await expect(anonymous.call(tool, { orderId: 'US-1007' })).rejects.toThrow(`"scope":"${scopes}"`);
    const scopeless = await connectCaller(program, 'customer-us', []);
    await expect(scopeless.call(tool, { orderId: 'US-1007' })).rejects.toMatchObject({
      requiredScope: scopes,
    });
    expect(program.statements).toEqual([]);
  });

  it.each(['support-us', 'admin-us', 'service-sync'])('58: is no tool for %s', async (persona) => {
    const caller = await connectCaller(program, persona);
    const { tools } = await caller.client.listTools();
    expect(tools.map(({ name }) => name)).not.toContain(tool);
    await expect(caller.call(tool, { orderId: 'US-1007' })).rejects.toThrow(`There is no tool "${tool}".`);
    expect(program.statements).toEqual([]);
  });

  it.each(['', 'x'.repeat(41)])('25: takes no order number like %j', async (orderId) => {
    await expect(us.call(tool, { orderId })).rejects.toThrow(/INVALID_ARGUMENT|orderId/);
    expect(program.statements).toEqual([]);
  });
});

it('37: without the scope for it, no scan and no tracking number is fetched', async () => {
  const reader = await connectCaller(program, 'customer-us', ['orders:read']);
  const { answer } = await reader.call('delivery_issue', { orderId: 'US-1009' });
  expect(answer).toMatchObject({
    order: { deliveryIssue: { kind: 'LATE', package: { carrier: 'UPS', estimatedDelivery: '2026-11-19' } } },
    notices: ['trackingNumber', 'events'].map((field) => ({
      path: ['order', 'deliveryIssue', 'package', field],
      code: 'WITHHELD',
      scopes: [['orders:tracking']],
    })),
  });
  expect(JSON.stringify(answer)).not.toMatch(/TRACK-|Denver/);
  expect(program.statements.filter((sql) => sql.includes('scan_event'))).toEqual([]);
});
