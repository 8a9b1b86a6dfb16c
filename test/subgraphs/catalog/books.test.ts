import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { seedAgain } from '../../harness/seedAgain.ts';
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

describe('edition', () => {
  const EDITION = `query ($id: ID, $isbn13: ISBN13) { edition(id: $id, isbn13: $isbn13) {
    id isbn13 title format language publisher releaseDate preorder volume { id label number } contains { label }
  } }`;

  it('is found by its id', async () => {
    expect(await ask(EDITION, { id: 'frieren-14-paperback' })).toEqual({
      data: {
        edition: {
          id: 'frieren-14-paperback',
          isbn13: null,
          title: "Frieren: Beyond Journey's End, Vol. 14",
          format: 'PAPERBACK',
          language: 'en',
          publisher: 'VIZ Media',
          releaseDate: '2026-12-23',
          preorder: true,
          volume: { id: 'frieren-14', label: '14', number: '14' },
          contains: [{ label: '14' }],
        },
      },
    });
  });

  it('is found by its ISBN, hyphens or not', async () => {
    const { data } = await ask(EDITION, { isbn13: '978-1-56931-901-7' });
    expect(data?.edition).toMatchObject({ id: 'one-piece-1-paperback', isbn13: '9781569319017' });
  });

  it('is null where nobody has that number', async () => {
    expect(await ask(EDITION, { isbn13: '9780306406157' })).toEqual({ data: { edition: null } });
    expect(await ask(EDITION, { id: 'one-piece-999-paperback' })).toEqual({ data: { edition: null } });
  });

  it('wants exactly one of id and ISBN', async () => {
    for (const variables of [{}, { id: 'one-piece-1-paperback', isbn13: '9781569319017' }]) {
      const result = await ask(EDITION, variables);
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
    }
    expect(database.statements).toHaveLength(0);
  });

  it('is no volume but contains volumes where it is a box set or an omnibus', async () => {
    const { data } = await ask(EDITION, { id: 'vinland-saga-3-4-omnibus' });
    expect(data?.edition).toMatchObject({ volume: null, contains: [{ label: '3' }, { label: '4' }] });
    const box = await ask(EDITION, { id: 'fullmetal-alchemist-box-set' });
    const labels = Array.from({ length: 27 }, (_volume, index) => ({ label: String(index + 1) }));
    expect(box.data?.edition).toMatchObject({ format: 'BOX_SET', volume: null, contains: labels });
  });

  it('is a pre-order until the day of release', async () => {
    const preorderAt = async (moment: string) => {
      now = new Date(moment);
      return (await ask(EDITION, { id: 'frieren-14-paperback' })).data?.edition;
    };
    expect(await preorderAt('2026-12-22T23:59:59Z')).toMatchObject({ preorder: true });
    expect(await preorderAt('2026-12-23T00:00:00Z')).toMatchObject({ preorder: false });
  });
});

describe('series', () => {
  it('tells all that is known of it', async () => {
    const { data } = await ask(`{ series(match: "frieren") {
      id titles { english romaji native } kind demographic status genres ageRating readingDirection
      originalPublisher startYear contributors { role contributor { id name nativeName } }
      releasedVolumes latestVolume { id } nextVolume(after: "13") { id editions { id preorder } }
    } }`);
    expect(data?.series).toEqual({
      id: 'frieren',
      titles: {
        english: "Frieren: Beyond Journey's End",
        romaji: 'Sousou no Frieren',
        native: '葬送のフリーレン',
      },
      kind: 'MANGA',
      demographic: 'SHONEN',
      status: 'ONGOING',
      genres: ['Adventure', 'Drama', 'Fantasy'],
      ageRating: 'Teen',
      readingDirection: 'RIGHT_TO_LEFT',
      originalPublisher: 'Shogakukan',
      startYear: 2020,
      contributors: [
        {
          role: 'STORY',
          contributor: { id: 'kanehito-yamada', name: 'Kanehito Yamada', nativeName: '山田鐘人' },
        },
        { role: 'ART', contributor: { id: 'tsukasa-abe', name: 'Tsukasa Abe', nativeName: 'アベツカサ' } },
      ],
      releasedVolumes: 13,
      latestVolume: { id: 'frieren-13' },
      nextVolume: { id: 'frieren-14', editions: [{ id: 'frieren-14-paperback', preorder: true }] },
    });
  });

  it.each([
    ['one-piece', 'one-piece'],
    ['ONE PIECE!', 'one-piece'],
    ['full metal alchemist', 'fullmetal-alchemist'],
    ['Hagane no Renkinjutsushi', 'fullmetal-alchemist'],
    ['葬送のフリーレン', 'frieren'],
    ['フリーレン', 'frieren'],
    ['vinland', 'vinland-saga'],
    ['freiren', 'frieren'],
    ['fulmetal alchemist', 'fullmetal-alchemist'],
    ['Yotsuba', 'yotsuba'],
  ])('matches %s', async (match, id) => {
    const result = await ask('query ($match: String!) { series(match: $match) { id } }', { match });
    expect(result).toEqual({ data: { series: { id } } });
  });

  it.each(['Xylophone Diaries', 'Eiichiro Oda', 'constructor', '!!!', ''])(
    'matches nothing for "%s"',
    async (match) => {
      const result = await ask('query ($match: String!) { series(match: $match) { id } }', { match });
      expect(result).toEqual({ data: { series: null } });
    },
  );

  it.each(['x'.repeat(201), 'frieren\u0000'])('refuses a text that can be no name', async (name) => {
    for (const document of [
      'query ($name: String!) { series(match: $name) { id } }',
      'query ($name: String) { upcomingReleases(series: $name) { nodes { id } } }',
      'query ($name: String) { upcomingReleases(publisher: $name) { nodes { id } } }',
    ]) {
      const result = await ask(document, { name });
      expect(result.errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
    }
    expect(database.statements).toHaveLength(0);
  });

  it('counts volumes inside box sets and omnibuses as released', async () => {
    const facts = (match: string) =>
      ask('query ($match: String!) { series(match: $match) { releasedVolumes latestVolume { label } } }', {
        match,
      });
    expect((await facts('fullmetal-alchemist')).data?.series).toEqual({
      releasedVolumes: 27,
      latestVolume: { label: '27' },
    });
    expect((await facts('vinland-saga')).data?.series).toEqual({
      releasedVolumes: 26,
      latestVolume: { label: '26' },
    });
    now = new Date('2026-12-23T00:00:00Z');
    expect((await facts('frieren')).data?.series).toEqual({
      releasedVolumes: 14,
      latestVolume: { label: '14' },
    });
  });

  it('names the next volume by number, and none after the last', async () => {
    const { data } = await ask(`{ series(match: "one-piece") {
      afterThree: nextVolume(after: "3") { label }
      afterHalf: nextVolume(after: "2.5") { label }
      afterLast: nextVolume(after: "105") { label }
    } }`);
    expect(data?.series).toEqual({
      afterThree: { label: '4' },
      afterHalf: { label: '3' },
      afterLast: null,
    });
    expect(database.statements).toHaveLength(2);
  });

  it('pages its volumes in reading order', async () => {
    const VOLUMES = `query ($after: String) { series(match: "akira") {
      volumes(first: 4, after: $after) { nodes { label } pageInfo { hasNextPage endCursor } }
    } }`;
    const first = (await ask(VOLUMES)).data?.series as Volumes;
    expect(first.volumes.nodes.map((volume) => volume.label)).toEqual(['1', '2', '3', '4']);
    expect(first.volumes.pageInfo.hasNextPage).toBe(true);
    const after = first.volumes.pageInfo.endCursor;
    const second = (await ask(VOLUMES, { after })).data?.series as Volumes;
    expect(second.volumes).toEqual({
      nodes: [{ label: '5' }, { label: '6' }],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
    const other = await executeOnSubgraph(catalog, customer('customer-us', 'US'), VOLUMES, { after });
    expect(other.errors?.[0]?.extensions).toEqual({ code: 'INVALID_CURSOR' });
  });

  interface Volumes {
    volumes: { nodes: { label: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
  }
});

describe('volume', () => {
  it('lists its own editions, known dates first, filtered by format and language', async () => {
    const { data } = await ask(`{ series(match: "frieren") { volumes(first: 1) { nodes {
      editions { id } digital: editions(format: DIGITAL) { id } german: editions(language: "de") { id }
      french: editions(language: "fr") { id }
    } } } }`);
    expect(data?.series).toEqual({
      volumes: {
        nodes: [
          {
            editions: [
              { id: 'frieren-1-paperback' },
              { id: 'frieren-1-digital' },
              { id: 'frieren-1-paperback-de' },
              { id: 'frieren-1-paperback-ja' },
            ],
            digital: [{ id: 'frieren-1-digital' }],
            german: [{ id: 'frieren-1-paperback-de' }],
            french: [],
          },
        ],
      },
    });
  });

  it('does not list the box set that has it inside', async () => {
    const { data } = await ask(
      '{ series(match: "vinland-saga") { nextVolume(after: "3") { editions { id } } } }',
    );
    expect(data?.series).toEqual({ nextVolume: { editions: [] } });
  });
});

describe('upcomingReleases', () => {
  const UPCOMING = `query ($series: String, $publisher: String) {
    upcomingReleases(series: $series, publisher: $publisher, first: 20) { nodes { id } pageInfo { hasNextPage } } }`;
  const upcoming = async (variables: Record<string, unknown>) => {
    const { data } = await ask(UPCOMING, variables);
    return data?.upcomingReleases;
  };
  const only = (...ids: (string | undefined)[]) => ({
    nodes: ids.map((id) => ({ id })),
    pageInfo: { hasNextPage: false },
  });

  it('lists what is not released on that day, of one series or publisher where given', async () => {
    const kodansha = ['blue-lock-17-paperback', 'witch-hat-atelier-14-paperback'];
    const viz = [
      'chainsaw-man-18-paperback',
      'frieren-14-paperback',
      'spy-x-family-14-paperback',
      'jujutsu-kaisen-27-paperback',
      'dandadan-13-paperback',
    ];
    expect(await upcoming({})).toEqual(only(viz[0], kodansha[0], ...viz.slice(1), kodansha[1]));
    expect(await upcoming({ series: 'Frieren' })).toEqual(only('frieren-14-paperback'));
    expect(await upcoming({ publisher: 'viz' })).toEqual(only(...viz));
    expect(await upcoming({ publisher: 'Kodansha' })).toEqual(only(...kodansha));
    expect(await upcoming({ publisher: 'Yen Press' })).toEqual(only());
    expect(await upcoming({ series: 'One Piece' })).toEqual(only());
    now = new Date('2026-12-23T00:00:00Z');
    expect(await upcoming({ series: 'Frieren' })).toEqual(only());
    expect(await upcoming({ publisher: 'viz' })).toEqual(only(...viz.slice(2)));
  });

  it('lists nothing for a series that nobody knows', async () => {
    expect(await upcoming({ series: 'Xylophone Diaries' })).toEqual(only());
  });
});

describe('references', () => {
  const ENTITIES = `query ($references: [_Any!]!) { _entities(representations: $references) {
    __typename
    ... on Edition { id series { id titles { english } } volume { id } contains { id } }
    ... on Series { id } ... on Volume { id series { id } } ... on Contributor { name }
  } }`;

  it('answers by either key of an edition, in the order asked, null where unknown', async () => {
    const { data } = await ask(ENTITIES, {
      references: [
        { __typename: 'Edition', isbn13: '9780316073875' },
        { __typename: 'Edition', id: 'no-such-edition' },
        { __typename: 'Edition', id: 'one-piece-2-paperback' },
        { __typename: 'Contributor', id: 'hiromu-arakawa' },
        { __typename: 'Volume', id: 'frieren-2' },
        { __typename: 'Series', id: 'yotsuba' },
      ],
    });
    expect(data?._entities).toMatchObject([
      { id: 'yotsuba-1-paperback' },
      null,
      { id: 'one-piece-2-paperback' },
      { name: 'Hiromu Arakawa' },
      { id: 'frieren-2', series: { id: 'frieren' } },
      { id: 'yotsuba' },
    ]);
  });

  it('takes the same number of statements for one edition and for many', async () => {
    const ids = [
      'one-piece-1-paperback',
      'frieren-1-digital',
      'vinland-saga-1-2-omnibus',
      'yotsuba-2-paperback',
    ];
    for (const count of [1, ids.length]) {
      database.statements.length = 0;
      const references = ids.slice(0, count).map((id) => ({ __typename: 'Edition', id }));
      const result = await ask(ENTITIES, { references });
      expect(result.errors).toBeUndefined();
      // Editions, their series, their volumes, their contents.
      expect(database.statements).toHaveLength(4);
    }
  });

  it('reads facts, next volumes and volume pages of many series in one statement each', async () => {
    const result = await ask(
      `query ($references: [_Any!]!) { _entities(representations: $references) { ... on Series {
        releasedVolumes latestVolume { id } nextVolume(after: "1") { id }
        volumes(first: 2) { nodes { id } } contributors { contributor { name } }
      } } }`,
      {
        references: ['one-piece', 'frieren', 'vinland-saga'].map((id) => ({ __typename: 'Series', id })),
      },
    );
    expect(result.data?._entities).toMatchObject([
      { releasedVolumes: 105, latestVolume: { id: 'one-piece-105' }, nextVolume: { id: 'one-piece-2' } },
      { releasedVolumes: 13, nextVolume: { id: 'frieren-2' }, contributors: [{}, {}] },
      { volumes: { nodes: [{ id: 'vinland-saga-1' }, { id: 'vinland-saga-2' }] } },
    ]);
    // Series, facts, latest volumes, next volumes, pages, contributions, contributors.
    expect(database.statements).toHaveLength(7);
  });
});

describe('seed', () => {
  it('changes nothing when it runs again, not even a row that was changed since', async () => {
    const tables = database.tables<Record<string, { id: string; age_rating: string }>>();
    await tables
      .updateTable('catalog.series')
      .set({ age_rating: 'Older Teen' })
      .where('id', '=', 'vinland-saga')
      .execute();
    const read = async () => ({
      series: await tables.selectFrom('catalog.series').selectAll().orderBy('id').execute(),
      editions: await tables.selectFrom('catalog.edition').selectAll().orderBy('id').execute(),
    });
    const before = await read();
    now = new Date('2027-06-01T00:00:00Z');
    await seedAgain(database, catalog);
    expect(await read()).toEqual(before);
    expect(before.editions.length).toBeGreaterThan(800);
  });
});
