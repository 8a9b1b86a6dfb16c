import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { publish, SAMPLE_FACTS } from './sampleFacts.ts';

let database: TestDatabase;
let recommendations: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  recommendations = SUBGRAPHS.recommendations({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => publish(database, recommendations, SAMPLE_FACTS));

async function read<Row>(query: string): Promise<Row[]> {
  const { rows } = await sql.raw<Row>(query).execute(database.tables());
  return rows;
}

const TABLES = ['series', 'edition', 'offer', 'purchase', 'library', 'neighbour', 'feature', 'sale', 'gift'];

async function readAll(): Promise<unknown> {
  return Promise.all(
    TABLES.map((table) => read(`select row(t.*)::text as row from recommendations.${table} t order by 1`)),
  );
}

describe('neighbours', () => {
  const neighbours = () =>
    read('select * from recommendations.neighbour order by series_id, score desc, other_id');

  it('are scored by how many bought both, of those who bought either, shrunk where they are few', async () => {
    // Ninja: 4 buyers; Pirates: 6; Reapers: 3.
    const pair = (one: string, other: string, score: string, together: number) => ({
      series_id: one,
      other_id: other,
      score,
      together_count: together,
    });
    expect(await neighbours()).toEqual([
      pair('ninja', 'pirates', ((4 / Math.sqrt(4 * 6)) * (4 / 9)).toFixed(6), 4),
      pair('ninja', 'reapers', ((3 / Math.sqrt(4 * 3)) * (3 / 8)).toFixed(6), 3),
      pair('pirates', 'ninja', ((4 / Math.sqrt(4 * 6)) * (4 / 9)).toFixed(6), 4),
      pair('pirates', 'reapers', ((3 / Math.sqrt(6 * 3)) * (3 / 8)).toFixed(6), 3),
      pair('reapers', 'ninja', ((3 / Math.sqrt(4 * 3)) * (3 / 8)).toFixed(6), 3),
      pair('reapers', 'pirates', ((3 / Math.sqrt(6 * 3)) * (3 / 8)).toFixed(6), 3),
    ]);
  });

  it('are bought together more than 1.5 times as often as by chance', async () => {
    const publishWithout = (...left: readonly string[]) =>
      publish(database, recommendations, {
        ...SAMPLE_FACTS,
        purchases: SAMPLE_FACTS.purchases.filter(({ customerId }) => !left.includes(customerId)),
      });
    const pirates = () =>
      read(`select other_id from recommendations.neighbour where series_id = 'pirates' order by other_id`);
    // By chance 2.4 of ten customers would have bought both Pirates (six) and Ninja (four); four did.
    await publishWithout('j', 'k');
    expect(await pirates()).toEqual([{ other_id: 'ninja' }, { other_id: 'reapers' }]);
    // Of nine customers 2.67, and for Reapers (three) two: four and three are 1.5 times as many.
    await publishWithout('i', 'j', 'k');
    expect(await pirates()).toEqual([]);
  });

  it.each([
    ['are at most thirty for each series', 100, Array.from({ length: 100 }, () => ({ count: 30 }))],
    ['do not come from who buys more than a hundred series', 101, []],
  ])('%s', async (_what, size, counts) => {
    const ids = Array.from({ length: 102 }, (_, index) => `many-${index}`);
    const bought = ['x', 'y', 'z'].flatMap((customerId) =>
      ids.slice(0, size).map((id) => ({ customerId, editionId: `${id}-1` })),
    );
    const others = ['v', 'w'].map((customerId) => ({ customerId, editionId: 'many-101-1' }));
    await publish(database, recommendations, {
      ...SAMPLE_FACTS,
      series: ids.map((id) => ({ ...seriesAt(0), id })),
      editions: ids.map((id) => ({ ...editionAt(0), id: `${id}-1`, seriesId: id })),
      purchases: [...bought, ...others],
    });
    expect(await read('select count(*) from recommendations.neighbour group by series_id')).toEqual(counts);
  });
});

describe('a sync', () => {
  it('changes nothing where the facts are the same, and writes no row of a copy', async () => {
    const versions = () => read('select id, xmin from recommendations.series order by id');
    const before = [await readAll(), await versions()];
    await publish(database, recommendations, SAMPLE_FACTS);
    expect([await readAll(), await versions()]).toEqual(before);
  });

  it('brings what has changed, takes what is gone, and all that followed from it', async () => {
    const titles = ['Ninja Town'];
    await publish(database, recommendations, {
      series: SAMPLE_FACTS.series
        .filter(({ id }) => id !== 'reapers')
        .map((fact) => (fact.id === 'ninja' ? { ...fact, titles, minimumAge: 10 } : fact)),
      editions: SAMPLE_FACTS.editions.filter(({ seriesId }) => seriesId !== 'reapers'),
      offers: SAMPLE_FACTS.offers
        .filter(({ marketplace }) => marketplace === 'US')
        .map((offer) => ({ ...offer, amount: '5' })),
      purchases: SAMPLE_FACTS.purchases.filter(({ customerId }) => customerId !== 'd'),
      ownedEditions: [],
      customers: [],
    });
    expect(await read(`select keys[1], minimum_age from recommendations.series where id = 'ninja'`)).toEqual([
      { keys: 'ninjatown', minimum_age: 10 },
    ]);
    for (const table of TABLES.filter((name) => !['edition', 'offer'].includes(name))) {
      expect(await readColumn(table), table).not.toContain('reapers');
    }
    expect(await read('select distinct marketplace, amount from recommendations.gift')).toEqual([
      { marketplace: 'US', amount: '5.00' },
    ]);
    expect(await read('select count(*) from recommendations.library')).toEqual([{ count: 0 }]);
    expect(await read('select distinct together_count from recommendations.neighbour')).toEqual([
      { together_count: 3 },
    ]);
  });

  it('says nothing of a purchase whose edition is unknown', async () => {
    const purchases = [{ customerId: 'x', editionId: 'no-such-edition' }];
    await publish(database, recommendations, { ...SAMPLE_FACTS, purchases });
    expect(await read('select count(*) from recommendations.purchase')).toEqual([{ count: 0 }]);
  });
});

async function readColumn(table: string): Promise<string[]> {
  const column = table === 'series' ? 'id' : 'series_id';
  const rows = await read<{ id: string }>(`select ${column} as id from recommendations.${table}`);
  return rows.map(({ id }) => id);
}

function seriesAt(index: number) {
  const fact = SAMPLE_FACTS.series[index];
  if (fact === undefined) throw new Error(`There is no series ${index}.`);
  return fact;
}

function editionAt(index: number) {
  const fact = SAMPLE_FACTS.editions[index];
  if (fact === undefined) throw new Error(`There is no edition ${index}.`);
  return fact;
}
