import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfferFact } from '../../../subgraphs/feeds.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { publish, SAMPLE_FACTS } from './sampleFacts.ts';

const GIFTS = `query ($series: [_Any!]!, $budget: Decimal!, $age: Int, $first: Int! = 20) {
  _entities(representations: $series) { ... on Series { id
    giftIdeas(budget: $budget, age: $age, first: $first) { edition { id } reasons { kind text } }
  } }
}`;

interface Answer {
  readonly giftIdeas: readonly { edition: { id: string } }[];
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

function ask(caller: unknown, ids: readonly string[], variables: Record<string, unknown>) {
  const series = ids.map((id) => ({ __typename: 'Series', id }));
  return executeOnSubgraph(recommendations, caller, GIFTS, { series, ...variables });
}

async function listGifts(caller: unknown, id: string, variables: Record<string, unknown>) {
  const { data, errors } = await ask(caller, [id], variables);
  expect(errors).toBeUndefined();
  const [answer] = (data?._entities ?? []) as readonly Answer[];
  return answer?.giftIdeas.map(({ edition }) => edition.id);
}

describe('gift ideas', () => {
  it('are one edition each of other series, best first, with reasons', async () => {
    const { data } = await ask(ANONYMOUS, ['ninja'], { budget: '30', age: 13 });
    expect(data).toEqual({
      _entities: [
        {
          id: 'ninja',
          giftIdeas: [
            {
              edition: { id: 'pirates-1-omnibus' },
              reasons: [
                { kind: 'BOUGHT_TOGETHER', text: 'Bought together by 4 customers' },
                { kind: 'SHARED_GENRES', text: 'Also Adventure and Action' },
                { kind: 'SAME_AUDIENCE', text: 'Also shonen' },
              ],
            },
            {
              edition: { id: 'ninja-school-1-paperback' },
              reasons: [{ kind: 'SAME_CREATOR', text: 'Also by Kenji Sato' }],
            },
            {
              edition: { id: 'space-novel-1-paperback' },
              reasons: [{ kind: 'SHARED_GENRES', text: 'Also Adventure' }],
            },
          ],
        },
      ],
    });
    expect(database.statements).toHaveLength(1);
  });

  it.each([
    ['a hundredth short of anything', '9.98', undefined],
    ['exactly a volume', '9.99', 'pirates-1-paperback'],
    ['a hundredth short of three volumes', '19.98', 'pirates-1-paperback'],
    ['exactly three volumes in one', '19.99', 'pirates-1-omnibus'],
    ['exactly the box', '149.99', 'pirates-1-box-set'],
  ])('are the fullest that the budget allows: %s', async (_what, budget, gift) => {
    expect((await listGifts(ANONYMOUS, 'ninja', { budget, first: 1 }))?.[0]).toBe(gift);
  });

  it('are never digital, however cheap', async () => {
    expect(await listGifts(ANONYMOUS, 'ninja', { budget: '9.99', age: 99 })).not.toContain(
      'reapers-1-digital',
    );
  });

  it('take the price and the language of the marketplace', async () => {
    const jp = customer('cust-jp-1', 'JP');
    expect(await listGifts(jp, 'ninja', { budget: '899', age: 40 })).toEqual([]);
    expect((await listGifts(jp, 'ninja', { budget: '900', age: 40 }))?.[1]).toBe('reapers-1-ja');
    expect((await listGifts(ANONYMOUS, 'ninja', { budget: '10', age: 40 }))?.[1]).toBe('reapers-1-paperback');
    expect(await listGifts(customer('cust-de-1', 'DE'), 'ninja', { budget: '900', age: 40 })).toEqual([]);
  });

  it("are for somebody else, whatever the caller's own history", async () => {
    const variables = { budget: '30', age: 40 };
    expect(await listGifts(customer('cust-us-1', 'US'), 'ninja', variables)).toEqual(
      await listGifts(ANONYMOUS, 'ninja', variables),
    );
    for (const statement of database.statements) expect(statement).not.toMatch(/purchase|library/);
  });
});

describe('age', () => {
  it.each([
    [5, []],
    [6, ['ninja-school']],
    [12, ['ninja-school']],
    [13, ['pirates', 'ninja-school', 'space-novel']],
    [15, ['pirates', 'ninja-school', 'space-novel']],
    [16, ['pirates', 'reapers', 'ninja-school', 'space-novel']],
    [17, ['pirates', 'reapers', 'ninja-school', 'space-novel']],
    [18, ['pirates', 'reapers', 'ninja-school', 'red-sword', 'space-novel', 'black-sword']],
  ])('%i gets what is recommended from that age', async (age, ids) => {
    expect(await listGifts(ANONYMOUS, 'ninja', { budget: '12', age })).toEqual(
      ids.map((id) => `${id}-1-paperback`),
    );
  });

  it('of nobody says leaves out what is for adults, unless the series that is liked is as well', async () => {
    expect(await listGifts(ANONYMOUS, 'ninja', { budget: '12' })).toEqual(
      await listGifts(ANONYMOUS, 'ninja', { budget: '12', age: 17 }),
    );
    expect(await listGifts(ANONYMOUS, 'black-sword', { budget: '12', first: 1 })).toEqual([
      'red-sword-1-paperback',
    ]);
  });

  it('decides about a series of which nobody says for whom it is: not for a child', async () => {
    const facts = {
      ...SAMPLE_FACTS,
      series: SAMPLE_FACTS.series.map((fact) =>
        fact.id === 'pirates' ? { ...fact, minimumAge: null } : fact,
      ),
    };
    await publish(database, recommendations, facts);
    const first = async (age?: number) =>
      (
        await listGifts(ANONYMOUS, 'ninja', { budget: '12', first: 1, ...(age !== undefined && { age }) })
      )?.[0];
    expect(await first(17)).toBe('reapers-1-paperback');
    expect(await first(18)).toBe('pirates-1-paperback');
    expect(await first()).toBe('pirates-1-paperback');
    await publish(database, recommendations, SAMPLE_FACTS);
  });
});

it.each<[OfferFact['availability'], string | undefined]>([
  ['IN_STOCK', 'pirates-1-paperback'],
  ['LOW_STOCK', 'pirates-1-paperback'],
  ['PREORDER', undefined],
  ['BACKORDER', undefined],
  ['OUT_OF_STOCK', undefined],
])('an edition that is %s', async (availability, gift) => {
  const offers = SAMPLE_FACTS.offers.map((offer) => ({ ...offer, availability }));
  await publish(database, recommendations, { ...SAMPLE_FACTS, offers });
  expect((await listGifts(ANONYMOUS, 'ninja', { budget: '12' }))?.[0]).toBe(gift);
  await publish(database, recommendations, SAMPLE_FACTS);
});

it.each([
  [{ budget: '0' }],
  [{ budget: '0.00' }],
  [{ budget: '-1' }],
  [{ budget: '9.999' }],
  [{ budget: '100000000' }],
  [{ budget: '30', age: -1 }],
  [{ budget: '30', age: 121 }],
  [{ budget: '30', first: 0 }],
  [{ budget: '30', first: 21 }],
])('refuses %j before any statement', async (variables) => {
  const { errors } = await ask(ANONYMOUS, ['ninja'], variables);
  expect(errors?.[0]?.extensions).toEqual({ code: 'INVALID_ARGUMENT' });
  expect(database.statements).toHaveLength(0);
});

it('answers for any number of series in one statement', async () => {
  const { data } = await ask(ANONYMOUS, ['reapers', 'ninja', 'cafe'], { budget: '12', age: 13, first: 1 });
  expect(data?._entities).toMatchObject([
    { id: 'reapers', giftIdeas: [{ edition: { id: 'ninja-1-paperback' } }] },
    { id: 'ninja', giftIdeas: [{ edition: { id: 'pirates-1-paperback' } }] },
    { id: 'cafe', giftIdeas: [] },
  ]);
  expect(database.statements).toHaveLength(1);
});
