import type { Marketplace } from '../subgraphs/caller.ts';
import { CURRENCIES } from '../subgraphs/facts.ts';
import type { OfferRow } from '../subgraphs/inventory/repository.ts';
import { composeOrder, type NewOrder, type OrderFacts } from '../subgraphs/orders/newOrder.ts';
import { createDice, type Dice } from './dice.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const CUSTOMERS = 40_000;

/** What customers choose from: offers by {@link shelfOf}, and series by taste. */
export interface Shelves {
  readonly offers: ReadonlyMap<string, readonly OfferRow[]>;
  readonly tastes: readonly (readonly string[])[];
}

export function shelfOf(marketplace: Marketplace, seriesId: string): string {
  return `${marketplace} ${seriesId}`;
}

/**
 * Orders of customers who have a taste, keep to it mostly, and go on with what they began; never a sample
 * customer's. A chunk at a time: all of them at once would not fit into memory.
 */
export function* describeBigOrders(
  orderCount: number,
  shelves: Shelves,
  now: Date,
  chunkSize: number,
): Generator<readonly NewOrder[]> {
  const dice = createDice(200_000);
  for (let start = 0; start < orderCount; start += chunkSize) {
    const size = Math.min(chunkSize, orderCount - start);
    yield Array.from({ length: size }, (_, index) => describeOrder(start + index + 1, shelves, now, dice));
  }
}

function describeOrder(number: number, shelves: Shelves, now: Date, dice: Dice): NewOrder {
  // A few customers order much: the square draws the numbers towards the first.
  const customer = Math.floor(CUSTOMERS * dice.roll() ** 1.5) + 1;
  const marketplace = findMarketplace(customer);
  const lines = chooseOffers(customer, marketplace, shelves, dice).map((offer) => ({
    edition_id: offer.edition_id,
    quantity: 1,
    unit_price_amount: offer.price_amount,
  }));
  const daysAgo = dice.between(1, 720);
  const isCancelled = daysAgo > 8 && dice.roll() < 0.05;
  const status = isCancelled
    ? 'CANCELLED'
    : daysAgo < 4
      ? 'PROCESSING'
      : daysAgo < 9
        ? 'SHIPPED'
        : 'DELIVERED';
  return composeOrder({
    order: {
      id: `BIG-${String(number).padStart(6, '0')}`,
      customer_id: `big-customer-${customer}`,
      marketplace,
      placed_at: before(now, daysAgo),
      status,
      hold_reason: null,
      currency: CURRENCIES[marketplace],
      estimated_delivery: null,
    },
    lines,
    packages: status === 'CANCELLED' ? [] : [describeParcel(status, daysAgo, lines.length, now)],
  });
}

function findMarketplace(customer: number): Marketplace {
  if (customer % 5 === 3) return 'JP';
  return customer % 5 === 4 ? 'DE' : 'US';
}

/** One to four volumes, some of one series. */
function chooseOffers(customer: number, marketplace: Marketplace, shelves: Shelves, dice: Dice): OfferRow[] {
  const chosen = new Map<string, OfferRow>();
  let tries = dice.between(1, 4);
  let ofSeries = chooseSeries(customer, marketplace, shelves, dice);
  while (tries > 0 || chosen.size === 0) {
    tries--;
    if (ofSeries.length > 0) {
      const offer = dice.pick(ofSeries);
      chosen.set(offer.edition_id, offer);
    }
    if (ofSeries.length === 0 || dice.roll() < 0.4) {
      ofSeries = chooseSeries(customer, marketplace, shelves, dice);
    }
  }
  return [...chosen.values()];
}

function chooseSeries(
  customer: number,
  marketplace: Marketplace,
  { offers, tastes }: Shelves,
  dice: Dice,
): readonly OfferRow[] {
  const taste = dice.roll() < 0.8 ? customer % tastes.length : dice.between(0, tastes.length - 1);
  const series = tastes[taste] ?? [];
  // The first of a taste are its favourites.
  const favourite = series[Math.floor(series.length * dice.roll() ** 2)] ?? '';
  return offers.get(shelfOf(marketplace, favourite)) ?? [];
}

function describeParcel(
  status: 'PROCESSING' | 'SHIPPED' | 'DELIVERED',
  daysAgo: number,
  lineCount: number,
  now: Date,
): OrderFacts['packages'][number] {
  const arrival =
    status === 'DELIVERED'
      ? null
      : before(now, daysAgo - 10)
          .toISOString()
          .slice(0, 10);
  return {
    status: status === 'PROCESSING' ? 'PREPARING' : status === 'SHIPPED' ? 'IN_TRANSIT' : 'DELIVERED',
    carrier: 'UPS',
    tracking_number: null,
    shipped_at: status === 'PROCESSING' ? null : before(now, daysAgo - 2),
    estimated_delivery: arrival,
    delivered_at: status === 'DELIVERED' ? before(now, daysAgo - 6) : null,
    contents: Array.from({ length: lineCount }, (_, index) => ({ line: index + 1, quantity: 1 })),
  };
}

function before(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
