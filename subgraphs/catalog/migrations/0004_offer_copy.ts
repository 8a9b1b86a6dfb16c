import { type Kysely, sql } from 'kysely';

/** What inventory offers, copied to filter by: prices that are shown come from inventory itself. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table catalog.offer_copy (
      edition_id text collate "C" not null,
      marketplace text not null,
      amount numeric(12, 2) not null,
      availability text not null,
      primary key (edition_id, marketplace)
    )`.execute(database);
}
