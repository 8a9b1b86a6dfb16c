import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Caller } from '../../../subgraphs/caller.ts';
import { checkCallerRole } from '../../../subgraphs/database/callerRole.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';

const ids = Array.from({ length: 7 }, (_, index) => `cust-us-${index + 1}`);
const CUSTOMER = { context: 'customer', marketplaces: ['US'], scopes: [] } as const;
const customer = (customerId: string): Caller => ({
  ...CUSTOMER,
  subject: `subject of ${customerId}`,
  customerId,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => {
  database.statements.length = 0;
});

/** Who a connection says that one is. */
async function whoAmI(tables: Kysely<unknown>) {
  const { rows } = await sql<Record<string, string>>`
    select current_user as "role", coalesce(current_setting('genkan.customer_id', true), '') as customer,
      coalesce(current_setting('genkan.subject', true), '') as subject`.execute(tables);
  return rows[0];
}

const OWNER = { role: 'postgres', customer: '', subject: '' };

describe("a caller's statement", () => {
  it("runs in the caller's role with the caller's settings, of which nothing is left for the next", async () => {
    expect(await whoAmI(database.tablesFor(customer('cust-us-1')))).toEqual({
      role: 'genkan_caller',
      customer: 'cust-us-1',
      subject: 'subject of cust-us-1',
    });
    expect(await whoAmI(database.tablesFor({ context: 'anonymous' }))).toEqual({
      ...OWNER,
      role: 'genkan_caller',
    });
    expect(await whoAmI(database.tables())).toMatchObject(OWNER);
  });

  it('leaves nothing behind when it fails, at any step', async () => {
    const tables = database.tablesFor(customer('cust-us-1'));
    for (const statement of ['select 1 / 0', 'no sql', 'select * from nowhere', 'select $1::int']) {
      await expect(sql.raw(statement).execute(tables)).rejects.toMatchObject({ code: expect.any(String) });
      expect(await whoAmI(database.tables())).toMatchObject(OWNER);
      expect(await whoAmI(tables)).toMatchObject({ customer: 'cust-us-1' });
    }
  });

  it('is one statement for who counts them, and text that would end it is none', async () => {
    const name = "x', true); reset role; --";
    expect(await whoAmI(database.tablesFor({ ...CUSTOMER, customerId: name, subject: name }))).toEqual({
      role: 'genkan_caller',
      customer: name,
      subject: name,
    });
    expect(database.statements).toHaveLength(1);
    await expect(
      sql.raw('select 1; reset role').execute(database.tablesFor(customer('c'))),
    ).rejects.toThrow();
    expect(await whoAmI(database.tables())).toMatchObject(OWNER);
  });

  it('gives numbers, dates, nulls and no rows as any statement does', async () => {
    const tables = database.tablesFor(customer('cust-us-1'));
    const { rows } = await sql`
      select 1::bigint as count, date '2026-01-02' as day, null as nothing, array['a'] as list`.execute(
      tables,
    );
    expect(rows).toEqual([{ count: 1, day: '2026-01-02', nothing: null, list: ['a'] }]);
    expect((await sql`select 1 where false`.execute(tables)).rows).toEqual([]);
    const { numAffectedRows } = await sql`delete from orders.idempotency_key`.execute(tables);
    expect(numAffectedRows).toBe(0n);
  });
});

describe("a caller's transaction", () => {
  it('stays in the role to its end, committed or not', async () => {
    const tables = database.tablesFor(customer('cust-us-2'));
    await tables
      .transaction()
      .setIsolationLevel('read committed')
      .execute(async (transaction) => {
        for (const _ of [1, 2]) expect(await whoAmI(transaction)).toMatchObject({ customer: 'cust-us-2' });
      });
    expect(await whoAmI(database.tables())).toMatchObject(OWNER);
    const failing = tables.transaction().execute((transaction) => sql`select 1 / 0`.execute(transaction));
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await whoAmI(database.tables())).toMatchObject(OWNER);
    expect(database.statements.filter((text) => /^(start transaction|begin)/.test(text))).toHaveLength(2);
  });

  it('that its work left aborted is not taken for committed', async () => {
    const work = database
      .tablesFor(customer('cust-us-2'))
      .transaction()
      .execute(async (transaction) => {
        await sql`select 1 / 0`.execute(transaction).catch(() => {});
      });
    await expect(work).rejects.toThrow();
    expect(await whoAmI(database.tables())).toMatchObject(OWNER);
  });
});

describe('connections that many callers share', () => {
  it('42: are each statement’s own, over 1,500 with a third of them failing', async () => {
    const wrong: unknown[] = [];
    const ask = async (index: number) => {
      const id = ids[index % ids.length] ?? '';
      if (index % 4 === 0) {
        const me = await whoAmI(database.tables());
        if (me?.role !== 'postgres' || me.customer !== '') wrong.push(me);
        return;
      }
      const tables = database.tablesFor(customer(id));
      if (index % 3 === 0) {
        await sql`select 1 / (length(id) - length(id)) from customers.customer`.execute(tables).then(
          () => wrong.push('no error'),
          () => {},
        );
        return;
      }
      const { rows } = await sql<{ id: string }>`select id from customers.customer`.execute(tables);
      if (rows.length !== 1 || rows[0]?.id !== id) wrong.push(rows);
    };
    await Promise.all(Array.from({ length: 1_500 }, (_, index) => ask(index)));
    expect(wrong).toEqual([]);
  });

  it('80: that break in the middle are not used again', async () => {
    // One session that ends itself would take the embedded database with it.
    if (process.env.DATABASE_URL === undefined) return;
    const tables = database.tablesFor(customer('cust-us-1'));
    const broken = tables.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction);
      await sql`select pg_terminate_backend(${rows[0]?.pid}::int)`.execute(database.tables());
      await whoAmI(transaction);
    });
    await expect(broken).rejects.toThrow();
    for (const _ of [1, 2, 3]) expect(await whoAmI(tables)).toMatchObject({ customer: 'cust-us-1' });
  });
});

describe('the role', () => {
  it('is looked at before anybody is served', async () => {
    await expect(checkCallerRole(database.tables())).resolves.toBeUndefined();
  });

  it('is one that whoever can run SQL on the connection can leave: known, and in the README', async () => {
    const tables = database.tablesFor(customer('cust-us-1'));
    await tables.transaction().execute(async (transaction) => {
      await sql`reset role`.execute(transaction);
      expect(await whoAmI(transaction)).toMatchObject({ role: 'postgres' });
    });
    expect(await whoAmI(tables)).toMatchObject({ role: 'genkan_caller' });
  });
});
