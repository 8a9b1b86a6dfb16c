import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { seedAgain } from '../../harness/seedAgain.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { ANONYMOUS, customer, executeOnSubgraph } from '../executeOnSubgraph.ts';

const OFFERS = `query ($editions: [_Any!]!, $marketplace: Marketplace) {
  _entities(representations: $editions) { ... on Edition { id offer(marketplace: $marketplace) {
    __typename
    ... on Offer { marketplace price { amount currency } availability stock shipsFrom freshness { stale } }
    ... on Unavailable { reason retryable }
  } } }
}`;

const edition = (id: string) => ({ __typename: 'Edition', id });

let database: TestDatabase;
let inventory: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  inventory = SUBGRAPHS.inventory({ ...TEST_ENVIRONMENT, database });
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

describe('offer', () => {
  it("answers in the caller's own marketplace", async () => {
    const result = await executeOnSubgraph(inventory, customer('customer-jp', 'JP'), OFFERS, {
      editions: [edition('frieren-14-paperback')],
    });
    expect(result).toEqual({
      data: {
        _entities: [
          {
            id: 'frieren-14-paperback',
            offer: {
              __typename: 'Offer',
              marketplace: 'JP',
              price: { amount: '594.00', currency: 'JPY' },
              availability: 'PREORDER',
              stock: null,
              shipsFrom: '2026-12-23',
              freshness: { stale: false },
            },
          },
        ],
      },
    });
  });

  it('loads any number of editions in one statement, in the order asked', async () => {
    const ids = ['yotsuba-2-paperback', 'no-such-edition', 'one-piece-1-paperback', 'yotsuba-2-paperback'];
    const result = await executeOnSubgraph(inventory, ANONYMOUS, OFFERS, { editions: ids.map(edition) });
    expect(result.data?._entities).toMatchObject([
      { id: ids[0], offer: { price: { amount: '13.00', currency: 'USD' } } },
      { id: ids[1], offer: { __typename: 'Unavailable', reason: 'NOT_ONBOARDED', retryable: false } },
      { id: ids[2], offer: { price: { amount: '9.99', currency: 'USD' } } },
      { id: ids[3], offer: { price: { amount: '13.00', currency: 'USD' } } },
    ]);
    expect(database.statements).toHaveLength(1);
  });

  it('refuses a marketplace outside the grant of a signed-in caller, before any statement', async () => {
    const result = await executeOnSubgraph(inventory, customer('customer-us', 'US'), OFFERS, {
      editions: [edition('one-piece-1-paperback')],
      marketplace: 'DE',
    });
    expect(result.errors?.[0]?.extensions).toEqual({ code: 'DENIED' });
    expect(database.statements).toHaveLength(0);
  });

  it('seeding again changes nothing', async () => {
    const before = await database
      .tables<Record<string, object>>()
      .selectFrom('inventory.offer')
      .selectAll()
      .execute();
    await seedAgain(database, inventory);
    const after = await database
      .tables<Record<string, object>>()
      .selectFrom('inventory.offer')
      .selectAll()
      .execute();
    expect(after).toEqual(before);
    expect(after.length).toBeGreaterThan(2_000);
  });
});
