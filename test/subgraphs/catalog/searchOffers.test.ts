import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogTables } from '../../../subgraphs/catalog/repository.ts';
import { keepOffers } from '../../../subgraphs/catalog/repositoryFeeds.ts';
import type { OfferFact } from '../../../subgraphs/feeds.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { GLOOMY_SHELF, shelve } from './shelf.ts';

const SEARCH = `query ($query: String!, $filters: CatalogFilters, $first: Int = 20, $after: String) {
  searchCatalog(query: $query, filters: $filters, first: $first, after: $after) {
    nodes { id } pageInfo { endCursor }
  }
}`;
let database: TestDatabase;
let catalog: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  catalog = SUBGRAPHS.catalog({ ...TEST_ENVIRONMENT, database });
  await shelve(database, GLOOMY_SHELF);
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

interface Page {
  nodes: { id: string }[];
  pageInfo: { endCursor: string | null };
}

async function search(variables: Record<string, unknown>, caller: unknown = ANONYMOUS): Promise<Page> {
  const result = await executeOnSubgraph(catalog, caller, SEARCH, variables);
  expect(result.errors).toBeUndefined();
  return result.data?.searchCatalog as Page;
}

async function searchIds(query: string, filters?: Record<string, unknown>, caller?: unknown) {
  return (await search({ query, filters }, caller)).nodes.map(({ id }) => id);
}

describe('filters by offer', () => {
  it.each([
    [{ maxPrice: '12' }, ['gloom-a-1', 'gloom-d-1', 'gloom-b-2', 'gloom-a-3', 'gloom-a-4']],
    [{ maxPrice: '11.99' }, ['gloom-a-1', 'gloom-d-1', 'gloom-b-2', 'gloom-a-4']],
    [{ maxPrice: '12', sold: true }, ['gloom-a-1', 'gloom-d-1', 'gloom-b-2', 'gloom-a-4']],
    [{ sold: false }, ['gloom-a-3']],
    [{ maxPrice: '-1' }, []],
    [{ maxPrice: '99', marketplace: 'JP' }, []],
    [{ sold: true, marketplace: 'DE' }, []],
  ])('%o', async (filters, ids) => {
    expect((await searchIds('', { ...filters, genre: 'Zither' })).toSorted()).toEqual(ids.toSorted());
  });

  it("looks into the caller's marketplace, and refuses another before any statement", async () => {
    const filters = { maxPrice: '99', genre: 'Zither' };
    expect(await searchIds('', filters, customer('c', 'US'))).toHaveLength(7);
    expect(await searchIds('', filters, customer('c', 'JP'))).toEqual([]);
    expect(await searchIds('', { ...filters, marketplace: 'US' }, customer('c', 'JP', 'US'))).toHaveLength(7);
    database.statements.length = 0;
    for (const caller of [customer('c', 'JP'), customer('c', 'FR')]) {
      const result = await executeOnSubgraph(catalog, caller, SEARCH, {
        query: '',
        filters: { marketplace: 'US' },
      });
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'DENIED' });
    }
    expect(database.statements).toHaveLength(0);
    // Who has no marketplace of ours may still search.
    expect(await searchIds('umbral shonen', {}, customer('c', 'FR'))).toHaveLength(2);
  });

  it('51: refuses the cursor of another marketplace or price', async () => {
    const caller = customer('c', 'US', 'JP');
    const filters = { maxPrice: '99' };
    const { pageInfo } = await search({ query: 'umbral', filters, first: 1 }, caller);
    const after = pageInfo.endCursor;
    expect(after).not.toBeNull();
    // Its own marketplace is the same, named or not.
    await search({ query: 'umbral', filters, after }, caller);
    for (const other of [
      { maxPrice: '98' },
      { ...filters, marketplace: 'JP' },
      { ...filters, sold: true },
      {},
    ]) {
      const result = await executeOnSubgraph(catalog, caller, SEARCH, {
        query: 'umbral',
        filters: other,
        after,
      });
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_CURSOR' });
    }
  });
});

describe('what is sold', () => {
  it("goes before what is not, in the caller's marketplace, within a series", async () => {
    const languages = async (query: string, marketplace: string) => {
      const ids = await searchIds(query, { format: 'PAPERBACK' }, customer('c', marketplace));
      return ids.slice(0, 4);
    };
    const volumes = (suffix: string) => [1, 2, 3, 4].map((volume) => `frieren-${volume}-paperback${suffix}`);
    expect(await languages('frieren', 'US')).toEqual(volumes(''));
    expect((await languages('frieren', 'JP')).toSorted()).toEqual(
      [...volumes('').slice(0, 2), ...volumes('-ja').slice(0, 2)].toSorted(),
    );
    // Nowhere is anything sold to whoever has no marketplace of ours: volumes by number.
    expect(await languages('frieren', 'FR')).toEqual([
      'frieren-1-paperback',
      'frieren-1-paperback-de',
      'frieren-1-paperback-ja',
      'frieren-2-paperback',
    ]);
  });

  it('is what a series is shown by, in a search by topics', async () => {
    expect((await searchIds('umbral shonen')).at(0)).toBe('gloom-c-1');
    await shelve(database, [{ id: 'gloom-e', genres: ['Nacreous'], editions: [{}, { price: '9.99' }, {}] }]);
    expect(await searchIds('nacreous')).toEqual(['gloom-e-2', 'gloom-e-1', 'gloom-e-3']);
  });
});

describe('the copy of offers', () => {
  it('becomes what the feed says: changed, new and gone', async () => {
    const tables = database.tables<CatalogTables>();
    const keep = (...chunks: OfferFact[][]) =>
      tables.transaction().execute((transaction) => keepOffers(transaction, streamOf(chunks)));
    const fact = (editionId: string, amount: string): OfferFact => ({
      editionId,
      marketplace: 'US',
      amount,
      availability: 'IN_STOCK',
    });
    const list = () =>
      tables
        .selectFrom('catalog.offer_copy')
        .select(['edition_id', 'amount'])
        .orderBy('edition_id')
        .execute();
    await keep([fact('copy-1', '1.00')], [fact('copy-2', '2.00')]);
    await keep([fact('copy-2', '2.50'), fact('copy-3', '3.00')]);
    expect(await list()).toEqual([
      { edition_id: 'copy-2', amount: '2.50' },
      { edition_id: 'copy-3', amount: '3.00' },
    ]);
    await keep();
    expect(await list()).toEqual([]);
  });
});

async function* streamOf(chunks: OfferFact[][]) {
  yield* chunks;
}
