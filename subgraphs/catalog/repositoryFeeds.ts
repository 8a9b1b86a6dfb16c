import { sql, type Transaction } from 'kysely';
import { replaceCopy, selectRecords } from '../database/replaceCopy.ts';
import { type EditionFact, type Facts, type OfferFact, publishInChunks, type SeriesFact } from '../feeds.ts';
import type { CatalogTables } from './repository.ts';

/** What of every series others find and rank by. */
export function publishSeries(transaction: Transaction<CatalogTables>): Facts<SeriesFact> {
  return publishInChunks<SeriesFact>(async (last, limit) => {
    const { rows } = await sql<SeriesFact>`
      select s.id, s.kind, array_remove(array[s.title_english, s.title_romaji, s.title_native], null) as titles,
        s.demographic, s.genres, s.minimum_age as "minimumAge", s.start_year as "startYear",
        array(
          select c.name from catalog.contribution b join catalog.contributor c on c.id = b.contributor_id
          where b.series_id = s.id order by b.position) as creators
      from catalog.series s
      where s.id > ${last?.id ?? ''}
      order by s.id
      limit ${limit}`.execute(transaction);
    return rows;
  });
}

/** What of every edition others find and rank by. */
export function publishEditions(transaction: Transaction<CatalogTables>): Facts<EditionFact> {
  return publishInChunks<EditionFact>(async (last, limit) => {
    const { rows } = await sql<EditionFact>`
      with page as (
        select * from catalog.edition
        where id > ${last?.id ?? ''}
        order by id
        limit ${limit}
      ), counted as (
        select edition_id, count(*) as volumes from catalog.edition_volume
        where edition_id in (select id from page) group by edition_id
      )
      select p.id, p.series_id as "seriesId", p.format, p.language, p.first_number as "firstNumber",
        coalesce(c.volumes, 0) as "volumeCount"
      from page p left join counted c on c.edition_id = p.id
      order by p.id`.execute(transaction);
    return rows;
  });
}

/** Keeps what inventory offers, to filter by. */
export function keepOffers(transaction: Transaction<CatalogTables>, facts: Facts<OfferFact>): Promise<void> {
  const table = 'catalog.offer_copy';
  const select = (offers: readonly OfferFact[]) =>
    selectRecords(
      table,
      offers.map(({ editionId, ...offer }) => ({ edition_id: editionId, ...offer })),
    );
  return replaceCopy(transaction, { table, key: ['edition_id', 'marketplace'], select }, facts);
}
