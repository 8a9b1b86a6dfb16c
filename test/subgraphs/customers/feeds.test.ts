import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomersTables } from '../../../subgraphs/customers/repository.ts';
import { keepEditions, publishOwnedEditions } from '../../../subgraphs/customers/repositoryFeeds.ts';
import { SAMPLE_LIBRARIES, SAMPLE_WISHLISTS } from '../../../subgraphs/customers/seed/sampleShelves.ts';
import type { OwnedEditionFact } from '../../../subgraphs/feeds.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { NEWCOMER, NON_CUSTOMERS, OWNER } from './callers.ts';

const LIBRARY_EDITIONS = `query ($references: [_Any!]!) {
  _entities(representations: $references) { ... on Series { id libraryEditionIds } }
}`;

const fact = (id: string, seriesId: string) => ({ id, seriesId });

let database: TestDatabase;
let customers: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  customers = SUBGRAPHS.customers({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());

async function keep(...chunks: { id: string; seriesId: string }[][]): Promise<unknown> {
  const tables = database.tables<CustomersTables>();
  await tables.transaction().execute((transaction) => keepEditions(transaction, feed(chunks)));
  return tables.selectFrom('customers.edition_reference').selectAll().orderBy('edition_id').execute();
}

async function* feed<Fact>(chunks: Fact[][]) {
  yield* chunks;
}

describe('the copy of the feed editions', () => {
  it('has every edition of the sample libraries and wishlists', async () => {
    const rows = await database
      .tables<CustomersTables>()
      .selectFrom('customers.edition_reference')
      .select('edition_id')
      .execute();
    const known = new Set(rows.map(({ edition_id }) => edition_id));
    const shelved = [...SAMPLE_LIBRARIES, ...SAMPLE_WISHLISTS].flatMap(({ editions }) => editions);
    expect(shelved.filter((edition) => !known.has(edition))).toEqual([]);
  });

  it('becomes what the feed says: new ones come, changed ones change, the others go', async () => {
    expect(await keep([fact('a-1', 'a'), fact('a-2', 'a')], [fact('b-1', 'b')])).toEqual([
      { edition_id: 'a-1', series_id: 'a' },
      { edition_id: 'a-2', series_id: 'a' },
      { edition_id: 'b-1', series_id: 'b' },
    ]);
    expect(await keep([fact('a-2', 'a'), fact('b-1', 'a'), fact('c-1', 'c')])).toEqual([
      { edition_id: 'a-2', series_id: 'a' },
      { edition_id: 'b-1', series_id: 'a' },
      { edition_id: 'c-1', series_id: 'c' },
    ]);
    expect(await keep()).toEqual([]);
  });
});

describe('the feed ownedEditions', () => {
  const publish = () =>
    database
      .tables<CustomersTables>()
      .transaction()
      .execute(async (transaction) => {
        const chunks: (readonly OwnedEditionFact[])[] = [];
        for await (const chunk of publishOwnedEditions(transaction)) chunks.push(chunk);
        return chunks;
      });

  it('holds every entry of every library once', async () => {
    const facts = (await publish()).flat();
    const expected = SAMPLE_LIBRARIES.flatMap(({ customerId, editions }) =>
      editions.map((editionId) => ({ customerId, editionId })),
    );
    expect(facts).toHaveLength(expected.length);
    expect(new Set(facts.map((entry) => JSON.stringify(entry)))).toEqual(
      new Set(expected.map((entry) => JSON.stringify(entry))),
    );
  });

  it('comes in chunks of at most 5,000 that lose and repeat nothing', async () => {
    await database
      .tables<CustomersTables>()
      .insertInto('customers.library_entry')
      .values(
        Array.from({ length: 10_001 }, (_entry, index) => ({
          customer_id: 'cust-us-3',
          edition_id: `many-${index}`,
          added_at: TEST_NOW,
        })),
      )
      .execute();
    const chunks = await publish();
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBe(5_000);
    const many = chunks.flat().filter(({ editionId }) => editionId.startsWith('many-'));
    expect(new Set(many.map(({ editionId }) => editionId)).size).toBe(10_001);
    expect(many).toHaveLength(10_001);
    await database
      .tables<CustomersTables>()
      .deleteFrom('customers.library_entry')
      .where('customer_id', '=', 'cust-us-3')
      .execute();
  });
});

describe('Series.libraryEditionIds', () => {
  const SERIES = ['one-piece', 'frieren', 'fullmetal-alchemist', 'no-such-series'];
  beforeAll(() =>
    keep([
      fact('one-piece-1-paperback', 'one-piece'),
      fact('one-piece-1-digital', 'one-piece'),
      fact('one-piece-2-paperback', 'one-piece'),
      fact('one-piece-3-paperback', 'one-piece'),
      fact('one-piece-100-paperback', 'one-piece'),
      fact('frieren-1-digital', 'frieren'),
      fact('frieren-1-paperback', 'frieren'),
      fact('fullmetal-alchemist-box-set', 'fullmetal-alchemist'),
    ]),
  );
  beforeEach(() => {
    database.statements.length = 0;
  });

  const ask = async (caller: unknown) => {
    const references = SERIES.map((id) => ({ __typename: 'Series', id }));
    const { data, errors } = await executeOnSubgraph(customers, caller, LIBRARY_EDITIONS, { references });
    expect(errors).toBeUndefined();
    return data?._entities;
  };
  const answer = (...libraries: string[][]) =>
    SERIES.map((id, index) => ({ id, libraryEditionIds: libraries[index] ?? [] }));

  it("is what the caller's own library has of each series, all of them in one statement", async () => {
    expect(await ask(OWNER)).toEqual(
      answer(
        ['one-piece-1-digital', 'one-piece-1-paperback', 'one-piece-100-paperback', 'one-piece-2-paperback'],
        ['frieren-1-digital'],
      ),
    );
    expect(database.statements).toHaveLength(1);
  });

  it("is empty for an empty library and for an unknown customer, never another customer's", async () => {
    for (const caller of [NEWCOMER, customer('cust-us-999', 'US')])
      expect(await ask(caller)).toEqual(answer());
  });

  it.each(NON_CUSTOMERS)('is refused to %s, without a statement', async (_name, caller) => {
    const references = [{ __typename: 'Series', id: 'frieren' }];
    expect(await executeOnSubgraph(customers, caller, LIBRARY_EDITIONS, { references })).toMatchObject({
      data: { _entities: [null] },
      errors: [{ extensions: { code: 'DENIED' } }],
    });
    expect(database.statements).toEqual([]);
  });
});
