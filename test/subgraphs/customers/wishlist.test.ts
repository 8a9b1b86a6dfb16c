import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CustomersTables } from '../../../subgraphs/customers/repository.ts';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';
import { customer, executeOnSubgraph } from '../executeOnSubgraph.ts';
import { NEWCOMER, NON_CUSTOMERS, OWNER } from './callers.ts';

const ADD = `mutation ($editionId: ID!, $idempotencyKey: String!) {
  addToWishlist(editionId: $editionId, idempotencyKey: $idempotencyKey) {
    entry { edition { id } addedAt } userErrors { code field } replayed
  }
}`;

const DAY_MS = 24 * 60 * 60 * 1_000;

let now: Date;
let database: TestDatabase;
let customers: Subgraph;
beforeAll(async () => {
  database = await openTestDatabase();
  customers = SUBGRAPHS.customers({ ...TEST_ENVIRONMENT, database, now: () => now });
  await database
    .tables<CustomersTables>()
    .insertInto('customers.edition_reference')
    .values(Array.from({ length: 230 }, (_e, index) => ({ edition_id: `e-${index}`, series_id: 'e' })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
});
afterAll(() => database.close());
beforeEach(() => {
  now = TEST_NOW;
  database.statements.length = 0;
});

async function add(caller: unknown, editionId: string, idempotencyKey: string) {
  const { data, errors } = await executeOnSubgraph(customers, caller, ADD, { editionId, idempotencyKey });
  expect(errors).toBeUndefined();
  return data?.addToWishlist;
}

const added = (id: string, replayed = false, addedAt = '2026-11-23T12:00:00.000Z') => ({
  entry: { edition: { id }, addedAt },
  userErrors: [],
  replayed,
});
const refused = (code: string, field: string | null) => ({
  entry: null,
  userErrors: [{ code, field }],
  replayed: false,
});

async function readWishlist(customerId: string): Promise<string[]> {
  const rows = await database
    .tables<CustomersTables>()
    .selectFrom('customers.wishlist_entry')
    .select('edition_id')
    .where('customer_id', '=', customerId)
    .execute();
  return rows.map(({ edition_id }) => edition_id).sort();
}

describe('addToWishlist', () => {
  it('68: puts an edition there once; the same call again is a replay, with other arguments a conflict', async () => {
    expect(await add(NEWCOMER, 'e-1', 'k-1')).toEqual(added('e-1'));
    now = new Date(TEST_NOW.getTime() + DAY_MS);
    expect(await add(NEWCOMER, 'e-1', 'k-1')).toEqual(added('e-1', true));
    expect(await add(NEWCOMER, 'e-2', 'k-1')).toEqual(refused('IDEMPOTENCY_CONFLICT', 'idempotencyKey'));
    expect(await readWishlist('cust-us-3')).toEqual(['e-1']);
  });

  it('leaves what is there already where it is', async () => {
    expect(await add(NEWCOMER, 'e-3', 'k-2')).toEqual(added('e-3'));
    now = new Date(TEST_NOW.getTime() + DAY_MS);
    expect(await add(NEWCOMER, 'e-3', 'k-3')).toEqual(added('e-3'));
  });

  it('68: is done once when many ask for the same at the same time', async () => {
    const caller = customer('cust-us-2', 'US');
    const answers = await Promise.all(Array.from({ length: 8 }, () => add(caller, 'e-4', 'k-4')));
    expect(answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(added('e-4')))).toHaveLength(
      1,
    );
    expect(
      answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(added('e-4', true))),
    ).toHaveLength(7);
    expect(await readWishlist('cust-us-2')).toEqual(['e-4', 'frieren-3-paperback']);
  });

  it('keeps the keys of two customers apart', async () => {
    expect(await add(customer('cust-us-4', 'US'), 'e-5', 'shared')).toEqual(added('e-5'));
    expect(await add(customer('cust-us-7', 'US'), 'e-6', 'shared')).toEqual(added('e-6'));
    expect(await readWishlist('cust-us-7')).toEqual(['e-6']);
  });

  it('refuses an edition that the catalog does not have, and leaves the key free', async () => {
    expect(await add(OWNER, 'no-such-edition', 'k-5')).toEqual(refused('NOT_FOUND', 'editionId'));
    expect(await add(OWNER, 'e-7', 'k-5')).toEqual(added('e-7'));
  });

  it('refuses a customer that has no profile', async () => {
    expect(await add(customer('cust-us-999', 'US'), 'e-1', 'k-6')).toEqual(refused('NOT_FOUND', null));
  });

  it('takes 200 and no more, also when several ask for the last place at the same time', async () => {
    const caller = customer('cust-de-2', 'DE');
    await database
      .tables<CustomersTables>()
      .insertInto('customers.wishlist_entry')
      .values(
        Array.from({ length: 198 }, (_entry, index) => ({
          customer_id: 'cust-de-2',
          edition_id: `e-${index}`,
          added_at: TEST_NOW,
        })),
      )
      .execute();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_answer, index) => add(caller, `e-${200 + index}`, `many-${index}`)),
    );
    const full = JSON.stringify(refused('LIMIT_REACHED', null));
    expect(answers.filter((answer) => JSON.stringify(answer) === full)).toHaveLength(4);
    expect(await readWishlist('cust-de-2')).toHaveLength(200);
    // What is there already is still there.
    expect(await add(caller, 'e-0', 'again')).toEqual(added('e-0'));
  });

  it.each(NON_CUSTOMERS)('is refused to %s, without a statement', async (_name, caller) => {
    expect(
      await executeOnSubgraph(customers, caller, ADD, { editionId: 'e-1', idempotencyKey: 'k' }),
    ).toMatchObject({ errors: [{ extensions: { code: 'DENIED' } }] });
    expect(database.statements).toEqual([]);
  });

  it.each([
    ['no edition', '', 'k'],
    ['an edition of 101 characters', 'x'.repeat(101), 'k'],
    ['an edition with a control character', 'e\u0000', 'k'],
    ['no key', 'e-1', ''],
    ['a key of 101 characters', 'e-1', 'k'.repeat(101)],
  ])('refuses %s, without a statement', async (_name, editionId, idempotencyKey) => {
    expect(await executeOnSubgraph(customers, OWNER, ADD, { editionId, idempotencyKey })).toMatchObject({
      errors: [{ extensions: { code: 'INVALID_ARGUMENT' } }],
    });
    expect(database.statements).toEqual([]);
  });
});
