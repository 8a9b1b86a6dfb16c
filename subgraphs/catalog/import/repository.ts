import { type Kysely, sql } from 'kysely';
import { chunkRows } from '../../database/addRows.ts';
import type { CatalogTables, EditionRow } from '../repository.ts';
import type { KnownEdition, SettledBook } from './settleBooks.ts';

/** Keeps other imports out until the transaction ends; readers go on. */
export async function lockCatalog(transaction: Kysely<CatalogTables>): Promise<void> {
  await sql`lock table catalog.edition in share row exclusive mode`.execute(transaction);
}

/** The editions that have the ISBN or ASIN of any of these books. */
export async function loadKnownEditions(
  transaction: Kysely<CatalogTables>,
  books: readonly SettledBook[],
): Promise<KnownEdition[]> {
  const { rows } = await sql<KnownEdition>`
    select e.id, e.isbn13, e.asin, e.format, s.kind, s.title_key, array(
      select v.label from catalog.edition_volume c join catalog.volume v on v.id = c.volume_id
      where c.edition_id = e.id order by v.number, v.label) as labels
    from catalog.edition e join catalog.series s on s.id = e.series_id
    where e.isbn13 = any(${books.map((book) => book.isbn13)})
      or e.asin = any(${books.map(({ book }) => book.asin)})`.execute(transaction);
  return rows;
}

/** Which of these titles are light novels that are there already. */
export function loadLightNovels(
  transaction: Kysely<CatalogTables>,
  titleKeys: readonly string[],
): Promise<{ id: string; title_key: string }[]> {
  return transaction
    .selectFrom('catalog.series')
    .select(['id', 'title_key'])
    .where('kind', '=', 'LIGHT_NOVEL')
    .where(sql<boolean>`title_key = any(${titleKeys})`)
    .execute();
}

/** Which of these ids other series have. */
export async function findTakenSeriesIds(
  transaction: Kysely<CatalogTables>,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await transaction
    .selectFrom('catalog.series')
    .select('id')
    .where(sql<boolean>`id = any(${ids})`)
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Adds editions, and brings those that are there up to date. What an id stands for never changes: its ISBN, its
 * series and its volumes stay.
 * @returns how many were added and how many changed; the others were as they are.
 */
export async function putEditions(
  transaction: Kysely<CatalogTables>,
  editions: readonly EditionRow[],
  onStored: (count: number) => void,
): Promise<{ added: number; updated: number }> {
  const total = { added: 0, updated: 0 };
  for (const chunk of chunkRows(editions)) {
    const { rows } = await sql<{ was_there: boolean }>`
      with before as materialized (
        select id from catalog.edition where id = any(${chunk.map((edition) => edition.id)})
      )
      insert into catalog.edition as e
      select * from json_populate_recordset(null::catalog.edition, ${JSON.stringify(chunk)}::json)
      on conflict (id) do update set asin = excluded.asin, title = excluded.title, format = excluded.format,
        publisher = excluded.publisher, release_date = excluded.release_date
      where (e.asin, e.title, e.format, e.publisher, e.release_date) is distinct from
        (excluded.asin, excluded.title, excluded.format, excluded.publisher, excluded.release_date)
      returning e.id in (select id from before) as was_there`.execute(transaction);
    const updated = rows.filter((row) => row.was_there).length;
    total.updated += updated;
    total.added += rows.length - updated;
    onStored(chunk.length);
  }
  return total;
}
