import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

let database: TestDatabase;
let catalog: Subgraph;
let now = TEST_NOW;
beforeAll(async () => {
  database = await openTestDatabase();
  catalog = SUBGRAPHS.catalog({ ...TEST_ENVIRONMENT, database, now: () => now });
});
afterAll(() => database.close());
beforeEach(() => {
  now = TEST_NOW;
  database.statements.length = 0;
});

const ask = (document: string, variables: Record<string, unknown> = {}) =>
  executeOnSubgraph(catalog, ANONYMOUS, document, variables);

/** What one series answers to a selection. */
async function askSeries(id: string, selection: string): Promise<Record<string, unknown>> {
  const { data, errors } = await ask(`query ($id: String!) { series(match: $id) { ${selection} } }`, { id });
  expect(errors).toBeUndefined();
  return data?.series as Record<string, unknown>;
}

const codeOf = (result: Awaited<ReturnType<typeof ask>>) => result.errors?.[0]?.extensions;

describe('editions by ids', () => {
  const EDITIONS = 'query ($ids: [ID!]!) { editions(ids: $ids) { id volumeCount } }';

  it('come in the order asked, without unknown ones, in one statement and one for what is inside', async () => {
    const ids = ['naruto-box-set-2', 'no-such-edition', 'akira-1-paperback', 'naruto-box-set-2'];
    const box = { id: 'naruto-box-set-2', volumeCount: 21 };
    expect(await ask(EDITIONS, { ids })).toEqual({
      data: { editions: [box, { id: 'akira-1-paperback', volumeCount: 1 }, box] },
    });
    expect(database.statements).toHaveLength(2);
    expect(await ask(EDITIONS, { ids: [] })).toEqual({ data: { editions: [] } });
  });

  it.each([[Array(21).fill('akira-1-paperback')], [['x'.repeat(101)]], [['akira\u0000']], [['']]])(
    'are refused before any statement where the ids cannot be right',
    async (ids) => {
      expect(codeOf(await ask(EDITIONS, { ids }))).toEqual({ code: 'INVALID_ARGUMENT' });
      expect(database.statements).toHaveLength(0);
    },
  );
});

describe('ageGuidance', () => {
  const guidance = (id: string, age: string) =>
    askSeries(id, `ageGuidance(age: ${age}) { rating minimumAge suitable contentNotes }`);

  it.each([
    ['12', false],
    ['13', true],
    ['null', null],
  ])('says of a reader aged %s whether it suits: from the very birthday on', async (age, suitable) => {
    expect(await guidance('frieren', age)).toEqual({
      ageGuidance: { rating: 'Teen', minimumAge: 13, suitable, contentNotes: ['mild violence', 'grief'] },
    });
  });

  it('says nothing of a series of which nobody says anything', async () => {
    const tables = database.tables<{ 'catalog.series': { id: string; minimum_age: number | null } }>();
    await tables
      .updateTable('catalog.series')
      .set({ minimum_age: null })
      .where('id', '=', 'pluto-urasawa-x-tezuka')
      .execute();
    expect(await guidance('pluto-urasawa-x-tezuka', '12')).toEqual({
      ageGuidance: { rating: null, minimumAge: null, suitable: null, contentNotes: ['war'] },
    });
  });

  it.each(['-1', '121'])('refuses the age %s', async (age) => {
    const result = await ask(`{ series(match: "frieren") { ageGuidance(age: ${age}) { suitable } } }`);
    expect(codeOf(result)).toEqual({ code: 'INVALID_ARGUMENT' });
  });
});

describe('readingOrder', () => {
  const order = async (id: string) => {
    const { readingOrder } = await askSeries(id, 'readingOrder { series { id } relation note }');
    return (readingOrder as { series: { id: string }; relation: string }[]).map(({ series, relation }) => [
      series.id,
      relation,
    ]);
  };

  it('calls what comes before a prequel and what comes after a sequel, from wherever it is seen', async () => {
    const ids = ['dragon-ball', 'dragon-ball-z', 'dragon-ball-super'];
    const seen = async (id: string) => (await order(id)).map(([, relation]) => relation);
    expect((await order('dragon-ball')).map(([id]) => id)).toEqual(ids);
    expect(await seen('dragon-ball')).toEqual(['ITSELF', 'SEQUEL', 'SEQUEL']);
    expect(await seen('dragon-ball-z')).toEqual(['PREQUEL', 'ITSELF', 'SEQUEL']);
    expect(await seen('dragon-ball-super')).toEqual(['PREQUEL', 'PREQUEL', 'ITSELF']);
  });

  it('tells side stories and spin-offs from the main story', async () => {
    const [main, side, spinOff] = [
      'attack-on-titan',
      'attack-on-titan-no-regrets',
      'attack-on-titan-before-the-fall',
    ];
    expect(await order('attack-on-titan')).toEqual([
      [main, 'ITSELF'],
      [side, 'SIDE_STORY'],
      [spinOff, 'SPIN_OFF'],
    ]);
    expect(await order('attack-on-titan-before-the-fall')).toEqual([
      [main, 'MAIN_STORY'],
      [side, 'SIDE_STORY'],
      [spinOff, 'ITSELF'],
    ]);
  });

  it('has two versions of one story beside each other', async () => {
    expect(await order('spice-and-wolf')).toEqual([
      ['spice-and-wolf-light-novel', 'ALTERNATIVE_VERSION'],
      ['spice-and-wolf', 'ITSELF'],
    ]);
  });

  it('is the series itself where it stands alone', async () => {
    expect(await order('berserk')).toEqual([['berserk', 'ITSELF']]);
  });
});

describe('editions of a series', () => {
  const EDITIONS = `query ($match: String!, $format: Format, $language: Locale, $first: Int!, $after: String) {
    series(match: $match) { editions(format: $format, language: $language, first: $first, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } } }`;
  interface Page {
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  }
  const page = async (variables: Record<string, unknown>) => {
    const { data } = await ask(EDITIONS, { match: 'death-note', first: 5, ...variables });
    return (data as { series: { editions: Page } }).series.editions;
  };

  it('are paged in reading order without a gap or a repeat', async () => {
    const ids: string[] = [];
    let after: string | null = null;
    do {
      const found: Page = await page({ first: 4, after });
      ids.push(...found.nodes.map(({ id }) => id));
      after = found.pageInfo.endCursor;
    } while (after !== null);
    expect(ids).toHaveLength(35);
    expect(new Set(ids).size).toBe(35);
    expect(ids.slice(0, 7)).toEqual([
      'death-note-1-2-omnibus',
      'death-note-1-digital',
      'death-note-1-paperback',
      'death-note-1-paperback-de',
      'death-note-all-in-one',
      'death-note-box-set',
      'death-note-2-digital',
    ]);
    expect(ids.at(-1)).toBe('death-note-12-paperback');
  });

  it('are narrowed to a format and a language', async () => {
    const german = await page({ language: 'de' });
    expect(german.nodes).toEqual([1, 2, 3].map((volume) => ({ id: `death-note-${volume}-paperback-de` })));
    expect(german.pageInfo.hasNextPage).toBe(false);
    expect((await page({ language: 'de', format: 'DIGITAL' })).nodes).toEqual([]);
    expect((await page({ format: 'BOX_SET', language: 'en' })).nodes).toEqual([{ id: 'death-note-box-set' }]);
  });

  it('refuse the cursor of another caller, series or filter', async () => {
    const after = (await page({})).pageInfo.endCursor;
    for (const [caller, variables] of [
      [customer('cust-us-1', 'US'), {}],
      [ANONYMOUS, { match: 'naruto' }],
      [ANONYMOUS, { language: 'en' }],
    ] as const) {
      const all = { match: 'death-note', first: 5, after, ...variables };
      expect(codeOf(await executeOnSubgraph(catalog, caller, EDITIONS, all))).toEqual({
        code: 'INVALID_CURSOR',
      });
    }
  });
});

describe('formats', () => {
  it('tell how far a series goes in each, the furthest first', async () => {
    const formats = (id: string, filter = '') =>
      askSeries(id, `formats${filter} { format language editionCount volumes }`);
    expect(await formats('fruits-basket')).toEqual({
      formats: [
        { format: 'OMNIBUS', language: 'en', editionCount: 12, volumes: ['1-23'] },
        { format: 'PAPERBACK', language: 'en', editionCount: 23, volumes: ['1-23'] },
        { format: 'PAPERBACK', language: 'de', editionCount: 3, volumes: ['1-3'] },
      ],
    });
    expect(await formats('fruits-basket', '(language: "de", format: PAPERBACK)')).toEqual({
      formats: [{ format: 'PAPERBACK', language: 'de', editionCount: 3, volumes: ['1-3'] }],
    });
    expect(await formats('fruits-basket', '(format: DIGITAL)')).toEqual({ formats: [] });
  });
});

describe('editions with a volume', () => {
  it('have it alone or among others, the fewest volumes first', async () => {
    expect(await askSeries('akira', 'editionsWithVolume(volume: "2.0") { id volumeCount }')).toEqual({
      editionsWithVolume: [
        { id: 'akira-2-paperback', volumeCount: 1 },
        { id: 'akira-35th-anniversary-box-set', volumeCount: 6 },
      ],
    });
    expect(await askSeries('akira', 'editionsWithVolume(volume: "7") { id }')).toEqual({
      editionsWithVolume: [],
    });
    const titled = 'editionsWithVolume(volume: "1", language: "ja") { id title publisher }';
    expect(await askSeries('one-piece', titled)).toEqual({
      editionsWithVolume: [{ id: 'one-piece-1-paperback-ja', title: 'ONE PIECE 1', publisher: 'Shueisha' }],
    });
  });

  it('take a volume between two others', async () => {
    const ids = ['the-ghost-in-the-shell-1.5-hardcover', 'the-ghost-in-the-shell-deluxe-box-set'];
    expect(await askSeries('the-ghost-in-the-shell', 'editionsWithVolume(volume: "1.5") { id }')).toEqual({
      editionsWithVolume: ids.map((id) => ({ id })),
    });
    expect(
      await askSeries('the-ghost-in-the-shell', 'nextVolume(after: "1") { includedIn(first: 1) { id } }'),
    ).toEqual({ nextVolume: { includedIn: [{ id: ids[0] }] } });
  });
});

describe('missingVolumes', () => {
  const askOwner = (document: string, variables: Record<string, unknown>) =>
    executeOnSubgraph(catalog, customer('cust-us-1', 'US'), document, variables);
  const MISSING = `query ($references: [_Any!]!, $first: Int! = 5) { _entities(representations: $references) {
    ... on Series { missingVolumes { ownedCount missingCount ranges volumes(first: $first) { label } } } } }`;
  const refer = (id: string, ...libraryEditionIds: string[]) => ({
    __typename: 'Series',
    id,
    libraryEditionIds,
  });
  const missing = async (id: string, ...library: string[]) => {
    const { data, errors } = await askOwner(MISSING, { references: [refer(id, ...library)] });
    expect(errors).toBeUndefined();
    return (data as { _entities: { missingVolumes: object }[] })._entities[0]?.missingVolumes;
  };
  const labels = (...volumes: number[]) => volumes.map((volume) => ({ label: String(volume) }));

  it('are all that is released where the library has nothing of it', async () => {
    expect(await missing('frieren')).toEqual({
      ownedCount: 0,
      missingCount: 13,
      ranges: ['1-13'],
      volumes: labels(1, 2, 3, 4, 5),
    });
  });

  it('leave out what is inside box sets, omnibuses and editions in other languages', async () => {
    const library = [
      'one-piece-box-set-1',
      'one-piece-25-27-omnibus',
      'one-piece-29-paperback',
      'one-piece-29-paperback',
      'one-piece-1-paperback-ja',
    ];
    expect(await missing('one-piece', ...library)).toEqual({
      ownedCount: 27,
      missingCount: 78,
      ranges: ['24', '28', '30-105'],
      volumes: labels(24, 28, 30, 31, 32),
    });
  });

  it('count neither a volume that is not out yet, owned or not, nor what the catalog does not know', async () => {
    const library = ['frieren-14-paperback', 'isbn-9780306406157', 'naruto-1-paperback'];
    expect(await missing('frieren', ...library)).toMatchObject({ ownedCount: 0, missingCount: 13 });
    now = new Date('2026-12-23T00:00:00Z');
    expect(await missing('frieren', ...library)).toMatchObject({
      ownedCount: 1,
      missingCount: 13,
      ranges: ['1-13'],
    });
  });

  it('are none where the library is complete', async () => {
    const library = ['fullmetal-alchemist-box-set'];
    expect(await missing('fullmetal-alchemist', ...library)).toEqual({
      ownedCount: 27,
      missingCount: 0,
      ranges: [],
      volumes: [],
    });
  });

  it('take as many statements for many series and a large library as for one', async () => {
    const references = [
      refer('frieren', 'frieren-1-paperback'),
      refer(
        'one-piece',
        ...Array.from({ length: 105 }, (_volume, index) => `one-piece-${index + 1}-paperback`),
      ),
      refer('no-such-series'),
      refer('naruto', 'naruto-box-set-1', 'naruto-box-set-2', 'naruto-box-set-3'),
    ];
    const result = await askOwner(MISSING, { references });
    expect(result.data?._entities).toMatchObject([
      { missingVolumes: { missingCount: 12 } },
      { missingVolumes: { missingCount: 0 } },
      null,
      { missingVolumes: { missingCount: 0 } },
    ]);
    // Series, released volumes, contents of what is owned.
    expect(database.statements).toHaveLength(3);
  });

  it('are unknown, not everything, where nobody told what the library has', async () => {
    const result = await askOwner(MISSING, { references: [{ __typename: 'Series', id: 'frieren' }] });
    expect(result.data?._entities).toEqual([{ missingVolumes: null }]);
    expect(result.errors).toHaveLength(1);
  });

  it.each([0, 21])('refuse a page of %i volumes', async (first) => {
    const result = await askOwner(MISSING, { references: [refer('frieren')], first });
    expect(codeOf(result)).toEqual({ code: 'INVALID_ARGUMENT' });
  });
});

describe('editionContents', () => {
  const contents = async (id: string) => {
    const selection = 'editionContents { editionId language format first last volumeCount }';
    const { editionContents } = await askSeries(id, selection);
    return editionContents as { editionId: string; first: string; last: string; volumeCount: number }[];
  };

  it('tell each edition from its first to its last volume', async () => {
    expect(await contents('the-ghost-in-the-shell')).toEqual([
      run('the-ghost-in-the-shell-1-hardcover', 'HARDCOVER', '1', '1', 1),
      run('the-ghost-in-the-shell-deluxe-box-set', 'BOX_SET', '1', '2', 3),
      run('the-ghost-in-the-shell-1.5-hardcover', 'HARDCOVER', '1.5', '1.5', 1),
      run('the-ghost-in-the-shell-2-hardcover', 'HARDCOVER', '2', '2', 1),
    ]);
    expect(await contents('one-piece')).toHaveLength(157);
    expect(await contents('one-piece')).toContainEqual(run('one-piece-box-set-2', 'BOX_SET', '24', '46', 23));
  });

  it('cut an edition with a gap into runs', async () => {
    const tables = database.tables<{
      'catalog.edition_volume': { edition_id: string; volume_id: string };
    }>();
    await tables
      .deleteFrom('catalog.edition_volume')
      .where('edition_id', '=', 'akira-35th-anniversary-box-set')
      .where('volume_id', 'in', ['akira-2', 'akira-5'])
      .execute();
    const box = (await contents('akira')).filter(({ editionId }) => editionId.endsWith('box-set'));
    expect(box.map(({ first, last, volumeCount }) => [first, last, volumeCount])).toEqual([
      ['1', '1', 1],
      ['3', '4', 2],
      ['6', '6', 1],
    ]);
  });

  function run(editionId: string, format: string, first: string, last: string, volumeCount: number) {
    return { editionId, language: 'en', format, first, last, volumeCount };
  }
});

describe('many series at once', () => {
  it('take one statement for each kind of fact', async () => {
    const SELECTION = `ageGuidance { rating } readingOrder { relation } editions(first: 2) { nodes { id } }
      formats { format } editionsWithVolume(volume: "1") { id } editionContents { editionId }`;
    for (const ids of [['naruto'], ['naruto', 'berserk', 'nana', 'akira']]) {
      database.statements.length = 0;
      const result = await ask(
        `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Series { ${SELECTION} } } }`,
        { references: ids.map((id) => ({ __typename: 'Series', id })) },
      );
      expect(result.errors).toBeUndefined();
      // Series, reading lists, edition pages, contents (for formats and runs), editions with the volume.
      expect(database.statements).toHaveLength(5);
    }
  });
});
