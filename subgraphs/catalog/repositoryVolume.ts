import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { CatalogTables, VolumeRow } from './repository.ts';

/** Reading order: by number, specials without one last, then by label, so that 14+ follows 14. */
const READING_ORDER = sql`coalesce(v.number, 'infinity'), v.label`;

export function loadVolumes(database: Kysely<CatalogTables>, ids: readonly string[]): Promise<VolumeRow[]> {
  return database.selectFrom('catalog.volume').selectAll().where(sql<boolean>`id = any(${ids})`).execute();
}

/** The volumes inside these editions, in reading order. */
export async function loadContents(
  database: Kysely<CatalogTables>,
  editionIds: readonly string[],
): Promise<(VolumeRow & { edition_id: string })[]> {
  const { rows } = await sql<VolumeRow & { edition_id: string }>`
    select c.edition_id, v.*
    from catalog.edition_volume c join catalog.volume v on v.id = c.volume_id
    where c.edition_id = any(${editionIds})
    order by ${READING_ORDER}`.execute(database);
  return rows;
}

export interface ReleaseFactsRow {
  series_id: string;
  released_volumes: number;
  latest_volume_id: string;
}

/** What of these series is released on that day: an edition without a date counts. Series without any are left out. */
export async function loadReleaseFacts(
  database: Kysely<CatalogTables>,
  seriesIds: readonly string[],
  today: string,
): Promise<ReleaseFactsRow[]> {
  const { rows } = await sql<ReleaseFactsRow>`
    select v.series_id, count(distinct v.number) as released_volumes,
      (array_agg(v.id order by v.number desc nulls last, v.label desc))[1] as latest_volume_id
    from catalog.volume v
    where v.series_id = any(${seriesIds}) and ${isReleased(today)}
    group by v.series_id`.execute(database);
  return rows;
}

/** The numbered volumes of these series that are released on that day, as above, in reading order. */
export async function loadReleasedVolumes(
  database: Kysely<CatalogTables>,
  seriesIds: readonly string[],
  today: string,
): Promise<VolumeRow[]> {
  const { rows } = await sql<VolumeRow>`
    select v.* from catalog.volume v
    where v.series_id = any(${seriesIds}) and v.number is not null and ${isReleased(today)}
    order by ${READING_ORDER}`.execute(database);
  return rows;
}

function isReleased(today: string): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from catalog.edition_volume c join catalog.edition e on e.id = c.edition_id
    where c.volume_id = v.id and (e.release_date is null or e.release_date <= ${today}::date))`;
}

export interface NextVolumeKey {
  readonly seriesId: string;
  readonly after: string;
}

/** For each key the first volume after that number; keys without one are left out. */
export async function loadNextVolumes(
  database: Kysely<CatalogTables>,
  keys: readonly NextVolumeKey[],
): Promise<(VolumeRow & { after: string })[]> {
  const { rows } = await sql<VolumeRow & { after: string }>`
    select k.after, v.*
    from unnest(${keys.map((key) => key.seriesId)}::text[], ${keys.map((key) => key.after)}::text[])
      as k (series_id, after)
    cross join lateral (
      select v.* from catalog.volume v
      where v.series_id = k.series_id and v.number > k.after::numeric
      order by v.number, v.label
      limit 1
    ) v`.execute(database);
  return rows;
}

/** The last volume of a page; `number` is `Infinity` for a special. */
export interface VolumePosition {
  readonly number: string;
  readonly label: string;
}

export interface VolumePageKey {
  readonly seriesId: string;
  readonly first: number;
  readonly after: VolumePosition | undefined;
}

/** For each key up to `first + 1` of its volumes, in reading order, all in one statement. `key` is its index. */
export async function loadVolumePages(
  database: Kysely<CatalogTables>,
  keys: readonly VolumePageKey[],
): Promise<(VolumeRow & { key: number })[]> {
  const { rows } = await sql<VolumeRow & { key: number }>`
    select k.key, v.*
    from unnest(${keys.map((_key, index) => index)}::int[], ${keys.map((key) => key.seriesId)}::text[],
      ${keys.map((key) => key.after?.number ?? '-Infinity')}::numeric[],
      ${keys.map((key) => key.after?.label ?? '')}::text[], ${keys.map((key) => key.first + 1)}::int[])
      as k (key, series_id, number, label, size)
    cross join lateral (
      select v.* from catalog.volume v
      where v.series_id = k.series_id and (${READING_ORDER}) > (k.number, k.label)
      order by ${READING_ORDER}
      limit k.size
    ) v
    order by k.key, ${READING_ORDER}`.execute(database);
  return rows;
}
