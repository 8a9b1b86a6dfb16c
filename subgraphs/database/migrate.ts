import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { isErrno } from '../errno.ts';
import { createCallerRole } from './callerRole.ts';

/**
 * Brings one subgraph's PostgreSQL schema up to date, in one transaction. Safe to run from several replicas at
 * once: Kysely's migrator takes a lock.
 * @throws the fault of the first migration that failed; nothing of it is kept.
 */
export async function migrateSubgraph(
  database: Kysely<unknown>,
  subgraph: string,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  if (await isUpToDate(database, subgraph, Object.keys(migrations))) return;
  await createCallerRole(database);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: subgraph,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

const UNDEFINED_TABLE = '42P01';
const INVALID_SCHEMA = '3F000';

/** Whether every migration has run. The migrator asks a dozen times for what one look tells at most starts. */
async function isUpToDate(
  database: Kysely<unknown>,
  subgraph: string,
  names: readonly string[],
): Promise<boolean> {
  try {
    const { rows } = await sql<{ name: string }>`
      select name from ${sql.id(subgraph, 'kysely_migration')}`.execute(database);
    const done = new Set(rows.map(({ name }) => name));
    return names.every((name) => done.has(name));
  } catch (error) {
    if (isErrno(error, UNDEFINED_TABLE, INVALID_SCHEMA)) return false;
    throw error;
  }
}
