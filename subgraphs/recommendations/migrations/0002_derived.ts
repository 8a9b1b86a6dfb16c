import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What is worked out from the copies after each sync, so that a call only looks it up. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table recommendations.neighbour (
      series_id text collate "C" not null,
      other_id text collate "C" not null,
      score numeric(7, 6) not null,
      -- Customers who bought both.
      together_count integer not null,
      primary key (series_id, other_id)
    )`.execute(database);
  // A sparse vector per series: its length is 1, so the sum of products of two is the cosine between them.
  await sql`
    create table recommendations.feature (
      series_id text collate "C" not null,
      kind text not null check (kind in ('CREATOR', 'GENRE', 'DEMOGRAPHIC', 'KIND', 'DECADE')),
      value text collate "C" not null,
      weight double precision not null,
      primary key (series_id, kind, value)
    )`.execute(database);
  await sql`
    create index on recommendations.feature (kind, value) include (series_id, weight)`.execute(database);
  await sql`
    create table recommendations.sale (
      series_id text collate "C" not null,
      marketplace text not null,
      primary key (series_id, marketplace)
    )`.execute(database);
  // What one can begin a series with, to hold in hand, where it is in stock.
  await sql`
    create table recommendations.gift (
      series_id text collate "C" not null,
      marketplace text not null,
      edition_id text collate "C" not null,
      format text not null,
      language text not null,
      volume_count integer not null,
      amount numeric(12, 2) not null,
      primary key (series_id, marketplace, edition_id)
    )`.execute(database);
}
