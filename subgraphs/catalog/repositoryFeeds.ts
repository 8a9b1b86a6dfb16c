import { sql, type Transaction } from 'kysely';
import type { EditionFact, SeriesFact } from '../feeds.ts';
import type { CatalogTables } from './repository.ts';

/** Rows read at a time. */
const CHUNK_SIZE = 5_000;

/** What of every series others find and rank by, a chunk at a time. */
export async function* readSeries(
  transaction: Transaction<CatalogTables>,
): AsyncGenerator<SeriesFact[], void, undefined> {
  let last: SeriesFact | undefined;
  do {
    const { rows }: { rows: SeriesFact[] } = await sql<SeriesFact>`
      select s.id, s.kind, array_remove(array[s.title_english, s.title_romaji, s.title_native], null) as titles,
        s.demographic, s.genres, s.minimum_age as "minimumAge", s.start_year as "startYear",
        array(
          select c.name from catalog.contribution b join catalog.contributor c on c.id = b.contributor_id
          where b.series_id = s.id order by b.position) as creators
      from catalog.series s
      where s.id > ${last?.id ?? ''}
      order by s.id
      limit ${CHUNK_SIZE}`.execute(transaction);
    if (rows.length > 0) yield rows;
    last = rows[CHUNK_SIZE - 1];
  } while (last !== undefined);
}

/** What of every edition others find and rank by, a chunk at a time. */
export async function* readEditions(
  transaction: Transaction<CatalogTables>,
): AsyncGenerator<EditionFact[], void, undefined> {
  let last: EditionFact | undefined;
  do {
    const { rows }: { rows: EditionFact[] } = await sql<EditionFact>`
      with page as (
        select * from catalog.edition
        where id > ${last?.id ?? ''}
        order by id
        limit ${CHUNK_SIZE}
      ), counted as (
        select edition_id, count(*) as volumes from catalog.edition_volume
        where edition_id in (select id from page) group by edition_id
      )
      select p.id, p.series_id as "seriesId", p.format, p.language, p.first_number as "firstNumber",
        coalesce(c.volumes, 0) as "volumeCount", p.release_date as "releaseDate"
      from page p left join counted c on c.edition_id = p.id
      order by p.id`.execute(transaction);
    if (rows.length > 0) yield rows;
    last = rows[CHUNK_SIZE - 1];
  } while (last !== undefined);
}
