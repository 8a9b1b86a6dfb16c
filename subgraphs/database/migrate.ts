import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

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
  await sql`create schema if not exists ${sql.id(subgraph)}`.execute(database);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableSchema: subgraph,
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
