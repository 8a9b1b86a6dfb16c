import { describe, expect, it } from 'vitest';
import { describeBigCatalog } from '../../bench/bigCatalog.ts';
import { describeBigOrders, shelfOf } from '../../bench/bigOrders.ts';
import { describeOffers } from '../../bench/bigShop.ts';
import { PERSONAS } from '../../subgraphs/personas.ts';
import { TEST_NOW } from '../harness/clock.ts';

const catalog = describeBigCatalog(2_000, TEST_NOW);

function listOrders() {
  const seriesOf = new Map(catalog.editions.map(({ id, series_id }) => [id, series_id]));
  const offers = Map.groupBy(describeOffers(catalog, TEST_NOW), ({ marketplace, edition_id }) =>
    shelfOf(marketplace, seriesOf.get(edition_id) ?? ''),
  );
  return [...describeBigOrders(1_500, { tastes: catalog.tastes, offers }, TEST_NOW, 1_000)];
}

describe('the big shop', () => {
  it('is the same every time', () => {
    expect(describeBigCatalog(2_000, TEST_NOW)).toEqual(catalog);
    expect(listOrders()).toEqual(listOrders());
  });

  it('has as many editions and orders as asked for, each with an id of its own', () => {
    expect(new Set(catalog.editions.map(({ id }) => id)).size).toBe(2_000);
    expect(listOrders().map((chunk) => chunk.length)).toEqual([1_000, 500]);
    expect(new Set(listOrders().flatMap((chunk) => chunk.map(({ order }) => order.id))).size).toBe(1_500);
  });

  it('refers to nothing that is not there', () => {
    const volumes = new Set(catalog.volumes.map(({ id }) => id));
    const editions = new Set(catalog.editions.map(({ id }) => id));
    expect(catalog.contents.filter(({ volume_id }) => !volumes.has(volume_id))).toEqual([]);
    expect(catalog.contents.filter(({ edition_id }) => !editions.has(edition_id))).toEqual([]);
    const lines = listOrders().flatMap((chunk) => chunk.flatMap((order) => order.lines));
    expect(lines.filter(({ edition_id }) => !editions.has(edition_id))).toEqual([]);
  });

  it('gives the sample customers no order', () => {
    const customers = new Set(listOrders().flatMap((chunk) => chunk.map(({ order }) => order.customer_id)));
    expect(PERSONAS.filter(({ customerId }) => customers.has(customerId ?? ''))).toEqual([]);
  });
});
