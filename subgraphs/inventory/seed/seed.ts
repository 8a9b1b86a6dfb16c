import type { Transaction } from 'kysely';
import type { Marketplace } from '../../caller.ts';
import { CURRENCIES } from '../../facts.ts';
import { addOffers, type InventoryTables, type OfferRow } from '../repository.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Prices by marketplace, in the order US, JP, DE; undefined where it is not sold. All invented. */
const PRICES: readonly [edition: string, us?: string, jp?: string | undefined, de?: string][] = [
  ['one-piece-1-paperback', '9.99', '528', '7.50'],
  ['one-piece-1-digital', '6.99', '460', '5.99'],
  ['one-piece-2-paperback', '9.99', '528', '7.50'],
  ['one-piece-3-paperback', '9.99', '528', '7.50'],
  ['one-piece-100-paperback', '9.99', '528', '7.50'],
  ['one-piece-101-paperback', '9.99', '528', '7.50'],
  ['one-piece-102-paperback', '9.99', '528'],
  ['fullmetal-alchemist-1-paperback', '9.99', undefined, '7.00'],
  ['fullmetal-alchemist-2-paperback', '9.99', undefined, '7.00'],
  ['fullmetal-alchemist-3-paperback', '9.99', undefined, '7.00'],
  ['fullmetal-alchemist-box-set', '149.99', undefined, '139.00'],
  ['frieren-1-paperback', '9.99', '594', '8.00'],
  ['frieren-1-digital', '6.99', '543', '5.99'],
  ['frieren-2-paperback', '9.99', '594', '8.00'],
  ['frieren-3-paperback', '9.99', '594', '8.00'],
  ['frieren-4-paperback', '9.99', '594', '8.00'],
  ['vinland-saga-1-2-omnibus', '24.99', undefined, '21.00'],
  ['vinland-saga-3-4-omnibus', '24.99', undefined, '21.00'],
  ['yotsuba-1-paperback', '13.00', '693', '9.50'],
  ['yotsuba-2-paperback', '13.00', '693', '9.50'],
];

/** What is not simply in stock. */
const EXCEPTIONS: Record<string, Pick<OfferRow, 'availability' | 'stock'> & { shipsInDays?: number }> = {
  'one-piece-3-paperback': { availability: 'LOW_STOCK', stock: 2 },
  'fullmetal-alchemist-3-paperback': { availability: 'OUT_OF_STOCK', stock: 0 },
  'frieren-3-paperback': { availability: 'BACKORDER', stock: 0, shipsInDays: 12 },
  'frieren-4-paperback': { availability: 'PREORDER', stock: null, shipsInDays: 30 },
  'one-piece-1-digital': { availability: 'IN_STOCK', stock: null },
  'frieren-1-digital': { availability: 'IN_STOCK', stock: null },
};

/** Puts the sample shop's offers there, counted as of `now`. */
export async function seedInventory(transaction: Transaction<InventoryTables>, now: Date): Promise<void> {
  const offers = PRICES.flatMap(([editionId, us, jp, de]) => [
    ...describeOffer(editionId, 'US', us, now),
    ...describeOffer(editionId, 'JP', jp, now),
    ...describeOffer(editionId, 'DE', de, now),
  ]);
  await addOffers(transaction, offers);
}

function describeOffer(
  editionId: string,
  marketplace: Marketplace,
  price: string | undefined,
  now: Date,
): OfferRow[] {
  if (price === undefined) return [];
  const exception = EXCEPTIONS[editionId];
  return [
    {
      edition_id: editionId,
      marketplace,
      price_amount: price,
      price_currency: CURRENCIES[marketplace],
      availability: exception?.availability ?? 'IN_STOCK',
      stock: exception === undefined ? 25 : exception.stock,
      ships_from:
        exception?.shipsInDays === undefined
          ? null
          : new Date(now.getTime() + exception.shipsInDays * DAY_MS).toISOString().slice(0, 10),
      as_of: now,
    },
  ];
}
