import type { Transaction } from 'kysely';
import { CURRENCIES } from '../../facts.ts';
import { composeOrder, type OrderFacts, type PackageFacts } from '../newOrder.ts';
import type { OrdersTables } from '../repository.ts';
import { addOrders } from '../repositoryAdd.ts';
import { SAMPLE_ORDERS, type SampleOrder, type SamplePackage } from './sampleOrders.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** Puts the sample shop's orders there, as of `now`; one that is there already stays as it has become. */
export async function seedOrders(transaction: Transaction<OrdersTables>, now: Date): Promise<void> {
  const orders = SAMPLE_ORDERS.map((sample) => composeOrder(describeOrder(sample, now)));
  await addOrders(transaction, orders);
}

function describeOrder(sample: SampleOrder, now: Date): OrderFacts {
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
    })),
    packages: (sample.packages ?? []).map((parcel) => describePackage(parcel, sample, now)),
  };
}

function describePackage(parcel: SamplePackage, { lines }: SampleOrder, now: Date): PackageFacts {
  return {
    status: parcel.status,
    carrier: parcel.carrier ?? null,
    tracking_number: parcel.trackingNumber ?? null,
    shipped_at: findMoment(parcel.shippedDaysAgo, now),
    estimated_delivery: findDay(parcel.arrivesInDays, now),
    delivered_at: findMoment(parcel.deliveredDaysAgo, now),
    contents: parcel.lines.map((line) => ({ line, quantity: lines[line - 1]?.[2] ?? 1 })),
  };
}

function findMoment(daysAgo: number | undefined, now: Date): Date | null {
  return daysAgo === undefined ? null : new Date(now.getTime() - daysAgo * DAY_MS);
}

function findDay(inDays: number | undefined, now: Date): string | null {
  return inDays === undefined ? null : new Date(now.getTime() + inDays * DAY_MS).toISOString().slice(0, 10);
}
