import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PurchaseFact, SubgraphFeeds } from '../../../subgraphs/feeds.ts';
import { syncSubgraphs } from '../../../subgraphs/seedSubgraphs.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';

let database: TestDatabase;
let tables: Kysely<unknown>;
beforeAll(async () => {
  database = await openTestDatabase();
  tables = database.tables();
  await sql`create schema feed_test`.execute(tables);
  await sql`create table feed_test.copy (keeper text not null, fact text not null)`.execute(tables);
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`truncate feed_test.copy`.execute(tables);
  happened = [];
});

/** What the parties did, in order. */
let happened: string[];

/** A subgraph that does no more than syncing asks. */
function party(parts: SubgraphFeeds<unknown>): Subgraph {
  const unused = async () => {
    throw new Error('Syncing does not need it.');
  };
  return {
    name: 'party',
    sdl: '',
    migrate: unused,
    seed: unused,
    checkToken: unused,
    erase: unused,
    execute: unused,
    publishes: {},
    keeps: {},
    ...parts,
  };
}

function publishPurchases(...chunks: readonly string[][]) {
  return async function* publish(): AsyncGenerator<readonly PurchaseFact[]> {
    happened.push('published');
    for (const chunk of chunks) yield chunk.map((editionId) => ({ customerId: 'ada', editionId }));
  };
}

function keepPurchases(keeper: string) {
  return async (transaction: Transaction<unknown>, facts: AsyncIterable<readonly PurchaseFact[]>) => {
    await sql`delete from feed_test.copy where keeper = ${keeper}`.execute(transaction);
    for await (const chunk of facts) {
      for (const { editionId } of chunk) {
        await sql`insert into feed_test.copy values (${keeper}, ${editionId})`.execute(transaction);
      }
    }
    happened.push(`kept by ${keeper}`);
  };
}

async function listCopies(): Promise<string[]> {
  const { rows } = await sql<{ copy: string }>`
    select keeper || ': ' || string_agg(fact, ' ' order by fact) as copy
    from feed_test.copy group by keeper order by keeper`.execute(tables);
  return rows.map(({ copy }) => copy);
}

describe('syncing', () => {
  it('brings every fact to every keeper, and counts each once', async () => {
    const parties = [
      party({ keeps: { purchases: keepPurchases('one') } }),
      party({ publishes: { purchases: publishPurchases(['a', 'b'], [], ['c']) } }),
      party({ keeps: { purchases: keepPurchases('two') } }),
    ];
    expect(await syncSubgraphs(database, parties)).toEqual({ purchases: 3 });
    expect(await listCopies()).toEqual(['one: a b c', 'two: a b c']);
    const fewer = party({ publishes: { purchases: publishPurchases(['b']) } });
    expect(await syncSubgraphs(database, [fewer, ...parties.slice(0, 1)])).toEqual({ purchases: 1 });
    expect(await listCopies()).toEqual(['one: b', 'two: a b c']);
  });

  it('empties a copy of which there is nothing any more', async () => {
    await sql`insert into feed_test.copy values ('one', 'old')`.execute(tables);
    const keeper = party({ keeps: { purchases: keepPurchases('one') } });
    const publisher = party({ publishes: { purchases: publishPurchases() } });
    expect(await syncSubgraphs(database, [publisher, keeper])).toEqual({ purchases: 0 });
    expect(await listCopies()).toEqual([]);
  });

  it('leaves a copy as it is where the publisher runs elsewhere, and reads nothing that nobody keeps', async () => {
    await sql`insert into feed_test.copy values ('one', 'old')`.execute(tables);
    expect(await syncSubgraphs(database, [party({ keeps: { purchases: keepPurchases('one') } })])).toEqual(
      {},
    );
    expect(await listCopies()).toEqual(['one: old']);
    expect(
      await syncSubgraphs(database, [party({ publishes: { purchases: publishPurchases(['a']) } })]),
    ).toEqual({});
    expect(happened).toEqual([]);
  });

  it('tells what follows from the copies when all are new', async () => {
    const afterSync = async () => {
      happened.push('derived');
    };
    await syncSubgraphs(database, [
      party({ keeps: { purchases: keepPurchases('one') }, afterSync }),
      party({ keeps: { ownedEditions: keepPurchases('two') } }),
      party({
        publishes: { purchases: publishPurchases(['a']), ownedEditions: publishPurchases(['b']) },
      }),
    ]);
    expect(happened).toEqual(['published', 'kept by one', 'published', 'kept by two', 'derived']);
  });

  it.each<[what: string, broken: SubgraphFeeds<unknown>]>([
    [
      'a publisher breaks off',
      {
        publishes: {
          async *ownedEditions() {
            yield [{ customerId: 'ada', editionId: 'a' }];
            throw new Error('It broke.');
          },
        },
        keeps: { ownedEditions: keepPurchases('three') },
      },
    ],
    [
      'what follows fails',
      {
        async afterSync() {
          throw new Error('It broke.');
        },
      },
    ],
  ])('leaves every copy as it was where %s', async (_what, broken) => {
    await sql`insert into feed_test.copy values ('one', 'old')`.execute(tables);
    const parties = [
      party({ publishes: { purchases: publishPurchases(['a']) } }),
      party({ keeps: { purchases: keepPurchases('one') } }),
      party(broken),
    ];
    await expect(syncSubgraphs(database, parties)).rejects.toThrow('It broke.');
    expect(await listCopies()).toEqual(['one: old']);
  });

  it('lets two at a time take turns', async () => {
    const parties = [
      party({ publishes: { purchases: publishPurchases(['a', 'b']) } }),
      party({ keeps: { purchases: keepPurchases('one') } }),
    ];
    await Promise.all([1, 2, 3].map(() => syncSubgraphs(database, parties)));
    expect(await listCopies()).toEqual(['one: a b']);
  });
});
