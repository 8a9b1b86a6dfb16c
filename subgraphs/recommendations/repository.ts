import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Caller, Marketplace } from '../caller.ts';
import type { Demographic, Format, SeriesKind } from '../facts.ts';
import type { OfferFact } from '../feeds.ts';
import type { Exclusion } from './names.ts';

export interface SeriesRow {
  id: string;
  kind: SeriesKind;
  demographic: Demographic | null;
  genres: string[];
  creators: string[];
  minimum_age: number | null;
  start_year: number | null;
  keys: string[];
  phrases: string;
}

/** `first_number` is exact, as text. */
export interface EditionRow {
  id: string;
  series_id: string;
  format: Format;
  language: string;
  first_number: string | null;
  volume_count: number;
}

export interface OfferRow extends Omit<OfferFact, 'editionId'> {
  edition_id: string;
}

/** That a customer has something of a series. */
export interface ReaderRow {
  customer_id: string;
  series_id: string;
}

/** The copies; what is derived from them is written and read in SQL alone. */
export interface RecommendationsTables {
  'recommendations.series': SeriesRow;
  'recommendations.edition': EditionRow;
  'recommendations.offer': OfferRow;
  'recommendations.purchase': ReaderRow;
  'recommendations.library': ReaderRow;
}

/** Something that two series have in common. */
export interface SharedFeature {
  readonly kind: 'CREATOR' | 'GENRE' | 'DEMOGRAPHIC' | 'KIND' | 'DECADE';
  readonly value: string;
}

/** A series to recommend to who likes another, and why. */
export interface RecommendationRow {
  /** The series that is liked. */
  series_id: string;
  other_id: string;
  /** Customers who bought both; 0 where too few did. */
  together_count: number;
  /** Rarest first. */
  shared: SharedFeature[];
}

export interface GiftRow extends RecommendationRow {
  edition_id: string;
}

export interface SimilarOptions {
  readonly exclusions: readonly Exclusion[];
  readonly marketplace: Marketplace;
  readonly first: number;
}

/**
 * For each of these series up to `first` others that are sold in the marketplace, best first, in one statement.
 * Those the caller has something of are left out.
 */
export async function findSimilarSeries(
  database: Kysely<RecommendationsTables>,
  caller: Caller,
  seriesIds: readonly string[],
  { exclusions, marketplace, first }: SimilarOptions,
): Promise<RecommendationRow[]> {
  const { rows } = await sql<RecommendationRow>`
    with ${findCandidates(seriesIds)}, ${matchExclusions(exclusions)},
    ranked as (
      select c.*, row_number() over (partition by c.series_id order by ${BEST_FIRST}) as rank
      from candidate c
      join recommendations.sale on sale.series_id = c.other_id and sale.marketplace = ${marketplace}
      -- Not "not exists": the planner takes a text for rare that names half of the series.
      where c.other_id not in (select id from excluded)
        and not ${isOwned(caller, sql`c.other_id`)}
    )
    select series_id, other_id, together_count, ${SHARED_FEATURES}
    from ranked c
    where rank <= ${first}
    order by series_id, rank`.execute(database);
  return rows;
}

export interface GiftOptions {
  readonly marketplace: Marketplace;
  /** The languages read there, the usual one first. */
  readonly languages: readonly string[];
  /** Exact, as text. */
  readonly budget: string;
  readonly age: number | undefined;
  readonly first: number;
}

/**
 * For each of these series up to `first` editions of others to begin with, in stock in the marketplace for at most
 * the budget, best first, one of each series, in one statement. Nobody's purchases are looked at: it is for somebody else.
 */
export async function findGifts(
  database: Kysely<RecommendationsTables>,
  seriesIds: readonly string[],
  { marketplace, languages, budget, age, first }: GiftOptions,
): Promise<GiftRow[]> {
  const { rows } = await sql<GiftRow>`
    with ${findCandidates(seriesIds)},
    gift as (
      -- The fullest gift, rather in the usual language, rather a finer binding, rather cheap.
      select distinct on (g.series_id) g.series_id, g.edition_id
      from recommendations.gift g
      where g.marketplace = ${marketplace} and g.amount <= ${budget}::numeric
        and split_part(g.language, '-', 1) = any(${languages}::text[])
      order by g.series_id, g.volume_count desc,
        array_position(${languages}::text[], split_part(g.language, '-', 1)),
        array_position(array['BOX_SET', 'OMNIBUS', 'DELUXE', 'HARDCOVER', 'PAPERBACK'], g.format),
        g.amount, g.edition_id
    ), ranked as (
      select c.*, gift.edition_id, row_number() over (partition by c.series_id order by ${BEST_FIRST}) as rank
      from candidate c
      join gift on gift.series_id = c.other_id
      join recommendations.series liked on liked.id = c.series_id
      join recommendations.series other on other.id = c.other_id
      where ${suitsAge(age)}
    )
    select series_id, other_id, edition_id, together_count, ${SHARED_FEATURES}
    from ranked c
    where rank <= ${first}
    order by series_id, rank`.execute(database);
  return rows;
}

/** Bought together first, by score; then alike, by likeness. The id ends every tie. */
const BEST_FIRST = sql`c.is_neighbour desc, c.score desc, c.other_id`;

const SHARED_FEATURES = sql`coalesce((
    select json_agg(json_build_object('kind', a.kind, 'value', a.value) order by a.weight desc, a.kind, a.value)
    from recommendations.feature a
    join recommendations.feature b on b.kind = a.kind and b.value = a.value and b.series_id = c.other_id
    where a.series_id = c.series_id), '[]'::json) as shared`;

/**
 * Every series that may be recommended to who likes one of these: those bought together with it, and those that
 * share a creator or a genre. A nearest-neighbour search over vectors would be a third branch of the union.
 */
function findCandidates(seriesIds: readonly string[]): RawBuilder<unknown> {
  return sql`source as (
      select series_id, other_id, true as is_neighbour, score, together_count
      from recommendations.neighbour
      where series_id = any(${seriesIds}::text[])
      union all
      -- Rounded: the sum's last digits depend on the order in which it was added up.
      select a.series_id, b.series_id, false, sum(a.weight * b.weight)::numeric(7, 6), 0
      from recommendations.feature a
      join recommendations.feature b on b.kind = a.kind and b.value = a.value and b.series_id <> a.series_id
      where a.series_id = any(${seriesIds}::text[])
      group by a.series_id, b.series_id
      having bool_or(a.kind in ('CREATOR', 'GENRE'))
    ), candidate as (
      select distinct on (series_id, other_id) * from source order by series_id, other_id, is_neighbour desc
    )`;
}

/** A text that is nobody's whole name is looked for inside of names. */
function matchExclusions(exclusions: readonly Exclusion[]): RawBuilder<unknown> {
  return sql`sought as (
      select * from unnest(${exclusions.map(({ key }) => key)}::text[],
        ${exclusions.map(({ pattern }) => pattern)}::text[]) as sought (key, pattern)
    ), named as (
      select sought.key, s.id from sought join recommendations.series s on s.keys @> array[sought.key]
    ), excluded as (
      select id from named
      union
      select s.id
      from sought join recommendations.series s on s.phrases like sought.pattern
      where not exists (select from named where named.key = sought.key)
    )`;
}

/** Whether the caller bought something of a series or has it in the library: known of a customer, by itself alone. */
function isOwned(caller: Caller, seriesId: RawBuilder<unknown>): RawBuilder<boolean> {
  if (caller.context !== 'customer') return sql<boolean>`false`;
  return sql<boolean>`(
    exists (select from recommendations.purchase
      where customer_id = ${caller.customerId} and series_id = ${seriesId})
    or exists (select from recommendations.library
      where customer_id = ${caller.customerId} and series_id = ${seriesId}))`;
}

const ADULT_AGE = 18;

/**
 * With an age: what is recommended from that age or less, and for adults anything. Without one: anything but what
 * is for adults, unless the series that is liked is so as well.
 */
function suitsAge(age: number | undefined): RawBuilder<boolean> {
  if (age === undefined) {
    return sql<boolean>`(coalesce(other.minimum_age, 0) < ${ADULT_AGE}::int
      or liked.minimum_age >= ${ADULT_AGE}::int)`;
  }
  return age >= ADULT_AGE ? sql<boolean>`true` : sql<boolean>`other.minimum_age <= ${age}::int`;
}
