import { type Kysely, sql } from 'kysely';

/** One marketplace's offers together and with what is filtered by, so that a search of everything reads the index alone. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table catalog.offer_copy
      drop constraint offer_copy_pkey,
      add primary key (marketplace, edition_id) include (amount, availability)`.execute(database);
}
