import { describe, expect, it } from 'vitest';
import type { Marketplace } from '../../../subgraphs/caller.ts';
import { findDeliveryIssue } from '../../../subgraphs/orders/deliveryRules.ts';
import type { PackageRow } from '../../../subgraphs/orders/repository.ts';

const at = (text: string) => new Date(text);
const oneBefore = (text: string) => new Date(at(text).getTime() - 1);

function parcel(status: PackageRow['status'], facts: Partial<PackageRow> = {}): PackageRow {
  return {
    id: `P-${status}`,
    order_id: 'O',
    position: 1,
    status,
    carrier: null,
    tracking_number: null,
    shipped_at: status === 'PREPARING' ? null : at('2026-10-01T00:00:00Z'),
    estimated_delivery: null,
    delivered_at: null,
    checked_at: null,
    ...facts,
  };
}

const delivered = (moment: string) => parcel('DELIVERED', { delivered_at: at(moment) });
const due = (day: string) => parcel('IN_TRANSIT', { estimated_delivery: day });
const find = (marketplace: Marketplace, packages: PackageRow[], now: Date) =>
  findDeliveryIssue({ marketplace }, packages, [], now);

describe('a parcel under way', () => {
  it.each([
    // Two local days after the estimated one are over; on 1 November the clocks of New York went back.
    ['US', '2026-10-31', '2026-11-03T05:00:00Z'],
    ['US', '2026-10-28', '2026-10-31T04:00:00Z'],
    // On 25 October those of Berlin did.
    ['DE', '2026-10-24', '2026-10-26T23:00:00Z'],
    ['DE', '2026-10-20', '2026-10-22T22:00:00Z'],
    ['DE', '2026-03-27', '2026-03-29T22:00:00Z'],
    ['JP', '2026-11-20', '2026-11-22T15:00:00Z'],
  ] as const)('in %s, due on %s, is late from %s', (marketplace, day, from) => {
    const packages = [due(day)];
    expect(find(marketplace, packages, oneBefore(from))).toBeUndefined();
    expect(find(marketplace, packages, at(from))).toEqual({
      marketplace,
      kind: 'LATE',
      package: packages[0],
      nextActions: ['OPEN_TICKET', 'CONTACT_CARRIER'],
      clauseId: `delivery-late-${marketplace.toLowerCase()}`,
    });
  });

  it('is late out for delivery as well, never before it has left nor without an estimate', () => {
    const now = at('2027-01-01T00:00:00Z');
    const day = { estimated_delivery: '2026-10-10' };
    expect(find('US', [parcel('OUT_FOR_DELIVERY', day)], now)).toMatchObject({ kind: 'LATE' });
    expect(find('US', [parcel('PREPARING', day)], now)).toBeUndefined();
    expect(find('US', [parcel('IN_TRANSIT')], now)).toBeUndefined();
    expect(find('US', [], now)).toBeUndefined();
  });
});

describe('a parcel that is marked as delivered', () => {
  it.each([
    // Delivered in the evening of the 4th in New York: day 30 is 3 November, in winter time.
    ['US', '2026-10-05T02:00:00Z', '2026-10-07T02:00:00Z', '2026-11-04T05:00:00Z'],
    ['US', '2026-10-05T04:00:00Z', '2026-10-07T04:00:00Z', '2026-11-05T05:00:00Z'],
    // 48 hours are 48 hours, also over the night in which the clocks go forward.
    ['US', '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z', '2026-04-07T04:00:00Z'],
    ['JP', '2026-11-01T14:59:59Z', '2026-11-03T14:59:59Z', '2026-11-15T15:00:00Z'],
    ['JP', '2026-11-01T15:00:00Z', '2026-11-03T15:00:00Z', '2026-11-16T15:00:00Z'],
    ['DE', '2026-10-01T10:00:00Z', '2026-10-03T10:00:00Z', '2026-10-31T23:00:00Z'],
  ] as const)('in %s at %s can be claimed from %s until before %s', (marketplace, moment, from, until) => {
    const packages = [delivered(moment)];
    const issue = {
      marketplace,
      package: packages[0],
      closesAt: at(until),
      clauseId: `delivery-missing-${marketplace.toLowerCase()}`,
    };
    const early = {
      ...issue,
      kind: 'DELIVERED_NOT_CLAIMABLE_YET',
      claimFrom: at(from),
      nextActions: ['CHECK_WITH_NEIGHBOURS', 'WAIT'],
    };
    const claimable = {
      ...issue,
      kind: 'DELIVERED_CLAIMABLE',
      nextActions: ['CHECK_WITH_NEIGHBOURS', 'REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET'],
    };
    expect(find(marketplace, packages, at(moment))).toEqual(early);
    expect(find(marketplace, packages, oneBefore(from))).toEqual(early);
    expect(find(marketplace, packages, at(from))).toEqual(claimable);
    expect(find(marketplace, packages, oneBefore(until))).toEqual(claimable);
    expect(find(marketplace, packages, at(until))).toEqual({
      ...issue,
      kind: 'DELIVERED_CLAIM_EXPIRED',
      nextActions: ['CHECK_WITH_NEIGHBOURS', 'CONTACT_CARRIER', 'OPEN_TICKET'],
    });
  });
});

describe('a lost parcel', () => {
  const lost = parcel('LOST');
  const now = at('2026-11-23T12:00:00Z');

  it('is to be paid back or sent again', () => {
    expect(find('JP', [lost], now)).toEqual({
      marketplace: 'JP',
      kind: 'LOST',
      package: lost,
      nextActions: ['REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET'],
      clauseId: 'delivery-late-jp',
    });
  });

  it.each([
    ['LOST', 'SENT_TO_BANK', ['WAIT']],
    ['LOST', 'PROCESSING', ['WAIT']],
    ['LOST', 'COMPLETED', []],
    ['LOST', 'FAILED', ['REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET']],
    ['RETURNED', 'COMPLETED', ['REQUEST_REFUND_OR_REPLACEMENT', 'OPEN_TICKET']],
  ] as const)('with a refund for %s that is %s: %j', (reason, status, nextActions) => {
    const issue = findDeliveryIssue({ marketplace: 'US' }, [lost], [{ reason, status }], now);
    expect(issue).toMatchObject({ kind: 'LOST', nextActions });
  });
});

describe('of several parcels', () => {
  const now = at('2026-11-23T12:00:00Z');
  const parcels = {
    lost: parcel('LOST'),
    late: due('2026-11-01'),
    claimable: delivered('2026-11-19T12:00:00Z'),
    early: delivered('2026-11-23T06:00:00Z'),
    expired: delivered('2026-09-01T12:00:00Z'),
    fine: due('2026-11-23'),
    preparing: parcel('PREPARING'),
  };
  const worstFirst = Object.values(parcels);

  it('the worst counts, wherever it stands', () => {
    const worst = (rows: PackageRow[]) => find('US', rows, now)?.package;
    for (let first = 0; first < 5; first++) {
      expect(worst(worstFirst.slice(first))).toBe(worstFirst[first]);
      expect(worst(worstFirst.slice(first).reverse())).toBe(worstFirst[first]);
    }
    expect(worst(worstFirst.slice(5))).toBeUndefined();
  });

  it('of two that are as bad the first counts', () => {
    const again = { ...parcels.late, id: 'P-again' };
    expect(find('US', [parcels.late, again], now)?.package).toBe(parcels.late);
  });

  it('a loss that has been paid back hides no other that is late', () => {
    const issue = findDeliveryIssue(
      { marketplace: 'US' },
      [parcels.lost, parcels.late],
      [{ reason: 'LOST', status: 'COMPLETED' }],
      now,
    );
    expect(issue).toMatchObject({ kind: 'LATE', nextActions: ['OPEN_TICKET', 'CONTACT_CARRIER'] });
  });
});
