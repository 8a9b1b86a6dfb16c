import { sql, type Transaction } from 'kysely';
import type { RecommendationsTables } from './repository.ts';

type Tables = RecommendationsTables;

/** How many neighbours a series keeps: more than any answer has, so that some may be left out of it. */
const NEIGHBOURS_PER_SERIES = 30;
/** Fewer customers than this would say more about them than about the series. */
const MIN_TOGETHER = 3;
/** How many times as often as by chance two series must be bought together. */
const TIMES_CHANCE = 1.5;
/** Two series that few bought together are drawn towards no likeness: n of n + 5. */
const SHRINKAGE = 5;
/** Who buys this many series, such as a school's library, shows no taste; and their pairs grow with the square. */
const MAX_SERIES_PER_CUSTOMER = 100;

/** Works out from the copies what answers are made of. */
export async function deriveRecommendations(transaction: Transaction<Tables>): Promise<void> {
  // Pairs of all that is bought are counted in memory. Compiling the statements would take longer than running them.
  await sql`set local work_mem = '64MB'`.execute(transaction);
  await sql`set local jit = off`.execute(transaction);
  await deriveNeighbours(transaction);
  await deriveFeatures(transaction);
  await deriveSales(transaction);
  await deriveGifts(transaction);
}

/**
 * Which series go with which, from who bought both: the cosine between the two sets of buyers, shrunk where few
 * are in both. What many buy is often bought together with anything: only what is so clearly more often than chance
 * would have it counts. Buyers are counted whole; only pairs leave out who bought very much.
 */
async function deriveNeighbours(transaction: Transaction<Tables>): Promise<void> {
  await sql`delete from recommendations.neighbour`.execute(transaction);
  await sql`
    insert into recommendations.neighbour
    with numbered as materialized (
      -- Pairs of numbers are counted twice as fast as pairs of texts.
      select id, row_number() over (order by id)::int as number from recommendations.series
    ), purchase as materialized (
      select customer_id, number, count(*) over (partition by customer_id) as series_count
      from recommendations.purchase join numbered on id = series_id
    ), popularity as (
      select number, count(*) as buyers from purchase group by number
    ), customer as (
      select customer_id from purchase group by customer_id
    ), together as (
      select a.number as one, b.number as other, count(*)::int as customers
      from purchase a
      join purchase b on b.customer_id = a.customer_id and b.number > a.number
      where a.series_count <= ${MAX_SERIES_PER_CUSTOMER}
      group by a.number, b.number
      having count(*) >= ${MIN_TOGETHER}
    ), scored as (
      select t.*, (t.customers / sqrt(one.buyers * other.buyers)
        * t.customers / (t.customers + ${SHRINKAGE}::int))::numeric(7, 6) as score
      from together t
      join popularity one on one.number = t.one
      join popularity other on other.number = t.other
      where t.customers * (select count(*) from customer)
        > ${TIMES_CHANCE}::numeric * one.buyers * other.buyers
    ), directed as (
      select one as number, other, score, customers from scored
      union all
      select other, one, score, customers from scored
    ), ranked as (
      -- In the order of their numbers the ids are sorted as well.
      select *, row_number() over (partition by number order by score desc, other) as rank from directed
    )
    select series.id, other.id, ranked.score, ranked.customers
    from ranked
    join numbered series on series.number = ranked.number
    join numbered other on other.number = ranked.other
    where ranked.rank <= ${NEIGHBOURS_PER_SERIES}`.execute(transaction);
  await sql`analyze recommendations.neighbour`.execute(transaction);
}

/**
 * What each series is like. A feature counts by its rarity: a creator nearly always more than a genre. What every
 * other series has as well counts half: it tells likely candidates apart and makes none.
 */
async function deriveFeatures(transaction: Transaction<Tables>): Promise<void> {
  await sql`delete from recommendations.feature`.execute(transaction);
  await sql`
    insert into recommendations.feature
    with feature as (
      select id as series_id, 'CREATOR' as kind, unnest(creators) as value, 1.0 as factor from recommendations.series
      union
      select id, 'GENRE', unnest(genres), 1.0 from recommendations.series
      union
      select id, 'DEMOGRAPHIC', demographic, 0.5 from recommendations.series where demographic is not null
      union
      select id, 'KIND', kind, 0.5 from recommendations.series
      union
      select id, 'DECADE', (start_year / 10 * 10)::text, 0.5
      from recommendations.series where start_year is not null
    ), weighted as (
      select *, factor * ln(1 + (select count(*) from recommendations.series)::float8
        / count(*) over (partition by kind, value)) as weight
      from feature
    )
    select series_id, kind, value, weight / sqrt(sum(weight * weight) over (partition by series_id))
    from weighted`.execute(transaction);
  await sql`analyze recommendations.feature`.execute(transaction);
}

async function deriveSales(transaction: Transaction<Tables>): Promise<void> {
  await sql`delete from recommendations.sale`.execute(transaction);
  await sql`
    insert into recommendations.sale
    select distinct e.series_id, o.marketplace
    from recommendations.offer o join recommendations.edition e on e.id = o.edition_id
    where o.availability <> 'OUT_OF_STOCK'`.execute(transaction);
  await sql`analyze recommendations.sale`.execute(transaction);
}

/** Nobody begins a series in the middle, and what is bound to an account cannot be given to another. */
async function deriveGifts(transaction: Transaction<Tables>): Promise<void> {
  await sql`delete from recommendations.gift`.execute(transaction);
  await sql`
    insert into recommendations.gift
    select e.series_id, o.marketplace, e.id, e.format, e.language, e.volume_count, o.amount
    from recommendations.offer o join recommendations.edition e on e.id = o.edition_id
    where e.first_number = 1 and e.format not in ('DIGITAL', 'AUDIOBOOK')
      and o.availability in ('IN_STOCK', 'LOW_STOCK')`.execute(transaction);
  await sql`analyze recommendations.gift`.execute(transaction);
}
