import type { Kysely } from 'kysely';
import { addRows } from '../../database/addRows.ts';
import type { CatalogTables, EditionRow, EditionVolumeRow, SeriesRow, VolumeRow } from '../repository.ts';
import { addSearchDocuments, analyzeCatalog } from '../repositoryAdd.ts';
import { createSearchDocument } from '../searchDocument.ts';
import { findTakenSeriesIds, loadLightNovels, putEditions } from './repository.ts';
import { chooseSeriesId, slugifyTitle } from './seriesId.ts';
import type { SettledBook } from './settleBooks.ts';

/**
 * Stores books with the series and volumes that they need. Series and volumes that are there stay as they are.
 * @param onStored told how many books each chunk had.
 * @returns how many editions were added and how many changed.
 */
export async function storeBooks(
  transaction: Kysely<CatalogTables>,
  books: readonly SettledBook[],
  onStored: (count: number) => void,
): Promise<{ added: number; updated: number }> {
  const seriesIds = await storeSeries(transaction, books);
  const described = books.map((book) => describeBook(book, seriesIds));
  const volumes = new Map(described.flatMap((book) => book.volumes.map((volume) => [volume.id, volume])));
  await addRows(transaction, 'catalog.volume', [...volumes.values()]);
  const editions = described.map((book) => book.edition);
  const stored = await putEditions(transaction, editions, onStored);
  const contents = described.flatMap((book) => book.contents);
  await addRows(transaction, 'catalog.edition_volume', contents);
  if (stored.added > 0) await analyzeCatalog(transaction);
  return stored;
}

/** Adds the series that are not there yet. @returns the ids of all by their title keys. */
async function storeSeries(
  transaction: Kysely<CatalogTables>,
  books: readonly SettledBook[],
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  for (const { seriesKey, book } of books) {
    // Of several spellings the first one listed names the series.
    if (!titles.has(seriesKey)) titles.set(seriesKey, book.title);
  }
  const there = await loadLightNovels(transaction, [...titles.keys()]);
  const ids = new Map(there.map((series) => [series.title_key, series.id]));
  const missing = [...titles].filter(([key]) => !ids.has(key));
  const slugs = missing.map(([, title]) => slugifyTitle(title));
  const taken = new Set(await findTakenSeriesIds(transaction, slugs));
  const added = missing.map(([key, title]) => {
    const id = chooseSeriesId(title, key, taken);
    ids.set(key, id);
    return describeSeries(id, key, title);
  });
  await addRows(transaction, 'catalog.series', added);
  await addSearchDocuments(
    transaction,
    added.map((series) => createSearchDocument(series, [])),
  );
  return ids;
}

/** The file tells no more of a series than its title. */
function describeSeries(id: string, titleKey: string, title: string): SeriesRow {
  return {
    id,
    kind: 'LIGHT_NOVEL',
    title_key: titleKey,
    title_english: title,
    title_romaji: null,
    title_native: null,
    demographic: null,
    status: null,
    genres: [],
    age_rating: null,
    reading_direction: null,
    original_publisher: null,
    start_year: null,
    minimum_age: null,
    content_notes: [],
  };
}

function describeBook(
  { book, editionId, isbn13, seriesKey }: SettledBook,
  seriesIds: ReadonlyMap<string, string>,
): { edition: EditionRow; volumes: VolumeRow[]; contents: EditionVolumeRow[] } {
  const seriesId = seriesIds.get(seriesKey) ?? '';
  const volumes = book.volumes.contents.map(({ label, number }) => ({
    id: `${seriesId}-${label}`,
    series_id: seriesId,
    label,
    number,
  }));
  const [first, ...others] = volumes;
  return {
    volumes,
    contents: volumes.map((volume) => ({ edition_id: editionId, volume_id: volume.id })),
    edition: {
      id: editionId,
      isbn13,
      asin: book.asin,
      title: `${book.title}, Vol${others.length > 0 ? 's' : ''}. ${book.volumes.label}`,
      series_id: seriesId,
      volume_id: first !== undefined && others.length === 0 ? first.id : null,
      first_number: first?.number ?? null,
      format: book.format,
      // The file lists English editions only.
      language: 'en',
      publisher: book.publisher,
      release_date: book.releaseDate,
    },
  };
}
