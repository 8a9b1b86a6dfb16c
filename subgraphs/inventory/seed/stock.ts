import type { Marketplace } from '../../caller.ts';
import type { DescribedEdition } from '../../catalog/seed/editions.ts';
import { measureShare } from '../../measureShare.ts';
import type { OfferRow } from '../repository.ts';

export type Stock = Pick<OfferRow, 'availability' | 'stock' | 'ships_from'>;

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Of these everything is in stock that no exception names. */
const STEADY_SERIES: ReadonlySet<string> = new Set([
  'one-piece',
  'fullmetal-alchemist',
  'frieren',
  'vinland-saga',
  'yotsuba',
]);

/** Out of print in the edition of single volumes: few copies are left. */
const OUT_OF_PRINT: ReadonlySet<string> = new Set(['fruits-basket', 'monster', '20th-century-boys']);

/** What is not simply in stock, in any marketplace. */
const EXCEPTIONS: Readonly<
  Record<string, { availability: OfferRow['availability']; stock: number; days?: number }>
> = {
  'one-piece-3-paperback': { availability: 'LOW_STOCK', stock: 2 },
  'fullmetal-alchemist-3-paperback': { availability: 'OUT_OF_STOCK', stock: 0 },
  'frieren-3-paperback': { availability: 'BACKORDER', stock: 0, days: 12 },
  'death-note-box-set': { availability: 'OUT_OF_STOCK', stock: 0 },
  'berserk-1-3-deluxe': { availability: 'LOW_STOCK', stock: 1 },
};

/** How many of an edition are there in a marketplace. All invented, the same at every seeding. */
export function describeStock({ series, row }: DescribedEdition, marketplace: Marketplace, now: Date): Stock {
  if (row.release_date !== null && row.release_date > now.toISOString().slice(0, 10)) {
    return { availability: 'PREORDER', stock: null, ships_from: row.release_date };
  }
  if (row.format === 'DIGITAL') return { availability: 'IN_STOCK', stock: null, ships_from: null };
  const exception = EXCEPTIONS[row.id];
  if (exception !== undefined) {
    const { availability, stock, days } = exception;
    return { availability, stock, ships_from: days === undefined ? null : addDays(now, days) };
  }
  if (STEADY_SERIES.has(series.id)) return { availability: 'IN_STOCK', stock: 25, ships_from: null };
  const share = measureShare(`${row.id} ${marketplace}`);
  const isOutOfPrint = OUT_OF_PRINT.has(series.id) && row.format === 'PAPERBACK' && row.language === 'en';
  if (isOutOfPrint && share < 0.8) return { availability: 'OUT_OF_STOCK', stock: 0, ships_from: null };
  return drawStock(share, now);
}

function drawStock(share: number, now: Date): Stock {
  if (share < 0.02) return { availability: 'OUT_OF_STOCK', stock: 0, ships_from: null };
  if (share < 0.05) return { availability: 'BACKORDER', stock: 0, ships_from: addDays(now, 5 + share * 500) };
  if (share < 0.12) return { availability: 'LOW_STOCK', stock: Math.ceil(share * 40), ships_from: null };
  return { availability: 'IN_STOCK', stock: 6 + Math.floor(share * 60), ships_from: null };
}

function addDays(now: Date, days: number): string {
  return new Date(now.getTime() + Math.floor(days) * DAY_MS).toISOString().slice(0, 10);
}
