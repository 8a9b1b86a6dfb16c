import { type RawBuilder, sql } from 'kysely';
import type { Marketplace } from '../caller.ts';
import type { CatalogFilters } from './resolvers.generated.ts';
import type { SearchTerms } from './searchTerms.ts';

/** What somebody looks for: words corrected where they had to be, and filters. */
export interface Sought {
  readonly terms: SearchTerms;
  readonly filters: CatalogFilters;
  /** Whose offers count; undefined for a caller that has none. */
  readonly marketplace: Marketplace | undefined;
  /** The day that decides what is still a pre-order. */
  readonly today: string;
}

/**
 * Every edition that matches, as common table expressions that end in `hits`, with the score of its series:
 * the exact title 2,000; all words 1,000 to 1,900 by how much of a title they are. A series that has them all as
 * its creators or topics ("dark fantasy seinen") is no nearer than any other such: it has 1,500 to 1,700 by how many
 * of its topics are named in full. Only where nothing has all words: in a loose search 940 and more by how many of them it has as
 * topics, two at least, and half; and where there is none of these either, what comes near, 540 to 900.
 */
export function matchEditions(sought: Sought): RawBuilder<unknown> {
  const { terms } = sought;
  return sql`${matchSeries(terms)}, hits as (
    select e.id, e.series_id, e.volume_id, e.format, coalesce(e.first_number, 'infinity') as number,
      m.score, m.by_topic, ${hasVolume(terms)} as has_volume, o.edition_id is not null as is_offered
    from matched m
    join catalog.edition e on e.series_id = m.series_id
    left join catalog.offer_copy o on o.edition_id = e.id and o.marketplace = ${sought.marketplace ?? null}
    where ${matchEdition(terms)} and ${applyFilters(sought)}
  )`;
}

function matchSeries(terms: SearchTerms): RawBuilder<unknown> {
  switch (terms.kind) {
    case 'everything':
      return sql`matched as (
        select series_id, 500 as score, true as by_topic, false as is_numbered from catalog.search_document)`;
    case 'isbn':
      return sql`matched as (
        select series_id, 0 as score, false as by_topic, false as is_numbered
        from catalog.edition where isbn13 = ${terms.isbn13})`;
    case 'words': {
      const isNumbered = sql`d.words @@ ${terms.volume?.titleQuery ?? ''}::tsquery`;
      return sql`worded as materialized (
        select d.series_id, ${isNumbered} as is_numbered,
          d.title_keys && ${terms.titleKeys}::text[] as is_exact, d.words @@ ${terms.topicQuery}::tsquery as has_topics
        from catalog.search_document d
        where d.words @@ ${terms.query}::tsquery or d.title_keys && ${terms.titleKeys}::text[]
      ), topical as materialized (
        select d.series_id, ${isNumbered} as is_numbered, topic.count
        from catalog.search_document d, lateral (
          select count(*)::int as count from unnest(${terms.topicQueries}::tsquery[]) topic where d.words @@ topic
        ) topic
        where ${terms.isLoose} and not exists (select from worded) and d.words @@ ${terms.anyTopicQuery}::tsquery
          and topic.count >= greatest(2, ${terms.topicQueries.length} / 2.0)
      ), matched as (
        select series_id, has_topics and not is_exact as by_topic, w.is_numbered,
          case when is_exact then 2000
            when has_topics then 1500 + 50 * ${countTopics(terms.words)}
            else 1000 + (900 * ${measureTitles(terms.words)})::int end as score
        from worded w join catalog.search_document d using (series_id)
        union all
        select series_id, true, is_numbered, 900 + 20 * count from topical
        union all
        select n.series_id, false, ${isNumbered}, (900 * n.similarity)::int
        from catalog.find_near_documents(${terms.words}) n
        join catalog.search_document d on d.series_id = n.series_id
        where not exists (select from worded) and not exists (select from topical)
      )`;
    }
  }
}

/** How much of a series' most similar title a text is, from 0 to 1. */
export function measureTitles(text: string): RawBuilder<unknown> {
  return sql`(select max(public.similarity(title, ${text})) from unnest(d.titles) title)`;
}

/** How many of a series' genres a folded text names in full, at most four. */
function countTopics(words: string): RawBuilder<unknown> {
  return sql`(
    select least(4, count(*))::int
    from catalog.series s, unnest(s.genres) genre
    where s.id = series_id and strpos(${` ${words} `}, ' ' || translate(lower(genre), '-', ' ') || ' ') > 0)`;
}

/** Whether an edition has the volume sought inside, alone or among others. */
function hasVolume(terms: SearchTerms): RawBuilder<unknown> {
  if (terms.kind !== 'words' || terms.volume === undefined) return sql`false`;
  return sql`exists (
    select from catalog.volume v join catalog.edition_volume c on c.volume_id = v.id
    where v.series_id = m.series_id and v.label = ${terms.volume.label} and c.edition_id = e.id)`;
}

function matchEdition(terms: SearchTerms): RawBuilder<unknown> {
  switch (terms.kind) {
    case 'everything':
      return sql`true`;
    case 'isbn':
      return sql`e.isbn13 = ${terms.isbn13}`;
    case 'words':
      return terms.volume === undefined ? sql`true` : sql`(m.is_numbered or ${hasVolume(terms)})`;
  }
}

function applyFilters({ filters, today }: Sought): RawBuilder<unknown> {
  const conditions = [sql`true`];
  // Joined only where it is asked about: most searches do not, and some go through every edition.
  const ofSeries = (condition: RawBuilder<unknown>) =>
    sql`exists (select from catalog.series s where s.id = m.series_id and ${condition})`;
  if (filters.demographic != null) conditions.push(ofSeries(sql`s.demographic = ${filters.demographic}`));
  if (filters.genre != null) {
    const isNamed = sql`lower(genre) = lower(${filters.genre})`;
    conditions.push(ofSeries(sql`exists (select from unnest(s.genres) genre where ${isNamed})`));
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
  if (filters.maxPrice != null) conditions.push(sql`o.amount <= ${filters.maxPrice}::numeric`);
  if (filters.sold != null) {
    conditions.push(sql`coalesce(o.availability <> 'OUT_OF_STOCK', false) = ${filters.sold}`);
  }
  return sql.join(conditions, sql` and `);
}

/** Any part of the name, in any case: "viz" finds VIZ Media. */
export function matchPublisher(publisher: string): RawBuilder<unknown> {
  return sql`strpos(lower(e.publisher), lower(${publisher})) > 0`;
}
