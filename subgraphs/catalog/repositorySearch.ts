import { type Kysely, type RawBuilder, sql } from 'kysely';
import { foldText, foldTitle } from '../foldText.ts';
import type { CatalogTables, EditionRow, SeriesRow } from './repository.ts';
import type { CatalogFilters } from './resolvers.generated.ts';
import type { SearchTerms } from './searchTerms.ts';
import { formatQuery, type Spellings } from './searchText.ts';

/** Where an edition stands among the results: how far it is from what was sought, then in reading order. */
export interface SearchPosition {
  readonly distance: number;
  readonly series_id: string;
  readonly number: string;
  readonly id: string;
}

export interface SearchOptions {
  readonly filters: CatalogFilters;
  /** The day that decides what is still a pre-order. */
  readonly today: string;
  readonly limit: number;
  readonly after: SearchPosition | undefined;
}

/** The editions that match, nearest first, in one statement. */
export async function searchEditions(
  database: Kysely<CatalogTables>,
  terms: SearchTerms,
  { filters, today, limit, after }: SearchOptions,
): Promise<(EditionRow & SearchPosition)[]> {
  const { rows } = await sql<EditionRow & SearchPosition>`
    with ${matchSeries(terms)}, ${matchVolume(terms)},
    ranked as (
      -- The volume sought counts more than any other, a single volume a little more than a box with it inside.
      select e.*, coalesce(e.first_number, 'infinity') as number,
        -(m.score + 10 * (v.edition_id is not null)::int + (e.volume_id is not null)::int) as distance
      from matched m
      join catalog.series s on s.id = m.series_id
      join catalog.edition e on e.series_id = m.series_id
      left join with_volume v on v.edition_id = e.id
      where ${matchEdition(terms)} and ${applyFilters(filters, today)}
    )
    select * from ranked
    where ${
      after === undefined
        ? sql`true`
        : sql`(distance, series_id, number, id)
            > (${after.distance}::int, ${after.series_id}, ${after.number}::numeric, ${after.id})`
    }
    order by distance, series_id, number, id
    limit ${limit}`.execute(database);
  return rows;
}

/**
 * The series that match with a score: the exact title 2,000, all words 1,000 to 1,900 by how much of a title they
 * are, and only where neither is found, what comes near 540 to 900.
 */
function matchSeries(terms: SearchTerms): RawBuilder<unknown> {
  switch (terms.kind) {
    case 'everything':
      return sql`matched as (select series_id, 0 as score, false as is_numbered from catalog.search_document)`;
    case 'isbn':
      return sql`matched as (
        select series_id, 0 as score, false as is_numbered from catalog.edition where isbn13 = ${terms.isbn13})`;
    case 'words':
      return sql`found as materialized (
        select d.series_id, d.words @@ ${terms.volume?.titleQuery ?? ''}::tsquery as is_numbered,
          case when d.title_keys && ${terms.titleKeys}::text[] then 2000
            else 1000 + (900 * ${measureTitles(terms.words)})::int end as score
        from catalog.search_document d
        where d.words @@ ${terms.query}::tsquery or d.title_keys && ${terms.titleKeys}::text[]
      ), matched as (
        select series_id, score, is_numbered from found
        union all
        select n.series_id, (900 * n.similarity)::int, d.words @@ ${terms.volume?.titleQuery ?? ''}::tsquery
        from catalog.find_near_documents(${terms.words}) n
        join catalog.search_document d on d.series_id = n.series_id
        where not exists (select from found)
      )`;
  }
}

/** How much of a series' most similar title a text is, from 0 to 1. */
function measureTitles(text: string): RawBuilder<unknown> {
  return sql`(select max(public.similarity(title, ${text})) from unnest(d.titles) title)`;
}

/** The editions of matching series that have the volume sought inside, alone or among others. */
function matchVolume(terms: SearchTerms): RawBuilder<unknown> {
  const label = terms.kind === 'words' ? (terms.volume?.label ?? null) : null;
  return sql`with_volume as materialized (
    select c.edition_id
    from matched m
    join catalog.volume v on v.series_id = m.series_id and v.label = ${label}
    join catalog.edition_volume c on c.volume_id = v.id
  )`;
}

function matchEdition(terms: SearchTerms): RawBuilder<unknown> {
  switch (terms.kind) {
    case 'everything':
      return sql`true`;
    case 'isbn':
      return sql`e.isbn13 = ${terms.isbn13}`;
    case 'words':
      return terms.volume === undefined ? sql`true` : sql`(m.is_numbered or v.edition_id is not null)`;
  }
}

function applyFilters(filters: CatalogFilters, today: string): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (filters.demographic != null) conditions.push(sql`s.demographic = ${filters.demographic}`);
  if (filters.genre != null) {
    conditions.push(
      sql`exists (select from unnest(s.genres) genre where lower(genre) = lower(${filters.genre}))`,
    );
  }
  if (filters.format != null) conditions.push(sql`e.format = ${filters.format}`);
  if (filters.language != null) {
    // "en" takes "en-US" as well, not the other way round.
    conditions.push(sql`(e.language = ${filters.language} or e.language like ${`${filters.language}-%`})`);
  }
  if (filters.publisher != null) conditions.push(matchPublisher(filters.publisher));
  if (filters.preorder != null) {
    conditions.push(sql`coalesce(e.release_date > ${today}::date, false) = ${filters.preorder}`);
  }
  return sql.join(conditions, sql` and `);
}

/** Any part of the name, in any case: "viz" finds VIZ Media. */
function matchPublisher(publisher: string): RawBuilder<unknown> {
  return sql`strpos(lower(e.publisher), lower(${publisher})) > 0`;
}

/**
 * The one series meant: by id, else by exact title, else the one whose title has all words, else the nearest.
 * Between equals the manga goes before the novel. One statement.
 * @param spellings what words of it may stand for.
 */
export async function findSeries(
  database: Kysely<CatalogTables>,
  match: string,
  spellings: Spellings,
): Promise<SeriesRow | undefined> {
  const text = foldText(match);
  const key = foldTitle(match);
  const { rows } = await sql<SeriesRow>`
    with exact as materialized (
      select s.id as series_id, case when s.id = ${match} then 3 else 2 end as step, 1::real as similarity
      from catalog.series s
      where s.id = ${match}
        or s.id in (select series_id from catalog.search_document where title_keys @> array[${key}]::text[])
    ), worded as materialized (
      select d.series_id, 1 as step, ${measureTitles(text)} as similarity
      from catalog.search_document d
      where d.words @@ ${formatQuery(text, { weight: 'A', spellings })}::tsquery and not exists (select from exact)
    ), near as (
      select d.series_id, 0 as step,
        (select max(public.word_similarity(${text}, title)) from unnest(d.titles) title) as similarity
      from catalog.find_near_documents(${text}) n
      join catalog.search_document d on d.series_id = n.series_id
      -- A creator's name may come near as well: only titles count here.
      where exists (select from unnest(d.titles) title where ${text} operator(public.<%) title)
        and not exists (select from exact) and not exists (select from worded)
    )
    select s.*
    from (select * from exact union all select * from worded union all select * from near) m
    join catalog.series s on s.id = m.series_id
    order by m.step desc, m.similarity desc, s.kind = 'MANGA' desc, s.id
    limit 1`.execute(database);
  return rows[0];
}

/** For each word those that there are and that look like it, itself included, at most 200. */
export async function findSimilarWords(
  database: Kysely<CatalogTables>,
  words: readonly string[],
): Promise<{ sought: string; word: string }[]> {
  const { rows } = await sql<{ sought: string; word: string }>`
    select s.word as sought, w.word
    from unnest(${words}::text[]) as s (word), catalog.find_similar_words(s.word) w`.execute(database);
  return rows;
}

export interface ReleasePosition {
  readonly release_date: string;
  readonly id: string;
}

export interface UpcomingOptions {
  readonly seriesId: string | undefined;
  readonly publisher: string | undefined;
  readonly today: string;
  readonly limit: number;
  readonly after: ReleasePosition | undefined;
}

/** Editions released after today, soonest first. */
export async function findUpcomingEditions(
  database: Kysely<CatalogTables>,
  { seriesId, publisher, today, limit, after }: UpcomingOptions,
): Promise<(EditionRow & ReleasePosition)[]> {
  const conditions = [sql`e.release_date > ${today}::date`];
  if (seriesId !== undefined) conditions.push(sql`e.series_id = ${seriesId}`);
  if (publisher !== undefined) conditions.push(matchPublisher(publisher));
  if (after !== undefined) {
    conditions.push(sql`(e.release_date, e.id) > (${after.release_date}::date, ${after.id})`);
  }
  const { rows } = await sql<EditionRow & ReleasePosition>`
    select e.* from catalog.edition e
    where ${sql.join(conditions, sql` and `)}
    order by e.release_date, e.id
    limit ${limit}`.execute(database);
  return rows;
}
