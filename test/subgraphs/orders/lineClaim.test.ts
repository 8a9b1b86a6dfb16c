import { describe, expect, it } from 'vitest';
import { decideClaim, type LineHistory, traceLine } from '../../../subgraphs/orders/lineClaim.ts';

const at = (day: number) => new Date(Date.UTC(2026, 10, day));

const parcel = (id: string, status: 'DELIVERED' | 'IN_TRANSIT' | 'LOST' | 'PREPARING', day?: number) => ({
  id,
  status,
  delivered_at: day === undefined ? null : at(day),
});
const content = (package_id: string, line_id: string, quantity: number) => ({
  package_id,
  line_id,
  quantity,
});

describe('traceLine', () => {
  it('counts what has arrived, from the latest arrival, and only of this line', () => {
    const packages = [
      parcel('late', 'DELIVERED', 9),
      parcel('early', 'DELIVERED', 4),
      parcel('other', 'DELIVERED', 12),
      parcel('under way', 'IN_TRANSIT'),
      parcel('lost', 'LOST'),
      parcel('packing', 'PREPARING'),
    ];
    const packageLines = [
      content('late', 'A', 1),
      content('early', 'A', 2),
      content('early', 'B', 5),
      content('other', 'B', 1),
      content('under way', 'A', 10),
      content('lost', 'A', 20),
      content('packing', 'A', 40),
    ];
    const returned = [
      { line_id: 'A', quantity: 1 },
      { line_id: 'B', quantity: 3 },
      { line_id: 'B', quantity: 1 },
    ];
    expect(traceLine('A', packages, packageLines, returned)).toEqual({
      delivered: 3,
      lastDeliveredAt: at(9),
      returned: 1,
    });
    expect(traceLine('B', packages, packageLines, returned)).toEqual({
      delivered: 6,
      lastDeliveredAt: at(12),
      returned: 4,
    });
    expect(traceLine('C', packages, packageLines, returned)).toEqual({ delivered: 0, returned: 0 });
  });
});

describe('decideClaim', () => {
  const closesAt = at(20);
  const arrived = (delivered: number, returned = 0): LineHistory => ({
    delivered,
    returned,
    ...(delivered > 0 && { lastDeliveredAt: at(10) }),
  });
  const decide = (history: LineHistory, facts: Partial<Parameters<typeof decideClaim>[0]> = {}) =>
    decideClaim(
      { status: 'DELIVERED', ...facts },
      { quantity: 3, is_digital: false },
      history,
      () => closesAt,
      at(15),
    );

  it.each([
    ['all have arrived', arrived(3), { copies: 3, closesAt }],
    ['some have arrived', arrived(1), { copies: 1, closesAt }],
    ['some went back', arrived(3, 2), { copies: 1, closesAt }],
    ['none has arrived', arrived(0), { refusal: 'NOT_DELIVERED', copies: 0 }],
    [
      'what has arrived went back and more is to come',
      arrived(2, 2),
      { refusal: 'NOT_DELIVERED', copies: 0 },
    ],
    ['all went back', arrived(3, 3), { refusal: 'ALREADY_RETURNED', copies: 0 }],
  ])('when %s', (_what, history, claim) => {
    expect(decide(history)).toEqual(claim);
  });

  it('is too late at the close, not a millisecond before', () => {
    const line = { quantity: 3, is_digital: false };
    const atMoment = (now: Date) =>
      decideClaim({ status: 'DELIVERED' }, line, arrived(3), () => closesAt, now);
    expect(atMoment(new Date(closesAt.getTime() - 1))).toEqual({ copies: 3, closesAt });
    expect(atMoment(closesAt)).toEqual({ refusal: 'TOO_LATE', copies: 0, closesAt });
  });

  it('tells of the cancellation before all else, and of digital before delivery', () => {
    const digital = { quantity: 1, is_digital: true };
    expect(decide(arrived(3), { status: 'CANCELLED' })).toEqual({ refusal: 'ORDER_CANCELLED', copies: 0 });
    expect(decideClaim({ status: 'CANCELLED' }, digital, arrived(0), () => closesAt, at(15))).toEqual({
      refusal: 'ORDER_CANCELLED',
      copies: 0,
    });
    expect(decideClaim({ status: 'DELIVERED' }, digital, arrived(0), () => closesAt, at(15))).toEqual({
      refusal: 'DIGITAL',
      copies: 0,
    });
  });

  it('tells that all went back also when it would be too late', () => {
    const line = { quantity: 3, is_digital: false };
    expect(decideClaim({ status: 'DELIVERED' }, line, arrived(3, 3), () => closesAt, at(25))).toEqual({
      refusal: 'ALREADY_RETURNED',
      copies: 0,
    });
  });
});
