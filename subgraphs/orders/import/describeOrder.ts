import { measureShare } from '../../measureShare.ts';
import type { OrderFacts, PackageFacts } from '../newOrder.ts';
import type { OrderRow } from '../repository.ts';
import type { FulfillmentRecord, OrderRecord } from './parseOrderRecord.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a status means here, and how many days ago such an order was placed. */
const STATUSES: Record<
  OrderRecord['status'],
  { status: OrderRow['status']; placedDaysAgo: [number, number] }
> = {
  pending: { status: 'PROCESSING', placedDaysAgo: [0, 3] },
  processed: { status: 'SHIPPED', placedDaysAgo: [3, 8] },
  delivered: { status: 'DELIVERED', placedDaysAgo: [10, 180] },
  cancelled: { status: 'CANCELLED', placedDaysAgo: [5, 180] },
};

/** Days from the order to each step; they keep every step of the past before `now`, and arrival after it. */
const SHIPPED_AFTER_DAYS = 1.5;
const DELIVERED_AFTER_DAYS = 6;
const EXPECTED_AFTER_DAYS = 9;

/**
 * Tells an order of the retail data as one of this shop. The items are no books: each stands for an edition,
 * always the same one for the same list of editions. The dates are derived from the order number.
 */
export function describeOrder(record: OrderRecord, editionIds: readonly string[], now: Date): OrderFacts {
  const { status, placedDaysAgo } = STATUSES[record.status];
  const [latest, earliest] = placedDaysAgo;
  const daysAgo = latest + measureShare(record.orderId) * (earliest - latest);
  const placedAt = new Date(now.getTime() - Math.round(daysAgo * DAY_MS));
  return {
    order: {
      id: record.orderId,
      customer_id: `tau-${record.userId}`,
      marketplace: 'US',
      placed_at: placedAt,
      status,
      hold_reason: null,
      currency: 'USD',
      estimated_delivery: status === 'SHIPPED' ? expectedDay(placedAt) : null,
    },
    lines: Array.from(record.items, ([itemId, { price, quantity }]) => ({
      edition_id: pickEdition(itemId, editionIds),
      quantity,
      unit_price_amount: price,
    })),
    packages: describePackages(record, placedAt),
  };
}

function describePackages(record: OrderRecord, placedAt: Date): PackageFacts[] {
  const itemIds = [...record.items.keys()];
  const describe = (fulfillment: FulfillmentRecord) => ({
    carrier: null,
    tracking_number: fulfillment.trackingId,
    contents: Array.from(fulfillment.items, ([itemId, quantity]) => ({
      line: itemIds.indexOf(itemId) + 1,
      quantity,
    })),
  });
  const shippedAt = daysAfter(placedAt, SHIPPED_AFTER_DAYS);
  switch (record.status) {
    case 'pending':
      return record.fulfillments.map((fulfillment) => ({
        ...describe(fulfillment),
        status: 'PREPARING',
        shipped_at: null,
        estimated_delivery: null,
        delivered_at: null,
      }));
    case 'processed':
      return record.fulfillments.map((fulfillment) => ({
        ...describe(fulfillment),
        status: 'IN_TRANSIT',
        shipped_at: shippedAt,
        estimated_delivery: expectedDay(placedAt),
        delivered_at: null,
      }));
    case 'delivered':
      return record.fulfillments.map((fulfillment) => ({
        ...describe(fulfillment),
        status: 'DELIVERED',
        shipped_at: shippedAt,
        estimated_delivery: null,
        delivered_at: daysAfter(placedAt, DELIVERED_AFTER_DAYS),
      }));
    case 'cancelled':
      // What was made ready for it never left, and is taken apart when an order is cancelled.
      return [];
  }
}

function pickEdition(itemId: string, editionIds: readonly string[]): string {
  const edition = editionIds[Math.floor(measureShare(itemId) * editionIds.length)];
  if (edition === undefined) throw new RangeError('There is no edition to pick from.');
  return edition;
}

function expectedDay(placedAt: Date): string {
  return daysAfter(placedAt, EXPECTED_AFTER_DAYS).toISOString().slice(0, 10);
}

function daysAfter(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * DAY_MS);
}
