import type { OrderFacts } from '../newOrder.ts';
import type { PriceList } from './prices.ts';
import { listPaperbacks } from './tellOrder.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const CUSTOMERS = 60;
const ORDERS = 250;
const DAYS_PER_ROUND = 80;

/** What the same people like, each series with how many of its volumes they go on to at most. */
const TASTES: readonly (readonly (readonly [series: string, volumes: number])[])[] = [
  // Battles.
  [
    ['naruto', 72],
    ['bleach', 74],
    ['jujutsu-kaisen', 20],
    ['demon-slayer', 23],
    ['my-hero-academia', 20],
    ['one-piece', 3],
    ['dragon-ball', 16],
    ['dandadan', 8],
  ],
  // Dark.
  [
    ['berserk', 40],
    ['vagabond', 37],
    ['monster', 9],
    ['attack-on-titan', 34],
    ['dorohedoro', 10],
    ['akira', 6],
    ['death-note', 12],
  ],
  // Romance.
  [
    ['fruits-basket', 12],
    ['nana', 21],
    ['ouran-high-school-host-club', 18],
    ['your-lie-in-april', 11],
    ['sailor-moon', 12],
  ],
  // Sports.
  [
    ['haikyu', 45],
    ['blue-lock', 12],
    ['slam-dunk', 31],
  ],
  // Horror.
  [
    ['tokyo-ghoul', 14],
    ['parasyte', 8],
    ['chainsaw-man', 11],
    ['uzumaki', 1],
    ['monster', 9],
  ],
  // Slice of life.
  [
    ['yotsuba', 15],
    ['barakamon', 10],
    ['laid-back-camp', 8],
    ['spy-x-family', 10],
    ['frieren', 10],
  ],
];

/** Every so many orders one is for another taste: nobody reads one kind of book only. */
const STRAYS_EVERY = 7;

/**
 * Orders of many invented customers, so that what is bought together means something. Made by rule, the same each
 * time: each customer has a taste, and goes on with a series where it left off.
 */
export function describeCrowd(findPrice: PriceList, now: Date): OrderFacts[] {
  const read = new Map<string, number>();
  return Array.from({ length: ORDERS }, (_, index) => {
    const customer = index % CUSTOMERS;
    const round = Math.floor(index / CUSTOMERS);
    const stray = index % STRAYS_EVERY === STRAYS_EVERY - 1 ? 1 + (round % (TASTES.length - 1)) : 0;
    const taste = TASTES[(customer + stray) % TASTES.length] ?? [];
    const editions = [0, 1].flatMap((turn) => {
      const [series, volumes] = taste[scatter(customer * 31 + round * 7 + turn * 3) % taste.length] ?? [
        '',
        0,
      ];
      const key = `${customer} ${series}`;
      const from = (read.get(key) ?? 0) + 1;
      const to = Math.min(volumes, from + (scatter(index + turn) % 3));
      read.set(key, Math.max(to, from - 1));
      return listPaperbacks(series, from, to);
    });
    const priced = editions.map((edition) => [edition, findPrice(edition, 'US')] as const);
    return describeOrder(index, priced, now);
  }).filter(({ lines }) => lines.length > 0);
}

function describeOrder(
  index: number,
  editions: readonly (readonly [id: string, price: string])[],
  now: Date,
): OrderFacts {
  const number = (value: number, length: number) => String(value + 1).padStart(length, '0');
  // Each round of orders is later than the one before, so that volumes are bought in sequence.
  const roundsToCome = Math.floor((ORDERS - 1 - index) / CUSTOMERS);
  const placedDaysAgo = 30 + roundsToCome * DAYS_PER_ROUND + (scatter(index) % (DAYS_PER_ROUND * 10)) / 10;
  const daysAfter = (days: number) => new Date(now.getTime() - (placedDaysAgo - days) * DAY_MS);
  return {
    order: {
      id: `US-B${number(index, 3)}`,
      customer_id: `cust-us-b${number(index % CUSTOMERS, 2)}`,
      marketplace: 'US',
      placed_at: daysAfter(0),
      status: 'DELIVERED',
      hold_reason: null,
      currency: 'USD',
      estimated_delivery: null,
    },
    lines: editions.map(([id, price]) => ({ edition_id: id, quantity: 1, unit_price_amount: price })),
    packages: [
      {
        status: 'DELIVERED',
        carrier: 'USPS',
        tracking_number: null,
        shipped_at: daysAfter(1),
        estimated_delivery: null,
        delivered_at: daysAfter(5),
        contents: editions.map((_, line) => ({ line: line + 1, quantity: 1 })),
      },
    ],
  };
}

/** Spreads neighbouring numbers over 32 bits (the finalizer of MurmurHash3). */
function scatter(number: number): number {
  let bits = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
