import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Copies of other subgraphs' facts, each replaced by its feed. Ids are compared byte by byte (`collate "C"`), so
 * that equally good answers have one order on every server.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table recommendations.series (
      id text collate "C" primary key,
      kind text not null,
      demographic text,
      genres text[] not null,
      creators text[] not null,
      -- Null where nobody says.
      minimum_age integer,
      start_year integer,
      -- What it may be called to be left out: folded titles, creators, genres, demographic and kind.
      keys text[] not null,
      -- Folded titles and creators in one line, for a part of one.
      phrases text not null
    )`.execute(database);
  await sql`create index on recommendations.series using gin (keys) with (fastupdate = off)`.execute(
    database,
  );
  await sql`
    create table recommendations.edition (
      id text collate "C" primary key,
      series_id text collate "C" not null,
      format text not null,
      language text not null,
      -- Of the first volume inside; null for a special without one.
      first_number numeric,
      volume_count integer not null
    )`.execute(database);
  await sql`
    create table recommendations.offer (
      edition_id text collate "C" not null,
      marketplace text not null,
      amount numeric(12, 2) not null,
      availability text not null,
      primary key (edition_id, marketplace)
    )`.execute(database);
  // Of purchases and libraries only who has something of which series, not what, when or at what price.
  await sql`
    create table recommendations.purchase (
      customer_id text collate "C" not null,
      series_id text collate "C" not null,
      primary key (customer_id, series_id)
    )`.execute(database);
  await sql`
    create table recommendations.library (
      customer_id text collate "C" not null,
      series_id text collate "C" not null,
      primary key (customer_id, series_id)
    )`.execute(database);
}
