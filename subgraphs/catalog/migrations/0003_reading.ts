import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    alter table catalog.series
      -- The shop's advice, in years; null where nobody says.
      add column minimum_age integer check (minimum_age >= 0),
      add column content_notes text[] not null default '{}'`.execute(database);
  await sql`
    create table catalog.reading_step (
      -- What belongs together; in the order to read it.
      list text collate "C" not null,
      position integer not null,
      -- In one list only: what series are to one another follows from it.
      series_id text collate "C" not null unique references catalog.series,
      role text not null check (role in ('MAIN', 'SIDE_STORY', 'SPIN_OFF', 'ALTERNATIVE_VERSION')),
      note text,
      primary key (list, position)
    )`.execute(database);
}
