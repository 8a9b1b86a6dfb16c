import { type Kysely, sql, type Transaction } from 'kysely';

/** Seeding or syncing at the same time, two programs on one server would fill the same tables. */
const SEEDING_LOCK = 7_046_029_254;

/**
 * Runs `seed` in one transaction for those of these schemas that have not been seeded, and marks them; does
 * nothing but look where all have been.
 */
export async function seedOnce(
  database: Kysely<unknown>,
  schemas: readonly string[],
  seed: (transaction: Transaction<unknown>, unseeded: ReadonlySet<string>) => Promise<void>,
): Promise<void> {
  if ((await findUnseeded(database, schemas)).size === 0) return;
  // What another committed while this one waited has to be seen.
  const serialized = database.transaction().setIsolationLevel('read committed');
  await serialized.execute(async (transaction) => {
    await lockSeeding(transaction);
    // Whoever had the lock before may have done it meanwhile.
    const unseeded = await findUnseeded(transaction, schemas);
    if (unseeded.size === 0) return;
    await seed(transaction, unseeded);
    for (const schema of unseeded)
      await sql`create table ${sql.id(schema, 'seeded')} ()`.execute(transaction);
  });
}

/** Waits until no other transaction on this server seeds or syncs, and keeps others waiting until this one ends. */
export async function lockSeeding(transaction: Transaction<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SEEDING_LOCK})`.execute(transaction);
}

async function findUnseeded(
  database: Kysely<unknown>,
  schemas: readonly string[],
): Promise<ReadonlySet<string>> {
  // The catalog as a table: to_regclass may answer from a cache of before the lock was ours.
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${schemas}::text[]) name
    where not exists (
      select from pg_catalog.pg_class table_ join pg_catalog.pg_namespace schema_ on schema_.oid = table_.relnamespace
      where schema_.nspname = name and table_.relname = 'seeded')`.execute(database);
  return new Set(rows.map(({ name }) => name));
}
