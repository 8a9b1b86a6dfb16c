import { type Kysely, sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SUBGRAPHS } from '../../../subgraphs/registry.ts';
import { seedSubgraphs, syncSubgraphs } from '../../../subgraphs/seedSubgraphs.ts';
import type { Subgraph } from '../../../subgraphs/subgraph.ts';
import { openTestDatabase, type TestDatabase } from '../../harness/testDatabase.ts';
import { TEST_ENVIRONMENT } from '../../harness/testEnvironment.ts';

let database: TestDatabase;
let tables: Kysely<unknown>;
beforeAll(async () => {
  database = await openTestDatabase();
  tables = database.tables();
});
afterAll(() => database.close());

describe('the sample shop', () => {
  const open = () => Object.values(SUBGRAPHS).map((create) => create({ ...TEST_ENVIRONMENT, database }));

  it('is neither doubled nor changed by seeding again, which only looks', async () => {
    const before = await fingerprintTables();
    expect(Object.keys(before).length).toBeGreaterThan(20);
    database.statements.length = 0;
    await seedSubgraphs(database, open());
    expect(database.statements).toHaveLength(1);
    expect(await fingerprintTables()).toEqual(before);
  });

  it('is not changed by seeding each subgraph anew, nor by bringing copies up to date', async () => {
    const before = await fingerprintTables();
    const subgraphs = open();
    await tables.transaction().execute(async (transaction) => {
      for (const subgraph of subgraphs) await subgraph.seed(transaction);
    });
    await syncSubgraphs(database, subgraphs);
    const after = await fingerprintTables();
    for (const [table, rows] of Object.entries(before)) expect([table, after[table]]).toEqual([table, rows]);
  });
});

/** What is in every table of the subgraphs, in no order. */
async function fingerprintTables(): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema = any(${Object.keys(SUBGRAPHS)}) and table_type = 'BASE TABLE'
      and table_name not like 'kysely%'`.execute(tables);
  const fingerprints: Record<string, unknown> = {};
  for (const { schema, name } of rows) {
    const table = `${schema}.${name}`;
    const { rows: found } = await sql`
      select count(*), sum(hashtextextended(row::text, 0)) as hash from ${sql.table(table)} row`.execute(
      tables,
    );
    fingerprints[table] = found[0];
  }
  return fingerprints;
}

describe('seeding', () => {
  const SCHEMAS = ['seed_test_a', 'seed_test_b'];
  beforeEach(async () => {
    for (const schema of SCHEMAS) {
      await sql`drop schema if exists ${sql.id(schema)} cascade`.execute(tables);
      await sql`create schema ${sql.id(schema)}`.execute(tables);
      await sql`create table ${sql.id(schema, 'shelf')} (book text not null)`.execute(tables);
    }
  });

  const put = (schema: string, book: string) => (transaction: Transaction<unknown>) =>
    sql`insert into ${sql.id(schema, 'shelf')} values (${book})`.execute(transaction).then(() => {});

  /** A subgraph that puts one book there, and does no more than seeding asks. */
  function plan(name: string, parts: Partial<Subgraph> = {}): Subgraph {
    const unused = async () => {
      throw new Error('Seeding does not need it.');
    };
    return {
      name,
      sdl: '',
      migrate: unused,
      checkToken: unused,
      execute: unused,
      seed: put(name, 'seeded'),
      erase: unused,
      publishes: {},
      keeps: {},
      ...parts,
    };
  }

  const failing = async () => {
    throw new Error('It broke.');
  };

  async function listBooks(): Promise<string[][]> {
    return Promise.all(
      SCHEMAS.map(async (schema) => {
        const { rows } = await sql<{ book: string }>`select book from ${sql.id(schema, 'shelf')}`.execute(
          tables,
        );
        return rows.map(({ book }) => book);
      }),
    );
  }

  it('happens once, however many come at the same time', async () => {
    const replica = () =>
      seedSubgraphs(
        database,
        SCHEMAS.map((name) => plan(name)),
      );
    await Promise.all([replica(), replica(), replica()]);
    await replica();
    expect(await listBooks()).toEqual([['seeded'], ['seeded']]);
  });

  it('leaves nothing of any subgraph where one fails, and can be done again', async () => {
    const [first = '', second = ''] = SCHEMAS;
    const broken = [plan(first), plan(second, { seed: failing })];
    await expect(seedSubgraphs(database, broken)).rejects.toThrow('It broke.');
    expect(await listBooks()).toEqual([[], []]);
    await seedSubgraphs(
      database,
      SCHEMAS.map((name) => plan(name)),
    );
    expect(await listBooks()).toEqual([['seeded'], ['seeded']]);
  });

  it('leaves nothing where a copy cannot be kept', async () => {
    const [first = '', second = ''] = SCHEMAS;
    await expect(
      seedSubgraphs(database, [plan(first), plan(second, { afterSync: failing })]),
    ).rejects.toThrow('It broke.');
    expect(await listBooks()).toEqual([[], []]);
  });

  it('seeds what is new beside what is there, and brings the copies of all up to date', async () => {
    const [first = '', second = ''] = SCHEMAS;
    await seedSubgraphs(database, [plan(first)]);
    const copying = plan(first, { afterSync: put(first, 'derived') });
    await seedSubgraphs(database, [copying, plan(second)]);
    expect(await listBooks()).toEqual([['seeded', 'derived'], ['seeded']]);
  });
});
