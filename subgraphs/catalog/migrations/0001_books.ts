import { type Kysely, sql } from 'kysely';

/**
 * Ids are compared byte by byte (`collate "C"`), so that lists which end on an id have one order on every
 * server, whatever its locale.
 */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table catalog.series (
      id text collate "C" primary key,
      kind text not null check (kind in ('MANGA', 'LIGHT_NOVEL')),
      -- The title without case, accents, punctuation and spaces: what makes two spellings one series.
      title_key text collate "C" not null,
      title_english text,
      title_romaji text,
      title_native text,
      demographic text check (demographic in ('SHONEN', 'SHOJO', 'SEINEN', 'JOSEI', 'KODOMO')),
      status text check (status in ('ONGOING', 'FINISHED', 'HIATUS', 'CANCELLED')),
      genres text[] not null,
      age_rating text,
      reading_direction text check (reading_direction in ('RIGHT_TO_LEFT', 'LEFT_TO_RIGHT')),
      original_publisher text,
      start_year integer,
      unique (kind, title_key)
    )`.execute(database);
  await sql`
    create table catalog.contributor (
      id text collate "C" primary key,
      name text not null,
      native_name text
    )`.execute(database);
  await sql`
    create table catalog.contribution (
      series_id text collate "C" not null references catalog.series,
      position integer not null,
      contributor_id text collate "C" not null references catalog.contributor,
      role text not null check (role in ('STORY', 'ART', 'STORY_AND_ART', 'ILLUSTRATION', 'TRANSLATION')),
      primary key (series_id, position)
    )`.execute(database);
  await sql`
    create table catalog.volume (
      id text collate "C" primary key,
      series_id text collate "C" not null references catalog.series,
      label text collate "C" not null,
      -- Null for a special that has no number.
      number numeric,
      unique (series_id, label)
    )`.execute(database);
  await sql`
    create table catalog.edition (
      id text collate "C" primary key,
      isbn13 text unique,
      -- A shop's own number, for audiobooks that have no ISBN.
      asin text unique,
      title text not null,
      series_id text collate "C" not null references catalog.series,
      -- The single volume it is; null for a box set or an omnibus.
      volume_id text collate "C" references catalog.volume,
      -- The number of the first volume inside.
      first_number numeric,
      format text not null check (format in
        ('PAPERBACK', 'HARDCOVER', 'DIGITAL', 'BOX_SET', 'OMNIBUS', 'DELUXE', 'AUDIOBOOK')),
      language text not null,
      publisher text,
      -- Null where unknown: such an edition counts as released.
      release_date date
    )`.execute(database);
  await sql`
    create table catalog.edition_volume (
      edition_id text collate "C" not null references catalog.edition,
      volume_id text collate "C" not null references catalog.volume,
      primary key (edition_id, volume_id)
    )`.execute(database);
  await sql`create index on catalog.edition (series_id)`.execute(database);
  await sql`create index on catalog.edition (volume_id)`.execute(database);
  await sql`create index on catalog.edition (release_date, id)`.execute(database);
  await sql`create index on catalog.edition_volume (volume_id)`.execute(database);
}
