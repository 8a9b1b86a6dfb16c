import { CURRENCIES } from '../../facts.ts';
import { addLocalDays } from '../../localDay.ts';
import { formatHundredths, parseHundredths } from '../../money.ts';
import { SHOP_RULES } from '../../shopRules.ts';
import type { OrderFacts, PackageFacts, RefundFacts, ReturnFacts } from '../newOrder.ts';
import { describeScans, findCarrier } from './describeScans.ts';
import { findBuyer } from './sampleBuyers.ts';
import type { SampleOrder, SamplePackage, SampleRefund, SampleReturn } from './sampleOrder.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** How long ago carriers were asked where nothing else is said. */
const CHECKED_HOURS_AGO = 2;

/** An invented order with all that follows from what is said of it, as of `now`. */
export function describeSample(sample: SampleOrder, now: Date): OrderFacts {
  const { address } = findBuyer(sample);
  const shipsNothing = listShipped(sample).length === 0;
  return {
    order: {
      id: sample.id,
      customer_id: sample.customerId,
      marketplace: sample.marketplace,
      placed_at: new Date(now.getTime() - sample.placedHoursAgo * HOUR_MS),
      status: sample.status,
      hold_reason: sample.holdReason ?? null,
      currency: CURRENCIES[sample.marketplace],
      estimated_delivery: findDay(sample.arrivesInDays, now),
    },
    lines: sample.lines.map(([edition, price, quantity = 1]) => ({
      edition_id: edition,
      quantity,
      unit_price_amount: price,
      is_digital: isDigital(edition),
    })),
    packages: (sample.packages ?? []).map((parcel, index) => describePackage(parcel, index, sample, now)),
    ...(!shipsNothing && { address }),
    returns: (sample.returns ?? []).map((back) => describeReturn(back, sample, now)),
    refunds: (sample.refunds ?? []).map((refund) => describeRefund(refund, sample, now)),
  };
}

function describePackage(parcel: SamplePackage, index: number, sample: SampleOrder, now: Date): PackageFacts {
  const { id, lines, marketplace } = sample;
  const shippedAt = findMoment(parcel.shippedDaysAgo, now);
  const deliveredAt = findMoment(parcel.deliveredDaysAgo, now);
  const { city, country } = findBuyer(sample).address;
  const facts = {
    status: parcel.status,
    carrier: shippedAt === null ? null : (parcel.carrier ?? findCarrier(marketplace)),
    tracking_number: shippedAt === null ? null : (parcel.trackingNumber ?? inventTracking(id, index)),
    shipped_at: shippedAt,
    estimated_delivery: findDay(parcel.arrivesInDays, now),
    delivered_at: deliveredAt,
    contents: (parcel.lines ?? listShipped(sample)).map((line) => ({
      line,
      quantity: lines[line - 1]?.[2] ?? 1,
    })),
  };
  if (shippedAt === null) return facts;
  return {
    ...facts,
    checked_at:
      deliveredAt ?? new Date(now.getTime() - (parcel.checkedHoursAgo ?? CHECKED_HOURS_AGO) * HOUR_MS),
    events: describeScans(parcel, shippedAt, marketplace, `${city}, ${country}`, now),
  };
}

/** Recognizable as invented: no carrier numbers parcels like that. */
function inventTracking(orderId: string, index: number): string {
  return `TRACK-${orderId}-${index + 1}`;
}

function describeReturn(back: SampleReturn, { lines, marketplace }: SampleOrder, now: Date): ReturnFacts {
  const { returnFee, returnSendDays, timeZone } = SHOP_RULES[marketplace];
  const startedAt = new Date(now.getTime() - back.startedDaysAgo * DAY_MS);
  const quantity = back.quantity ?? lines[back.line - 1]?.[2] ?? 1;
  return {
    status: back.status,
    started_at: startedAt,
    send_by: addLocalDays(startedAt, returnSendDays, timeZone),
    received_at: findMoment(back.receivedDaysAgo, now),
    fee_amount: back.reason === 'CHANGED_MIND' ? returnFee : '0.00',
    lines: [{ line: back.line, quantity, reason: back.reason }],
  };
}

function describeRefund(refund: SampleRefund, sample: SampleOrder, now: Date): RefundFacts {
  const { marketplace, returns = [] } = sample;
  const { refundDays, timeZone } = SHOP_RULES[marketplace];
  const back = refund.return === undefined ? undefined : returns[refund.return - 1];
  const requestedAt = new Date(now.getTime() - refund.requestedDaysAgo * DAY_MS);
  const approvedAt = findMoment(back?.receivedDaysAgo, now) ?? requestedAt;
  const isOnItsWay = refund.status === 'PROCESSING' || refund.status === 'SENT_TO_BANK';
  return {
    status: refund.status,
    amount: back === undefined ? sumAll(sample) : sumReturn(back, sample),
    reason: refund.reason,
    method: findBuyer(sample).paymentMethod,
    requested_at: requestedAt,
    expected_by: isOnItsWay ? addLocalDays(approvedAt, refundDays, timeZone) : null,
    completed_at: findMoment(refund.completedDaysAgo, now),
    ...(refund.return !== undefined && { return: refund.return }),
  };
}

function sumAll({ lines }: SampleOrder): string {
  return formatHundredths(
    lines.reduce((sum, [, price, quantity = 1]) => sum + quantity * parseHundredths(price), 0),
  );
}

function sumReturn(back: SampleReturn, { lines, marketplace }: SampleOrder): string {
  const [, price = '0', ordered = 1] = lines[back.line - 1] ?? [];
  const fee = back.reason === 'CHANGED_MIND' ? SHOP_RULES[marketplace].returnFee : '0';
  return formatHundredths((back.quantity ?? ordered) * parseHundredths(price) - parseHundredths(fee));
}

/** The lines that need a parcel, counted from 1. */
function listShipped({ lines }: SampleOrder): number[] {
  return lines.flatMap(([edition], index) => (isDigital(edition) ? [] : [index + 1]));
}

function isDigital(editionId: string): boolean {
  return editionId.endsWith('-digital');
}

function findMoment(daysAgo: number | undefined, now: Date): Date | null {
  return daysAgo === undefined ? null : new Date(now.getTime() - daysAgo * DAY_MS);
}

function findDay(inDays: number | undefined, now: Date): string | null {
  return inDays === undefined ? null : new Date(now.getTime() + inDays * DAY_MS).toISOString().slice(0, 10);
}
