import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table policy.edition_reference (
      edition_id text collate "C" primary key,
      -- Tells whether it needs a parcel, and how much room in it.
      format text not null
    )`.execute(database);
}
