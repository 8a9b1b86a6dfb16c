import { encode } from 'gpt-tokenizer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addManyOrders } from '../harness/manyOrders.ts';
import { startTestProgram, type TestProgram } from '../harness/testProgram.ts';
import { connectCaller, type ToolCaller } from '../harness/toolCaller.ts';

let program: TestProgram;
let us: ToolCaller;
let jp: ToolCaller;
let de: ToolCaller;
beforeAll(async () => {
  program = await startTestProgram({}, addManyOrders);
  us = await connectCaller(program, 'customer-us');
  jp = await connectCaller(program, 'customer-jp');
  de = await connectCaller(program, 'customer-de');
});
afterAll(() => program.stop());

const paperback = (title: string, quantity = 1) => ({ quantity, edition: { title, format: 'PAPERBACK' } });
const omnibus = (title: string) => ({ quantity: 1, edition: { title, format: 'OMNIBUS' } });
const packed = (title: string, quantity = 1) => ({ quantity, line: { edition: { title } } });

describe('order_status', () => {
  it('tells what left in which package, and what is still to come', async () => {
    expect(await us.call('order_status', { orderId: 'US-1003' })).toEqual({
      answer: {
        order: {
          id: 'US-1003',
          placedAt: '2026-11-17T12:00:00.000Z',
          status: 'PARTLY_SHIPPED',
          lines: [omnibus('Vinland Saga Omnibus, Vols. 1-2'), paperback('Fullmetal Alchemist, Vol. 2', 2)],
          packages: [
            {
              status: 'IN_TRANSIT',
              carrier: 'UPS',
              trackingNumber: '1Z999AA10123456791',
              shippedAt: '2026-11-20T12:00:00.000Z',
              estimatedDelivery: '2026-11-24',
              events: [{ at: '2026-11-22T04:00:00.000Z', kind: 'ARRIVED_AT_HUB', place: 'Denver, US' }],
              freshness: { asOf: '2026-11-23T10:00:00.000Z', stale: false },
              lines: [packed('Vinland Saga Omnibus, Vols. 1-2')],
            },
          ],
        },
      },
      statements: 6,
    });
    expect(await jp.call('order_status', { orderId: 'JP-1001' })).toEqual({
      answer: {
        order: {
          id: 'JP-1001',
          placedAt: '2026-11-21T12:00:00.000Z',
          status: 'SHIPPED',
          estimatedDelivery: '2026-11-24',
          lines: [paperback('One Piece, Vol. 1'), paperback('One Piece, Vol. 2')],
          packages: [
            {
              status: 'OUT_FOR_DELIVERY',
              carrier: 'Yamato Transport',
              trackingNumber: '400000000001',
              shippedAt: '2026-11-22T12:00:00.000Z',
              estimatedDelivery: '2026-11-24',
              events: [
                { at: '2026-11-23T08:00:00.000Z', kind: 'OUT_FOR_DELIVERY', place: '東京都練馬区, JP' },
              ],
              freshness: { asOf: '2026-11-23T10:00:00.000Z', stale: false },
              lines: [packed('One Piece, Vol. 1'), packed('One Piece, Vol. 2')],
            },
          ],
        },
      },
      statements: 6,
    });
  });

  it('says when the carrier has not been asked for a day, and what it said last', async () => {
    expect(await us.call('order_status', { orderId: 'US-1009' })).toMatchObject({
      answer: {
        order: {
          packages: [
            {
              events: [{ at: '2026-11-14T04:00:00.000Z', kind: 'ARRIVED_AT_HUB', place: 'Denver, US' }],
              freshness: { asOf: '2026-11-22T06:00:00.000Z', stale: true },
            },
          ],
        },
      },
    });
  });

  it('fits three volumes in two parcels into 500 tokens', async () => {
    const { answer } = await us.call('order_status', { orderId: 'US-1017' });
    expect((answer as { order: { packages: object[] } }).order.packages).toHaveLength(2);
    expect(encode(JSON.stringify(answer)).length).toBeLessThanOrEqual(500);
  });

  it('takes the latest order where none is named, and says what holds it', async () => {
    expect(await us.call('order_status')).toEqual({
      answer: {
        order: {
          id: 'US-1005',
          placedAt: '2026-11-23T09:00:00.000Z',
          status: 'PROCESSING',
          estimatedDelivery: '2026-11-28',
          lines: [paperback('One Piece, Vol. 101'), paperback('One Piece, Vol. 102')],
          packages: [
            {
              status: 'PREPARING',
              estimatedDelivery: '2026-11-28',
              events: [],
              lines: [packed('One Piece, Vol. 101'), packed('One Piece, Vol. 102')],
            },
          ],
        },
      },
      statements: 6,
    });
    expect(await de.call('order_status')).toEqual({
      answer: {
        order: {
          id: 'DE-1002',
          placedAt: '2026-11-22T12:00:00.000Z',
          status: 'ON_HOLD',
          holdReason: 'PAYMENT_PENDING',
          lines: [omnibus('Vinland Saga Omnibus, Vols. 1-2')],
          packages: [],
        },
      },
      statements: 4,
    });
  });
});

describe('recent_orders', () => {
  const ordered = (title: string, quantity = 1) => ({ quantity, edition: { title } });
  const jpOrders = [
    {
      id: 'JP-1002',
      placedAt: '2026-11-23T06:00:00.000Z',
      status: 'PROCESSING',
      estimatedDelivery: '2026-11-25',
      total: { amount: '1386.00', currency: 'JPY' },
      lines: [ordered('Yotsuba&!, Vol. 1', 2)],
    },
    {
      id: 'JP-1001',
      placedAt: '2026-11-21T12:00:00.000Z',
      status: 'SHIPPED',
      estimatedDelivery: '2026-11-24',
      total: { amount: '1056.00', currency: 'JPY' },
      lines: [ordered('One Piece, Vol. 1'), ordered('One Piece, Vol. 2')],
    },
  ];

  it("lists the caller's own orders, latest first, and pages on", async () => {
    const first = await jp.call('recent_orders', { first: 1 });
    expect(first).toEqual({
      answer: {
        orders: {
          nodes: jpOrders.slice(0, 1),
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 3,
    });
    const { endCursor } = (first.answer as RecentOrders).orders.pageInfo;
    expect(await jp.call('recent_orders', { first: 1, after: endCursor })).toEqual({
      answer: {
        orders: {
          nodes: jpOrders.slice(1),
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 3,
    });
    const all = await jp.call('recent_orders', { first: 20 });
    expect((all.answer as RecentOrders).orders).toMatchObject({
      nodes: ['02', '01', '04', '10', '05', '06', '08', '09', '07', '03'].map((end) => ({
        id: `JP-10${end}`,
      })),
      pageInfo: { hasNextPage: false },
    });
    // 51: another caller's cursor.
    await expect(us.call('recent_orders', { after: endCursor })).rejects.toThrow('INVALID_CURSOR');
    expect(program.statements).toEqual([]);
    expect(await de.call('recent_orders', { first: 1 })).toEqual({
      answer: {
        orders: {
          nodes: [
            {
              id: 'DE-1002',
              placedAt: '2026-11-22T12:00:00.000Z',
              status: 'ON_HOLD',
              total: { amount: '21.00', currency: 'EUR' },
              lines: [ordered('Vinland Saga Omnibus, Vols. 1-2')],
            },
          ],
          pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
        },
      },
      statements: 3,
    });
  });

  it('needs as many statements for 20 orders of several lines as for one', async () => {
    const seeded = await us.call('recent_orders', { first: 19 });
    const after = (seeded.answer as RecentOrders).orders.pageInfo.endCursor;
    const one = await us.call('recent_orders', { first: 1, after });
    const twenty = await us.call('recent_orders', { first: 20, after });
    expect((twenty.answer as RecentOrders).orders.nodes.map(describeSize)).toEqual(
      Array.from({ length: 20 }, (_, index) => ({ id: `MANY-${20 - index}`, lines: 4 })),
    );
    expect([one.statements, twenty.statements]).toEqual([3, 3]);
  });
});

interface RecentOrders {
  readonly orders: {
    readonly nodes: readonly { id: string; lines: readonly object[] }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

function describeSize({ id, lines }: RecentOrders['orders']['nodes'][number]) {
  return { id, lines: lines.length };
}
