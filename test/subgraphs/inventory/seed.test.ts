import { describe, expect, it } from 'vitest';
import { describeEditions } from '../../../subgraphs/catalog/seed/editions.ts';
import { findPrice } from '../../../subgraphs/inventory/seed/prices.ts';
import { describeStock } from '../../../subgraphs/inventory/seed/stock.ts';
import { parseHundredths } from '../../../subgraphs/money.ts';
import { TEST_NOW } from '../../harness/clock.ts';

const MARKETPLACES = ['US', 'JP', 'DE'] as const;
const OFFERS = describeEditions(TEST_NOW).flatMap((edition) =>
  MARKETPLACES.flatMap((marketplace) => {
    const price = findPrice(edition, marketplace);
    if (price === undefined) return [];
    return { ...edition, marketplace, price, ...describeStock(edition, marketplace, TEST_NOW) };
  }),
);

describe('the sample offers', () => {
  it('cost something, in yen without a fraction', () => {
    const form = { US: /^\d+\.\d\d$/, JP: /^\d+(\.00)?$/, DE: /^\d+\.\d\d$/ };
    const odd = OFFERS.filter(
      ({ marketplace, price }) => !form[marketplace].test(price) || parseHundredths(price) <= 0,
    );
    expect(odd.map(({ row, marketplace, price }) => [row.id, marketplace, price])).toEqual([]);
  });

  it('are of each language where it is read', () => {
    const sold = (language: string) =>
      new Set(OFFERS.filter(({ row }) => row.language === language).map(({ marketplace }) => marketplace));
    expect(sold('en')).toEqual(new Set(MARKETPLACES));
    expect(sold('ja')).toEqual(new Set(['JP']));
    expect(sold('de')).toEqual(new Set(['DE']));
  });

  it.each(MARKETPLACES)('are of every availability in %s, most of them in stock', (marketplace) => {
    const counts = Map.groupBy(
      OFFERS.filter((offer) => offer.marketplace === marketplace),
      ({ availability }) => availability,
    );
    expect([...counts.keys()].sort()).toEqual([
      'BACKORDER',
      'IN_STOCK',
      'LOW_STOCK',
      'OUT_OF_STOCK',
      'PREORDER',
    ]);
    expect(counts.get('IN_STOCK')?.length).toBeGreaterThan(500);
  });

  it('count copies of what is there in print alone, and say from when the rest ships', () => {
    for (const { row, availability, stock, ships_from } of OFFERS) {
      const isCounted = row.format !== 'DIGITAL' && availability !== 'PREORDER';
      expect(stock !== null, row.id).toBe(isCounted);
      expect((stock ?? 0) > 0, row.id).toBe(isCounted && /^(IN|LOW)_STOCK$/.test(availability));
      expect(ships_from !== null, row.id).toBe(availability === 'PREORDER' || availability === 'BACKORDER');
    }
  });

  it('make sets now cheaper, now dearer than single volumes', () => {
    const perVolume = (format: string) =>
      OFFERS.filter(({ row, marketplace }) => row.format === format && marketplace === 'US').map(
        ({ row, volumes, price }) => {
          const single = OFFERS.find(
            (offer) =>
              offer.marketplace === 'US' &&
              offer.row.series_id === row.series_id &&
              offer.row.format === 'PAPERBACK',
          );
          return single === undefined
            ? 0
            : parseHundredths(price) / volumes.length - parseHundredths(single.price);
        },
      );
    for (const format of ['OMNIBUS', 'BOX_SET']) {
      expect(perVolume(format).some((difference) => difference < 0)).toBe(true);
      expect(perVolume(format).some((difference) => difference > 0)).toBe(true);
    }
  });
});
