import { describe, expect, it } from 'vitest';
import { decideDamage } from '../../../subgraphs/orders/damageRules.ts';
import type { LineHistory } from '../../../subgraphs/orders/lineClaim.ts';
import { decideLineReturn, decideReturn, type ReturnRequest } from '../../../subgraphs/orders/returnRules.ts';

const delivered = (moment: string, copies = 1): LineHistory => ({
  delivered: copies,
  lastDeliveredAt: new Date(moment),
  returned: 0,
});
const LINE = { quantity: 1, is_digital: false, unit_price_amount: '9.99' };
const before = (moment: string) => new Date(new Date(moment).getTime() - 1);

/** The first instant that is too late: delivered at noon where the order was sold. */
const RETURN_WINDOWS = [
  ['US', '2026-06-01T16:00:00Z', '2026-07-02T04:00:00.000Z', '3.99'],
  // Over the change to summer time on 8 March, and back on 1 November.
  ['US', '2026-02-20T17:00:00Z', '2026-03-23T04:00:00.000Z', '3.99'],
  ['US', '2026-10-15T16:00:00Z', '2026-11-15T05:00:00.000Z', '3.99'],
  // Delivered in the last second of the 1st and in the first of the 2nd of June.
  ['US', '2026-06-02T03:59:59Z', '2026-07-02T04:00:00.000Z', '3.99'],
  ['US', '2026-06-02T04:00:00Z', '2026-07-03T04:00:00.000Z', '3.99'],
  ['JP', '2026-06-01T03:00:00Z', '2026-06-09T15:00:00.000Z', '500.00'],
  ['JP', '2026-03-06T03:00:00Z', '2026-03-14T15:00:00.000Z', '500.00'],
  ['DE', '2026-06-01T10:00:00Z', '2026-06-15T22:00:00.000Z', '2.99'],
  ['DE', '2026-03-20T11:00:00Z', '2026-04-03T22:00:00.000Z', '2.99'],
  ['DE', '2026-10-15T10:00:00Z', '2026-10-29T23:00:00.000Z', '2.99'],
] as const;

describe('decideLineReturn', () => {
  it.each(RETURN_WINDOWS)(
    'in %s of %s is allowed until %s, exclusive',
    (marketplace, arrival, close, fee) => {
      const decide = (now: Date) =>
        decideLineReturn({ status: 'DELIVERED', marketplace }, LINE, delivered(arrival), now);
      const clauseId = `returns-window-${marketplace.toLowerCase()}`;
      const closesAt = new Date(close);
      expect(decide(before(close))).toEqual({ copies: 1, closesAt, fee, clauseId });
      expect(decide(closesAt)).toEqual({
        refusal: 'WINDOW_CLOSED',
        copies: 0,
        closesAt,
        fee: '0.00',
        clauseId,
      });
    },
  );

  it.each([
    ['what has not arrived yet, with the fee that it will have', 'SHIPPED', false, 'NOT_DELIVERED', '3.99'],
    ['an order that was cancelled', 'CANCELLED', false, 'ORDER_CANCELLED', '0.00'],
    ['a digital edition, by its own clause', 'DELIVERED', true, 'DIGITAL', '0.00'],
  ] as const)('refuses %s', (_what, status, is_digital, refusal, fee) => {
    const decision = decideLineReturn(
      { status, marketplace: 'US' },
      { ...LINE, is_digital },
      { delivered: 0, returned: 0 },
      new Date('2026-06-02T00:00:00Z'),
    );
    const clauseId = is_digital ? 'returns-digital' : 'returns-window-us';
    expect(decision).toEqual({ refusal, copies: 0, fee, clauseId });
  });
});

const NOW = new Date('2026-06-05T12:00:00Z');
const ORDER = { status: 'DELIVERED', marketplace: 'US' } as const;
const ask = (facts: Partial<ReturnRequest> = {}, price = '9.99'): ReturnRequest => ({
  line: { quantity: 3, is_digital: false, unit_price_amount: price },
  history: delivered('2026-06-01T16:00:00Z', 3),
  quantity: 1,
  reason: 'CHANGED_MIND',
  ...facts,
});
const closesAt = new Date('2026-07-02T04:00:00Z');

describe('decideReturn', () => {
  it('pays the copies back and keeps the fee once', () => {
    expect(decideReturn(ORDER, [ask({ quantity: 2 }), ask({}, '13.00')], NOW)).toEqual({
      refund: '28.99',
      fee: '3.99',
      closesAt,
      clauseId: 'returns-window-us',
    });
  });

  it.each(['DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED'] as const)('costs nothing when it is %s', (reason) => {
    expect(decideReturn(ORDER, [ask({ reason })], NOW)).toMatchObject({ refund: '9.99', fee: '0.00' });
  });

  it('costs the fee when one of the lines is without a fault of the shop', () => {
    expect(decideReturn(ORDER, [ask({ reason: 'DAMAGED' }), ask()], NOW)).toMatchObject({
      refund: '15.99',
      fee: '3.99',
      clauseId: 'returns-window-us',
    });
  });

  it.each([
    ['3.99', '0.00', '3.99'],
    ['3.98', '0.00', '3.98'],
    ['4.00', '0.01', '3.99'],
    ['0.00', '0.00', '0.00'],
  ])('of goods worth %s pays back %s and keeps %s', (price, refund, fee) => {
    expect(decideReturn(ORDER, [ask({}, price)], NOW)).toMatchObject({ refund, fee });
  });

  it('closes with the first of its lines', () => {
    const later = ask({ history: delivered('2026-06-03T16:00:00Z', 3) });
    expect(decideReturn(ORDER, [later, ask()], NOW).closesAt).toEqual(closesAt);
  });

  it('refuses as a whole what one line refuses, telling the first reason', () => {
    const digital = ask({ line: { quantity: 1, is_digital: true, unit_price_amount: '6.99' } });
    const missing = ask({ history: { delivered: 0, returned: 0 } });
    expect(decideReturn(ORDER, [ask(), missing, digital], NOW)).toEqual({
      refusal: 'NOT_DELIVERED',
      refund: '0.00',
      fee: '0.00',
      closesAt,
      clauseId: 'returns-digital',
    });
    expect(decideReturn(ORDER, [digital, missing], NOW)).toMatchObject({ refusal: 'DIGITAL' });
  });

  it('refuses more copies than can go back', () => {
    const history = { ...delivered('2026-06-01T16:00:00Z', 2), returned: 1 };
    expect(decideReturn(ORDER, [ask({ history, quantity: 1 })], NOW).refusal).toBeUndefined();
    expect(decideReturn(ORDER, [ask({ history, quantity: 2 })], NOW)).toMatchObject({
      refusal: 'TOO_MANY',
      refund: '0.00',
    });
  });

  it('takes back what arrived damaged for as long as damage may be reported', () => {
    const order = { status: 'DELIVERED', marketplace: 'JP' } as const;
    const history = delivered('2026-06-01T03:00:00Z');
    const decide = (reason: ReturnRequest['reason'], now: Date) =>
      decideReturn(order, [ask({ history, reason })], now);
    const close = '2026-06-15T15:00:00.000Z';
    expect(decide('DAMAGED', before(close))).toEqual({
      refund: '9.99',
      fee: '0.00',
      closesAt: new Date(close),
      clauseId: 'damaged-jp',
    });
    expect(decide('DAMAGED', new Date(close)).refusal).toBe('WINDOW_CLOSED');
    expect(decide('WRONG_ITEM', new Date('2026-06-09T15:00:00Z')).refusal).toBe('WINDOW_CLOSED');
  });
});

describe('decideDamage', () => {
  it.each([
    ['US', '2026-06-01T16:00:00Z', '2026-07-02T04:00:00.000Z'],
    ['US', '2026-10-15T16:00:00Z', '2026-11-15T05:00:00.000Z'],
    ['JP', '2026-06-01T03:00:00Z', '2026-06-15T15:00:00.000Z'],
    ['DE', '2026-03-20T11:00:00Z', '2026-04-19T22:00:00.000Z'],
    ['DE', '2026-10-15T10:00:00Z', '2026-11-14T23:00:00.000Z'],
  ] as const)('in %s of %s is taken until %s, exclusive', (marketplace, arrival, close) => {
    const decide = (now: Date) =>
      decideDamage({ status: 'DELIVERED', marketplace }, LINE, delivered(arrival), now);
    const shared = { closesAt: new Date(close), clauseId: `damaged-${marketplace.toLowerCase()}` };
    expect(decide(before(close))).toEqual({
      remedies: ['REPLACEMENT', 'FULL_REFUND'],
      photoNeeded: true,
      ...shared,
    });
    expect(decide(new Date(close))).toEqual({
      refusal: 'REPORTED_TOO_LATE',
      remedies: [],
      photoNeeded: false,
      ...shared,
    });
  });

  it.each([
    ['SHIPPED', false, { delivered: 0, returned: 0 }, 'NOT_DELIVERED', 'damaged-us'],
    ['CANCELLED', false, { delivered: 0, returned: 0 }, 'ORDER_CANCELLED', 'damaged-us'],
    ['DELIVERED', true, { delivered: 0, returned: 0 }, 'DIGITAL', 'returns-digital'],
    [
      'DELIVERED',
      false,
      { ...delivered('2026-06-01T16:00:00Z'), returned: 1 },
      'ALREADY_RETURNED',
      'damaged-us',
    ],
  ] as const)(
    'of an order %s (digital: %s, %j) refuses: %s',
    (status, is_digital, history, refusal, clauseId) => {
      expect(decideDamage({ status, marketplace: 'US' }, { ...LINE, is_digital }, history, NOW)).toEqual({
        refusal,
        remedies: [],
        photoNeeded: false,
        clauseId,
      });
    },
  );
});
