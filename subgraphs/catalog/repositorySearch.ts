import { type Kysely, sql } from 'kysely';
import { foldText, foldTitle } from '../foldText.ts';
import type { CatalogTables, EditionRow, SeriesRow } from './repository.ts';
import { matchPublisher, measureTitles } from './repositoryMatch.ts';
import { formatQuery, type Spellings } from './searchText.ts';

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
