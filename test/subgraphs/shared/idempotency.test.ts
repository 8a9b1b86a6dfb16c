import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIdempotencyKeys } from '../../../subgraphs/database/idempotencyKey.ts';
import { doOnce, type Effect, type IdempotentCall } from '../../../subgraphs/idempotency.ts';
import { TEST_NOW } from '../../harness/clock.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';

const SCHEMA = 'once_test';
const DAY_MS = 24 * 60 * 60_000;
const CALL: IdempotentCall = {
  customerId: 'ada',
  key: 'key',
  action: 'buy',
  args: { book: 'frieren-1' },
  now: TEST_NOW,
};

interface Tables {
  'once_test.effect': { id: string };
}

let database: TestDatabase;
let tables: Kysely<Tables>;
beforeAll(async () => {
  database = await openTestDatabase();
  tables = database.tables<Tables>();
  await sql`create schema once_test`.execute(tables);
  await sql`create table once_test.effect (id text not null)`.execute(tables);
  await createIdempotencyKeys(database.tables(), SCHEMA);
});
afterAll(() => database.close());
beforeEach(async () => {
  await sql`truncate once_test.effect, once_test.idempotency_key`.execute(tables);
});

/** Has an effect of this name. */
function act(id: string) {
  return async (transaction: Transaction<Tables>): Promise<Effect<'REFUSED'>> => {
    await transaction.insertInto('once_test.effect').values({ id }).execute();
    return { resultId: id };
  };
}

const run = (id: string, call: Partial<IdempotentCall> = {}) =>
  doOnce(tables, SCHEMA, { ...CALL, ...call }, act(id));

async function listEffects(): Promise<string[]> {
  const rows = await tables.selectFrom('once_test.effect').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}

async function countKeys(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from once_test.idempotency_key`.execute(
    tables,
  );
  return rows[0]?.count ?? Number.NaN;
}

describe('doing something once', () => {
  it('has its effect the first time, and answers with its result every time', async () => {
    expect(await run('first')).toEqual({ resultId: 'first', replayed: false });
    expect(await run('again')).toEqual({ resultId: 'first', replayed: true });
    expect(await run('later', { now: new Date(TEST_NOW.getTime() + DAY_MS) })).toEqual({
      resultId: 'first',
      replayed: true,
    });
    expect(await listEffects()).toEqual(['first']);
  });

  it('has it once of many that come at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 12 }, (_, index) => run(`run-${index}`)));
    const effects = await listEffects();
    expect(effects).toHaveLength(1);
    expect(outcomes.filter((outcome) => 'replayed' in outcome && !outcome.replayed)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => 'resultId' in outcome && outcome.resultId))).toEqual(
      new Set(effects),
    );
  });

  it.each<[what: string, call: Partial<IdempotentCall>]>([
    ['other arguments', { args: { book: 'frieren-2' } }],
    ['more arguments', { args: { book: 'frieren-1', copies: 2 } }],
    ['another action', { action: 'return' }],
  ])('refuses the key with %s', async (_what, call) => {
    await run('first');
    expect(await run('other', call)).toEqual({ error: 'IDEMPOTENCY_CONFLICT' });
    expect(await listEffects()).toEqual(['first']);
    expect(await run('again')).toEqual({ resultId: 'first', replayed: true });
  });

  it('has a key of its own for each customer', async () => {
    await run('of-ada');
    expect(await run('of-bob', { customerId: 'bob' })).toEqual({ resultId: 'of-bob', replayed: false });
    expect(await listEffects()).toEqual(['of-ada', 'of-bob']);
  });

  it('leaves nothing behind where it is refused, so that the key can come again', async () => {
    const refused = await doOnce(tables, SCHEMA, CALL, async () => ({ error: 'REFUSED' }));
    expect(refused).toEqual({ error: 'REFUSED' });
    expect(await countKeys()).toBe(0);
    expect(await run('put-right', { args: { book: 'frieren-2' } })).toEqual({
      resultId: 'put-right',
      replayed: false,
    });
  });

  it('leaves nothing behind where it fails, and fails as it did', async () => {
    const failing = doOnce(tables, SCHEMA, CALL, async (transaction) => {
      await act('half-done')(transaction);
      throw new Error('It broke.');
    });
    await expect(failing).rejects.toThrow('It broke.');
    expect([await listEffects(), await countKeys()]).toEqual([[], 0]);
    expect(await run('again')).toEqual({ resultId: 'again', replayed: false });
  });

  it('lets one that waited for a refused one have its own effect', async () => {
    const [refused, done] = await Promise.all([
      doOnce(tables, SCHEMA, CALL, async (transaction) => {
        await sql`select pg_sleep(0.2)`.execute(transaction);
        return { error: 'REFUSED' };
      }),
      run('waited'),
    ]);
    // Whichever of the two was first: where it was the one that acts, the other learns its result.
    if ('error' in refused) expect(done).toEqual({ resultId: 'waited', replayed: false });
    else expect(refused).toEqual({ resultId: 'waited', replayed: true });
    expect(await listEffects()).toEqual(['waited']);
  });

  it("forgets a customer's keys after thirty days, as it uses another, and nobody else's", async () => {
    const at = (ms: number) => ({ now: new Date(TEST_NOW.getTime() + 30 * DAY_MS + ms) });
    await run('first');
    await run('of-bob', { customerId: 'bob' });
    await run('on-the-day', { key: 'second', ...at(0) });
    expect(await run('again', at(0))).toEqual({ resultId: 'first', replayed: true });
    await run('after', { key: 'third', ...at(1) });
    expect(await run('anew', at(1))).toEqual({ resultId: 'anew', replayed: false });
    expect(await run('bob-again', { customerId: 'bob', ...at(1) })).toEqual({
      resultId: 'of-bob',
      replayed: true,
    });
  });
});
