import { type Kysely, sql } from 'kysely';
import type { CatalogTables, EditionRow } from './repository.ts';
import { matchEditions, type Sought } from './repositoryMatch.ts';

/** Where an edition stands among the results: how far it is from what was sought, then in reading order. */
export interface SearchPosition {
  readonly distance: number;
  readonly series_id: string;
  readonly number: string;
  readonly id: string;
}

/** The editions that match, nearest first, in one statement. */
export async function searchEditions(
  database: Kysely<CatalogTables>,
  sought: Sought,
  limit: number,
  after: SearchPosition | undefined,
): Promise<(EditionRow & SearchPosition)[]> {
  const { rows } = await sql<EditionRow & SearchPosition>`
    with ${matchEditions(sought)}, ranked as (
      select id, series_id, number, case
        -- Who names a creator, a topic, or nothing, looks for series: the first edition of each goes before all others.
        when by_topic and row_number() over (
          partition by series_id order by not is_offered, volume_id is null, number, id) > 1
          then -(400 + 2 * is_offered::int + (volume_id is not null)::int)
        -- The volume sought counts more than any other, what is sold here more than what is not, and a single volume
        -- a little more than a box with it inside.
        else -(score + 10 * has_volume::int + 2 * is_offered::int + (volume_id is not null)::int) end as distance
      from hits
    ), page as (
      select * from ranked
      where ${
        after === undefined
          ? sql`true`
          : sql`(distance, series_id, number, id)
              > (${after.distance}::int, ${after.series_id}, ${after.number}::numeric, ${after.id})`
      }
      order by distance, series_id, number, id
      limit ${limit}
    )
    select e.*, page.distance, page.number
    from page join catalog.edition e on e.id = page.id
    order by page.distance, page.series_id, page.number, page.id`.execute(database);
  return rows;
}

/** How often a value occurs among the editions that match. */
export interface FacetRow {
  readonly facet: 'demographics' | 'genres' | 'formats';
  readonly value: string;
  readonly count: number;
}

/** At most so many values of each facet. */
const MAX_VALUES = 10;

/** What all editions that match are, most first, in one statement. Those of series that do not say are not counted. */
export async function countFacets(
  database: Kysely<CatalogTables>,
  sought: Sought,
): Promise<{ total: number; counts: FacetRow[] }> {
  const { rows } = await sql<FacetRow & { total: number }>`
    with ${matchEditions(sought)}, of_series as (
      select series_id, format, count(*) as count from hits group by series_id, format
    ), counted as (
      select 'formats' as facet, format as value, sum(count) as count from of_series group by format
      union all
      select 'demographics', s.demographic, sum(count)
      from of_series join catalog.series s on s.id = series_id
      where s.demographic is not null group by s.demographic
      union all
      select 'genres', genre, sum(count)
      from of_series join catalog.series s on s.id = series_id, unnest(s.genres) genre
      group by genre
    ), numbered as (
      select *, row_number() over (partition by facet order by count desc, value) as position from counted
    )
    select facet, value, count::int, (select coalesce(sum(count), 0) from of_series)::int as total
    from numbered where position <= ${MAX_VALUES}
    order by facet, position`.execute(database);
  return { total: rows[0]?.total ?? 0, counts: rows };
}
