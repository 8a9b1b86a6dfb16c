import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

const SEARCH = `query ($query: String!, $filters: CatalogFilters, $first: Int = 20, $after: String) {
  searchCatalog(query: $query, filters: $filters, first: $first, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor }
  }
}`;

interface Found {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

let database: TestDatabase;
let catalog: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  catalog = SUBGRAPHS.catalog({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

async function search(variables: Record<string, unknown>, caller: unknown = ANONYMOUS): Promise<Found> {
  const result = await executeOnSubgraph(catalog, caller, SEARCH, variables);
  expect(result.errors).toBeUndefined();
  return result.data?.searchCatalog as Found;
}

async function searchIds(query: string, filters?: Record<string, unknown>): Promise<string[]> {
  return (await search({ query, filters })).nodes.map((node) => node.id);
}

/** Ids in the order in which a search for their series lists them: by first volume, then by id, sets inside. */
/** What is sold in the marketplace US, where anonymous callers shop. */
const FRIEREN = [1, 2, 3, 4].flatMap((volume) => [
  `frieren-${volume}-digital`,
  `frieren-${volume}-paperback`,
]);

describe('searchCatalog', () => {
  it.each([
    ['a title', 'One Piece', 'one-piece'],
    ['a title written together', 'onepiece', 'one-piece'],
    ['the beginning of a word', 'fullmet', 'fullmetal-alchemist'],
    ['a letter left out', 'fulmetal alchemist', 'fullmetal-alchemist'],
    ['two letters swapped', 'freiren', 'frieren'],
    ['two letters swapped in a short word', 'one peice', 'one-piece'],
    ['two letters exchanged', 'vinlend saqa', 'vinland-saga'],
    ['romaji', 'Sousou no Frieren', 'frieren'],
    ['romaji in part', 'renkinjutsushi', 'fullmetal-alchemist'],
    ['a native title', '鋼の錬金術師', 'fullmetal-alchemist'],
    ['part of a native title', 'フリーレン', 'frieren'],
    ['a native title without its dot', 'ヴィンランドサガ', 'vinland-saga'],
    ['a creator', 'Hiromu Arakawa', 'fullmetal-alchemist'],
    ["a creator's family name", 'oda', 'one-piece'],
    ["a creator's native name", '尾田栄一郎', 'one-piece'],
    ['a misspelt creator', 'eichiro oda', 'one-piece'],
    ['a title and its creator', 'frieren yamada', 'frieren'],
    ['a topic', 'autobiography josei', 'blank-canvas-my-so-called-artists-journey'],
    ['a title and what it is', 'vinland saga manga', 'vinland-saga'],
    ['a title that ends in a number', 'mob psycho 100', 'mob-psycho-100'],
  ])('finds %s', async (_what, query, series) => {
    const ids = await searchIds(query, {
      language: 'en',
      format: series === 'vinland-saga' ? 'OMNIBUS' : 'PAPERBACK',
    });
    expect(ids.length).toBeGreaterThan(3);
    expect(ids.filter((id) => !id.startsWith(`${series}-`))).toEqual([]);
  });

  it.each(['978-1-56931-901-7', '9781569319017', ' 978 1 56931 901 7 '])(
    'finds the ISBN %s alone',
    async (isbn) => {
      expect(await searchIds(isbn)).toEqual(['one-piece-1-paperback']);
      expect(await searchIds(isbn, { format: 'DIGITAL' })).toEqual([]);
    },
  );

  it.each([
    'one piece 101',
    'One Piece vol. 101',
    'one piece #101',
    'vol 101 one piece',
    'one peice volume 101',
  ])('finds the volume in "%s"', async (query) => {
    expect(await searchIds(query)).toEqual(['one-piece-101-paperback']);
  });

  it('finds a volume before the box that has it inside', async () => {
    expect(await searchIds('fullmetal alchemist 3')).toEqual([
      'fullmetal-alchemist-3-paperback',
      'fullmetal-alchemist-1-3-omnibus',
      'fullmetal-alchemist-box-set',
    ]);
    expect(await searchIds('鋼の錬金術師 第20巻')).toEqual([
      'fullmetal-alchemist-20-paperback',
      'fullmetal-alchemist-box-set',
      'fullmetal-alchemist-19-21-omnibus',
    ]);
    expect(await searchIds('vinland saga 4')).toEqual(['vinland-saga-3-4-omnibus']);
  });

  it.each([
    'one piece 999',
    'xylophone diaries',
    'zzzz',
    '!!!',
    "'); drop table",
    'constructor',
    '9780306406157',
  ])('finds nothing for "%s"', async (query) => {
    expect(await search({ query })).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it.each([
    [{ format: 'DIGITAL', genre: 'music' }, /^nodame-cantabile-\d+-digital$/, 20],
    [{ demographic: 'KODOMO', format: 'BOX_SET' }, /^pokemon-adventures-/, 2],
    [{ genre: 'slice of life', publisher: 'square enix' }, /./, 0],
    [{ publisher: 'udon' }, /^the-rose-of-versailles-\d-hardcover$/, 5],
    [{ preorder: true }, /-paperback$/, 7],
    [{ language: 'ja', demographic: 'SHOJO' }, /^nana-\d-paperback-ja$/, 3],
    [{ format: 'PAPERBACK', genre: 'Drama', preorder: true, language: 'en' }, /^(frieren|witch-hat)-/, 2],
  ])('lets filters %o decide alone where the query is blank', async (filters, pattern, count) => {
    const ids = await searchIds(' ', filters);
    expect(ids).toHaveLength(count);
    expect(ids.filter((id) => !pattern.test(id))).toEqual([]);
  });

  it('applies filters to what the query finds', async () => {
    expect(await searchIds('frieren', { preorder: true })).toEqual(['frieren-14-paperback']);
    expect(await searchIds('one piece', { demographic: 'SEINEN' })).toEqual([]);
  });

  it('pages through everything without a gap or a repeat', async () => {
    const tables = database.tables<{ 'catalog.edition': { id: string; publisher: string } }>();
    const yen = tables.selectFrom('catalog.edition').select('id').where('publisher', '=', 'Yen Press');
    const there = (await yen.execute()).map(({ id }) => id);
    const found = await collectPages('', 20, { publisher: 'yen press' });
    expect(found).toHaveLength(there.length);
    expect(found.toSorted()).toEqual(there.toSorted());
    expect(await collectPages('', 7, { publisher: 'yen press' })).toEqual(found);
  });

  it('goes on with the corrected words on later pages', async () => {
    const pages = await collectPages('freiren', 20);
    expect(pages.slice(0, FRIEREN.length)).toEqual(FRIEREN);
    expect(pages).toHaveLength(43);
  });

  async function collectPages(
    query: string,
    first: number,
    filters: Record<string, unknown> = {},
  ): Promise<string[]> {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: Found = await search({ query, filters, first, after });
      ids.push(...page.nodes.map((node) => node.id));
      after = page.pageInfo.endCursor;
    } while (after !== null);
    return ids;
  }

  it('refuses the cursor of another caller, query or filter', async () => {
    const mine = customer('customer-us', 'US');
    const { pageInfo } = await search({ query: 'one piece', first: 2 }, mine);
    const after = pageInfo.endCursor;
    expect((await search({ query: 'one piece', first: 2, after }, mine)).nodes).toHaveLength(2);
    for (const [caller, variables] of [
      [ANONYMOUS, { query: 'one piece', after }],
      [mine, { query: 'frieren', after }],
      [mine, { query: 'one piece', filters: { format: 'DIGITAL' }, after }],
    ] as const) {
      const result = await executeOnSubgraph(catalog, caller, SEARCH, variables);
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_CURSOR' });
    }
  });

  it.each([[{ query: 'x', first: 0 }], [{ query: 'x', first: 21 }], [{ query: 'x'.repeat(201) }]])(
    'refuses an argument out of range, before any statement',
    async (variables) => {
      const result = await executeOnSubgraph(catalog, ANONYMOUS, SEARCH, variables);
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
      expect(database.statements).toHaveLength(0);
    },
  );

  it('takes one statement, and three where words are corrected', async () => {
    await search({ query: 'one piece 101' });
    expect(database.statements).toHaveLength(1);
    database.statements.length = 0;
    await search({ query: 'freiren' });
    expect(database.statements).toHaveLength(3);
  });

  it('takes three more for series, volumes and contents, however long the page', async () => {
    const DETAILS = `query ($first: Int!) { searchCatalog(query: "", first: $first) {
      nodes { id series { id } volume { id } contains { id } } } }`;
    for (const first of [2, 20]) {
      database.statements.length = 0;
      await executeOnSubgraph(catalog, ANONYMOUS, DETAILS, { first });
      expect(database.statements).toHaveLength(4);
    }
  });
});
