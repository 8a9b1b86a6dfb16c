import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { publish, SAMPLE_FACTS } from './sampleFacts.ts';

const SIMILAR = `query ($series: [_Any!]!, $exclude: [String!], $first: Int! = 20) {
  _entities(representations: $series) { ... on Series { id similar(exclude: $exclude, first: $first) {
    series { id } reasons { kind text }
  } } }
}`;

const SUPPORT = {
  context: 'support',
  subject: 'support-us',
  claims: { marketplaces: ['US'], regions: ['NA'] },
};

interface Answer {
  readonly id: string;
  readonly similar: readonly { series: { id: string }; reasons: readonly { kind: string; text: string }[] }[];
}

let database: TestDatabase;
let recommendations: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  recommendations = SUBGRAPHS.recommendations({ ...TEST_ENVIRONMENT, database });
  await publish(database, recommendations, SAMPLE_FACTS);
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

function ask(caller: unknown, ids: readonly string[], variables: Record<string, unknown> = {}) {
  const series = ids.map((id) => ({ __typename: 'Series', id }));
  return executeOnSubgraph(recommendations, caller, SIMILAR, { series, ...variables });
}

async function listSimilar(caller: unknown, id: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await ask(caller, [id], variables);
  expect(errors).toBeUndefined();
  const [answer] = (data?._entities ?? []) as readonly Answer[];
  return answer?.similar.map(({ series }) => series.id);
}

async function listLeftOut(...exclude: readonly string[]) {
  const all = await listSimilar(ANONYMOUS, 'ninja');
  const left = new Set(await listSimilar(ANONYMOUS, 'ninja', { exclude }));
  return all?.filter((id) => !left.has(id)).toSorted();
}

describe('what is similar', () => {
  it('is what was bought together, then what is alike, each with its reasons, strongest first', async () => {
    const { data } = await ask(ANONYMOUS, ['ninja'], { first: 4 });
    expect(data).toEqual({
      _entities: [
        {
          id: 'ninja',
          similar: [
            {
              series: { id: 'pirates' },
              reasons: [
                { kind: 'BOUGHT_TOGETHER', text: 'Bought together by 4 customers' },
                { kind: 'SHARED_GENRES', text: 'Also Adventure and Action' },
                { kind: 'SAME_AUDIENCE', text: 'Also shonen' },
              ],
            },
            {
              series: { id: 'reapers' },
              reasons: [
                { kind: 'BOUGHT_TOGETHER', text: 'Bought together by 3 customers' },
                { kind: 'SHARED_GENRES', text: 'Also Action' },
                { kind: 'SAME_AUDIENCE', text: 'Also shonen' },
              ],
            },
            {
              series: { id: 'ninja-school' },
              reasons: [{ kind: 'SAME_CREATOR', text: 'Also by Kenji Sato' }],
            },
            {
              series: { id: 'red-sword' },
              reasons: [{ kind: 'SHARED_GENRES', text: 'Also Action' }],
            },
          ],
        },
      ],
    });
    expect(database.statements).toHaveLength(1);
  });

  it('never counts what fewer than three customers bought together', async () => {
    expect(await listSimilar(ANONYMOUS, 'cafe')).toEqual([]);
  });

  it('is alike by what is rare rather than by what many have', async () => {
    expect(await listSimilar(ANONYMOUS, 'black-sword', { first: 1 })).toEqual(['red-sword']);
    // One creator weighs more than two genres and the audience.
    const alike = (await listSimilar(ANONYMOUS, 'ninja'))?.slice(2);
    expect(alike?.[0]).toBe('ninja-school');
  });

  it('is sold where the caller shops', async () => {
    expect(await listSimilar(ANONYMOUS, 'ninja')).not.toContain('unsold');
    expect(await listSimilar(customer('cust-jp-1', 'JP'), 'ninja', { first: 2 })).toEqual([
      'pirates',
      'reapers',
    ]);
    expect(await listSimilar(customer('cust-de-1', 'DE'), 'ninja')).toEqual([]);
  });

  it('is nothing for a series that is not known', async () => {
    expect(await listSimilar(ANONYMOUS, 'no-such-series')).toEqual([]);
  });
});

describe('history', () => {
  it('leaves out what the caller has bought or has in the library', async () => {
    const all = await listSimilar(ANONYMOUS, 'ninja');
    expect(all).toEqual(expect.arrayContaining(['pirates', 'black-sword', 'reapers']));
    expect(await listSimilar(customer('cust-us-1', 'US'), 'ninja')).toEqual(
      all?.filter((id) => id !== 'pirates' && id !== 'black-sword'),
    );
    expect(await listSimilar(customer('cust-us-2', 'US'), 'ninja')).toEqual(
      all?.filter((id) => id !== 'reapers'),
    );
  });

  it('is not looked at for whoever has none', async () => {
    await listSimilar(ANONYMOUS, 'ninja');
    await listSimilar(SUPPORT, 'ninja');
    expect(await listSimilar(SUPPORT, 'ninja')).toEqual(await listSimilar(ANONYMOUS, 'ninja'));
    expect(await listSimilar(customer('cust-us-3', 'US'), 'ninja')).toEqual(
      await listSimilar(ANONYMOUS, 'ninja'),
    );
    for (const statement of database.statements.slice(0, 2)) {
      expect(statement).not.toMatch(/purchase|library/);
    }
  });
});

describe('exclude', () => {
  it.each([
    ['a title', 'Reapers', ['reapers']],
    ['a title in other case and punctuation', 'starship-LETTERS!', ['space-novel']],
    ['a native title', '海賊物語', ['pirates']],
    ['a part of a native title', '海賊', ['pirates']],
    ['a title without its subtitle', 'pirates', ['pirates']],
    ['a creator', 'Kenji Satō', ['ninja-school']],
    ['a creator, family name first', 'Kubo Taro', ['reapers']],
    ['a family name', 'Miura', ['black-sword']],
    ['a word of several titles', 'sword', ['black-sword', 'red-sword']],
    ['a genre', 'horror', ['black-sword', 'red-sword']],
    ['a genre spelt out', 'Science fiction', ['space-novel']],
    ['a demographic in another spelling', 'Shounen', ['pirates', 'reapers']],
    ['a kind', 'light novels', ['space-novel']],
    ['what is no word of it', 'word', []],
    ['nothing but punctuation', '!?', []],
    ['what LIKE would take for anything', '%', []],
  ])('leaves out %s', async (_what, text, leftOut) => {
    expect(await listLeftOut(text)).toEqual(leftOut);
  });

  it('leaves out by several texts at once', async () => {
    expect(await listLeftOut('Reapers', 'seinen')).toEqual(['black-sword', 'reapers', 'red-sword']);
  });

  it('fills the place of what is left out', async () => {
    expect(await listSimilar(ANONYMOUS, 'ninja', { first: 2, exclude: ['pirates'] })).toEqual([
      'reapers',
      'ninja-school',
    ]);
  });

  it.each([
    ['eleven texts', Array.from({ length: 11 }, () => 'a')],
    ['an empty text', ['']],
    ['a long text', ['a'.repeat(101)]],
    ['control characters', ['a\u0000']],
  ])('refuses %s before any statement', async (_what, exclude) => {
    const { errors } = await ask(ANONYMOUS, ['ninja'], { exclude });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
    expect(database.statements).toHaveLength(0);
  });

  it('takes ten texts of a hundred characters', async () => {
    const exclude = Array.from({ length: 10 }, () => 'a'.repeat(100));
    expect(await listSimilar(ANONYMOUS, 'ninja', { exclude, first: 1 })).toEqual(['pirates']);
  });
});

it('answers for any number of series in one statement, in the order asked', async () => {
  const { data } = await ask(ANONYMOUS, ['reapers', 'no-such-series', 'ninja', 'reapers'], { first: 1 });
  expect(data?._entities).toMatchObject([
    { id: 'reapers', similar: [{ series: { id: 'ninja' } }] },
    { id: 'no-such-series', similar: [] },
    { id: 'ninja', similar: [{ series: { id: 'pirates' } }] },
    { id: 'reapers', similar: [{ series: { id: 'ninja' } }] },
  ]);
  expect(database.statements).toHaveLength(1);
});

it.each([0, 21])('refuses %i for "first"', async (first) => {
  const { errors } = await ask(ANONYMOUS, ['ninja'], { first });
  expect(errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
  expect(database.statements).toHaveLength(0);
});
