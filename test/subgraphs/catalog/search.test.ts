import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
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
  catalog = SUBGRAPHS.catalog({ database, now: () => TEST_NOW, secret: 'test' });
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

const ONE_PIECE = [
  'one-piece-1-digital',
  'one-piece-1-paperback',
  'one-piece-2-paperback',
  'one-piece-3-paperback',
  'one-piece-100-paperback',
  'one-piece-101-paperback',
  'one-piece-102-paperback',
];
const FULLMETAL_ALCHEMIST = [
  'fullmetal-alchemist-1-paperback',
  'fullmetal-alchemist-2-paperback',
  'fullmetal-alchemist-3-paperback',
  'fullmetal-alchemist-box-set',
];
const FRIEREN = [
  'frieren-1-digital',
  'frieren-1-paperback',
  'frieren-2-paperback',
  'frieren-3-paperback',
  'frieren-4-paperback',
];
const VINLAND_SAGA = ['vinland-saga-1-2-omnibus', 'vinland-saga-3-4-omnibus'];

describe('searchCatalog', () => {
  it.each([
    ['a title', 'One Piece', ONE_PIECE],
    ['a title written together', 'onepiece', ONE_PIECE],
    ['the beginning of a word', 'fullmet', FULLMETAL_ALCHEMIST],
    ['a letter left out', 'fulmetal alchemist', FULLMETAL_ALCHEMIST],
    ['two letters swapped', 'freiren', FRIEREN],
    ['two letters swapped in a short word', 'one peice', ONE_PIECE],
    ['two letters exchanged', 'vinlend saqa', VINLAND_SAGA],
    ['romaji', 'Sousou no Frieren', FRIEREN],
    ['romaji in part', 'renkinjutsushi', FULLMETAL_ALCHEMIST],
    ['a native title', '鋼の錬金術師', FULLMETAL_ALCHEMIST],
    ['part of a native title', 'フリーレン', FRIEREN],
    ['a native title without its dot', 'ヴィンランドサガ', VINLAND_SAGA],
    ['a creator', 'Hiromu Arakawa', FULLMETAL_ALCHEMIST],
    ["a creator's family name", 'oda', ONE_PIECE],
    ["a creator's native name", '尾田栄一郎', ONE_PIECE],
    ['a misspelt creator', 'eichiro oda', ONE_PIECE],
    ['a title and its creator', 'frieren yamada', FRIEREN],
    ['a topic', 'historical seinen', VINLAND_SAGA],
    ['a title and what it is', 'vinland saga manga', VINLAND_SAGA],
  ])('finds %s', async (_what, query, ids) => {
    expect(await searchIds(query)).toEqual(ids);
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
      'fullmetal-alchemist-box-set',
    ]);
    expect(await searchIds('鋼の錬金術師 第20巻')).toEqual(['fullmetal-alchemist-box-set']);
    expect(await searchIds('vinland saga 4')).toEqual(['vinland-saga-3-4-omnibus']);
  });

  it.each(['one piece 999', 'dragon ball', 'zzzz', '!!!', "'); drop table", 'constructor', '9780306406157'])(
    'finds nothing for "%s"',
    async (query) => {
      expect(await search({ query })).toEqual({
        nodes: [],
        pageInfo: { hasNextPage: false, endCursor: null },
      });
    },
  );

  it.each([
    [{ format: 'DIGITAL' }, ['frieren-1-digital', 'one-piece-1-digital']],
    [{ demographic: 'SEINEN' }, VINLAND_SAGA],
    [{ genre: 'slice of life' }, ['yotsuba-1-paperback', 'yotsuba-2-paperback']],
    [{ publisher: 'yen' }, ['yotsuba-1-paperback', 'yotsuba-2-paperback']],
    [{ preorder: true }, ['frieren-4-paperback']],
    [{ language: 'ja' }, []],
    [{ format: 'PAPERBACK', genre: 'Drama', preorder: false, language: 'en' }, FRIEREN.slice(1, 4)],
  ])('lets filters %o decide alone where the query is blank', async (filters, ids) => {
    expect(await searchIds(' ', filters)).toEqual(ids);
  });

  it('applies filters to what the query finds', async () => {
    expect(await searchIds('frieren', { preorder: true })).toEqual(['frieren-4-paperback']);
    expect(await searchIds('one piece', { demographic: 'SEINEN' })).toEqual([]);
  });

  it('pages through everything without a gap or a repeat', async () => {
    const all = await searchIds('');
    expect(new Set(all).size).toBe(20);
    expect(await collectPages('', 3)).toEqual(all);
  });

  it('goes on with the corrected words on later pages', async () => {
    expect(await collectPages('freiren', 2)).toEqual(FRIEREN);
  });

  async function collectPages(query: string, first: number): Promise<string[]> {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const page: Found = await search({ query, first, after });
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
