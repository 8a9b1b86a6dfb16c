import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { GLOOMY_SHELF, shelve } from './shelf.ts';

const SEARCH = `query ($query: String!, $filters: CatalogFilters, $first: Int = 20, $after: String) {
  searchCatalog(query: $query, filters: $filters, first: $first, after: $after) {
    nodes { id } pageInfo { endCursor }
  }
}`;
const FACETS = `query ($query: String!, $filters: CatalogFilters, $after: String) {
  searchCatalog(query: $query, filters: $filters, first: 1, after: $after) {
    pageInfo { endCursor }
    facets { total demographics { value count } genres { value count } formats { value count } }
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

describe('a search by topics', () => {
  it('shows the first of each series before the rest, those first whose topics it names in full', async () => {
    expect(await searchIds('umbral fantasy seinen')).toEqual([
      // A title that has the words and little else is what they most likely mean.
      'gloom-d-1',
      'gloom-a-1',
      'gloom-b-1',
      'gloom-a-2',
      'gloom-a-3',
      'gloom-a-4',
      'gloom-b-2',
    ]);
  });

  it.each([
    ['a hyphen', 'Umbral-Fantasy shonen', ['gloom-c-1', 'gloom-c-2']],
    ['another spelling', 'umbral shounen manga', ['gloom-c-1', 'gloom-c-2']],
    ['a misspelling', 'umbrel fantasy shonen', ['gloom-c-1', 'gloom-c-2']],
    ['a plural', 'zither mangas josei', ['gloom-d-1']],
    // Two of three, and at least half, are topics of it.
    ['a word that nothing has', 'umbral shonen blockbuster', ['gloom-c-1', 'gloom-c-2']],
    ['a price that is no volume', 'umbral shonen $12', ['gloom-c-1', 'gloom-c-2']],
  ])('takes %s', async (_what, query, ids) => {
    expect(await searchIds(query)).toEqual(ids);
  });

  it('puts those first that have more of the topics, where none has all', async () => {
    const ids = await searchIds('umbral weird seinen blockbuster');
    expect(ids.slice(0, 2)).toEqual(['gloom-b-1', 'gloom-a-1']);
  });

  it.each([
    ['the first volume of gloom-c', ['gloom-c-1', 'gloom-c-2']],
    ['a book like gloom-c please', ['gloom-c-1', 'gloom-c-2']],
    ['gloom-a digital edition', ['gloom-a-4']],
    ['gloom-a box set', []],
    ['gloom-a e-book', ['gloom-a-4']],
  ])('reads "%s" for what it is about', async (query, ids) => {
    expect(await searchIds(query)).toEqual(ids);
  });

  it('takes a format for a filter alone where the words are all there is, and never against a filter', async () => {
    const ids = await searchIds('digital editions');
    expect(ids).toHaveLength(20);
    expect(ids.every((id) => id.endsWith('-digital') || id === 'gloom-a-4')).toBe(true);
    const onPaper = await searchIds('gloom-a digital', { format: 'PAPERBACK' });
    expect(onPaper.slice(0, 3)).toEqual(['gloom-a-1', 'gloom-a-2', 'gloom-a-3']);
    expect(onPaper).not.toContain('gloom-a-4');
  });

  it('shows one of each series first where a creator is named', async () => {
    const ids = await searchIds('Naoki Urasawa', { language: 'en' });
    const series = ids.map((id) => id.slice(0, id.search(/-\d+-[a-z]+$/)));
    expect(new Set(series.slice(0, 4)).size).toBe(4);
  });

  it('finds nothing by one topic among words that nothing has', async () => {
    expect(await searchIds('zither blockbuster qqqq')).toEqual([]);
  });

  it('pages on without a gap or a repeat, whatever the filters', async () => {
    for (const filters of [{}, { maxPrice: '12' }, { sold: true }, { genre: 'zither' }]) {
      const all = await searchIds('umbral', filters);
      const paged: string[] = [];
      let after: string | null = null;
      do {
        const page: Page = await search({ query: 'umbral', filters, first: 2, after });
        paged.push(...page.nodes.map(({ id }) => id));
        after = page.pageInfo.endCursor;
      } while (after !== null);
      expect(paged).toEqual(all);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('facets', () => {
  async function findFacets(variables: Record<string, unknown>) {
    const result = await executeOnSubgraph(catalog, ANONYMOUS, FACETS, variables);
    expect(result.errors).toBeUndefined();
    return result.data?.searchCatalog as { pageInfo: Page['pageInfo']; facets: { total: number } };
  }

  const UMBRAL = {
    total: 9,
    demographics: [
      { value: 'SEINEN', count: 6 },
      { value: 'SHONEN', count: 2 },
      { value: 'JOSEI', count: 1 },
    ],
    genres: [
      { value: 'Zither', count: 7 },
      { value: 'Umbral Fantasy', count: 6 },
      { value: 'Umbral Comedy', count: 2 },
      { value: 'Weird Fantasy', count: 2 },
    ],
    formats: [
      { value: 'PAPERBACK', count: 8 },
      { value: 'DIGITAL', count: 1 },
    ],
  };

  it('count all that match, on every page the same, in one statement more', async () => {
    const first = await findFacets({ query: 'umbral' });
    expect(first.facets).toEqual(UMBRAL);
    expect(database.statements).toHaveLength(2);
    expect((await findFacets({ query: 'umbral', after: first.pageInfo.endCursor })).facets).toEqual(UMBRAL);
  });

  it('go by the same corrected words and filters as the page', async () => {
    expect((await findFacets({ query: 'umbrel' })).facets).toEqual(UMBRAL);
    expect((await findFacets({ query: 'umbral', filters: { maxPrice: '8' } })).facets).toEqual({
      total: 3,
      demographics: [
        { value: 'JOSEI', count: 1 },
        { value: 'SEINEN', count: 1 },
        { value: 'SHONEN', count: 1 },
      ],
      genres: [
        { value: 'Umbral Fantasy', count: 2 },
        { value: 'Zither', count: 2 },
      ],
      formats: [
        { value: 'PAPERBACK', count: 2 },
        { value: 'DIGITAL', count: 1 },
      ],
    });
  });

  it('are empty where nothing matches', async () => {
    expect((await findFacets({ query: 'qqqqqqqq' })).facets).toEqual({
      total: 0,
      demographics: [],
      genres: [],
      formats: [],
    });
  });

  it.each(['digital', 'Digital', 'ebooks'])('count what the page has for the format "%s"', async (query) => {
    const ids = await searchIds(query);
    expect(ids).toHaveLength(20);
    expect(ids).toEqual(await searchIds('', { format: 'DIGITAL' }));
    const { facets } = await findFacets({ query });
    expect(facets).toMatchObject({ formats: [{ value: 'DIGITAL', count: facets.total }] });
    expect(facets).toEqual((await findFacets({ query: '', filters: { format: 'DIGITAL' } })).facets);
  });

  it.each(['kids', 'for kids', 'manga for children'])(
    'find by "%s" what is made for children',
    async (query) => {
      const { facets } = await findFacets({ query });
      expect(facets.total).toBeGreaterThan(0);
      expect(facets).toMatchObject({ demographics: [{ value: 'KODOMO', count: facets.total }] });
    },
  );
});
