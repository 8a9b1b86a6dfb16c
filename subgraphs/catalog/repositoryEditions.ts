import { type Kysely, sql } from 'kysely';
import type { Format } from '../facts.ts';
import type { CatalogTables, EditionRow } from './repository.ts';

/** One volume inside an edition. */
export interface ContentRow {
  series_id: string;
  edition_id: string;
  format: Format;
  language: string;
  /** Null for a special without one. */
  number: string | null;
}

/** What all editions of these series have inside: by series in reading order, then by edition. */
export async function loadSeriesContents(
  database: Kysely<CatalogTables>,
  seriesIds: readonly string[],
): Promise<ContentRow[]> {
  const { rows } = await sql<ContentRow>`
    select e.series_id, e.id as edition_id, e.format, e.language, v.number
    from catalog.edition e
    join catalog.edition_volume c on c.edition_id = e.id
    join catalog.volume v on v.id = c.volume_id
    where e.series_id = any(${seriesIds})
    order by coalesce(v.number, 'infinity'), v.label, e.id`.execute(database);
  return rows;
}

/** The last edition of a page; `number` is `Infinity` where its first volume has none. */
export interface EditionPosition {
  readonly number: string;
  readonly id: string;
}

export interface EditionPageKey {
  readonly seriesId: string;
  readonly format: Format | undefined;
  readonly language: string | undefined;
  readonly first: number;
  readonly after: EditionPosition | undefined;
}

/** For each key up to `first + 1` of its editions, in reading order, all in one statement. `key` is its index. */
export async function loadEditionPages(
  database: Kysely<CatalogTables>,
  keys: readonly EditionPageKey[],
): Promise<(EditionRow & { key: number })[]> {
  const { rows } = await sql<EditionRow & { key: number }>`
    select k.key, e.*
    from unnest(${keys.map((_key, index) => index)}::int[], ${keys.map((key) => key.seriesId)}::text[],
      ${keys.map((key) => key.format ?? null)}::text[], ${keys.map((key) => key.language ?? null)}::text[],
      ${keys.map((key) => key.after?.number ?? '-Infinity')}::numeric[],
      ${keys.map((key) => key.after?.id ?? '')}::text[], ${keys.map((key) => key.first + 1)}::int[])
      as k (key, series_id, format, language, number, id, size)
    cross join lateral (
      select e.* from catalog.edition e
      where e.series_id = k.series_id
        and (k.format is null or e.format = k.format)
        -- "en" takes "en-US" as well, not the other way round.
        and (k.language is null or e.language = k.language or starts_with(e.language, k.language || '-'))
        and (coalesce(e.first_number, 'infinity'), e.id) > (k.number, k.id)
      order by coalesce(e.first_number, 'infinity'), e.id
      limit k.size
    ) e
    order by k.key, coalesce(e.first_number, 'infinity'), e.id`.execute(database);
  return rows;
}

/** The editions that have these volumes inside, the fewest volumes first. */
export async function loadEditionsAround(
  database: Kysely<CatalogTables>,
  volumeIds: readonly string[],
): Promise<(EditionRow & { inside: string })[]> {
  const { rows } = await sql<EditionRow & { inside: string }>`
    select c.volume_id as inside, e.*
    from catalog.edition_volume c join catalog.edition e on e.id = c.edition_id
    where c.volume_id = any(${volumeIds})
    order by (select count(*) from catalog.edition_volume other where other.edition_id = e.id), e.id`.execute(
    database,
  );
  return rows;
}

export interface VolumeNumberKey {
  readonly seriesId: string;
  /** A decimal, as text. */
  readonly number: string;
}

/** For each key the editions that have a volume of that number inside, the fewest volumes first. `key` is its index. */
export async function loadEditionsWithVolume(
  database: Kysely<CatalogTables>,
  keys: readonly VolumeNumberKey[],
): Promise<(EditionRow & { key: number })[]> {
  const { rows } = await sql<EditionRow & { key: number }>`
    with found as (
      select distinct k.key, c.edition_id
      from unnest(${keys.map((_key, index) => index)}::int[], ${keys.map((key) => key.seriesId)}::text[],
        ${keys.map((key) => key.number)}::numeric[]) as k (key, series_id, number)
      join catalog.volume v on v.series_id = k.series_id and v.number = k.number
      join catalog.edition_volume c on c.volume_id = v.id
    )
    select f.key, e.*
    from found f join catalog.edition e on e.id = f.edition_id
    order by f.key, (select count(*) from catalog.edition_volume c where c.edition_id = e.id), e.id`.execute(
    database,
  );
  return rows;
}
