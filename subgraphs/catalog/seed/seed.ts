import type { Transaction } from 'kysely';
import { foldTitle } from '../../foldText.ts';
import type { CatalogTables, EditionRow, SeriesRow } from '../repository.ts';
import { addRows, addSearchDocuments } from '../repositoryAdd.ts';
import { createSearchDocument } from '../searchDocument.ts';
import { SAMPLE_SERIES, type SampleEdition, type SampleSeries } from './series.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Puts the sample shop's books there; release dates that lie ahead are counted from `now`. */
export async function seedCatalog(transaction: Transaction<CatalogTables>, now: Date): Promise<void> {
  const add = <Table extends keyof CatalogTables>(
    table: Table,
    describe: (series: SampleSeries) => readonly CatalogTables[Table][],
  ) => addRows(transaction, table, SAMPLE_SERIES.flatMap(describe));
  await add('catalog.series', (series) => [describeSeries(series)]);
  await add('catalog.contributor', ({ creators }) =>
    creators.map(({ id, name, nativeName }) => ({ id, name, native_name: nativeName })),
  );
  await add('catalog.contribution', ({ id, creators }) =>
    creators.map((creator, position) => ({
      series_id: id,
      position,
      contributor_id: creator.id,
      role: creator.role,
    })),
  );
  await add('catalog.volume', ({ id, volumes }) =>
    volumes.map((volume) => ({
      id: `${id}-${volume}`,
      series_id: id,
      label: String(volume),
      number: String(volume),
    })),
  );
  await add('catalog.edition', (series) =>
    series.editions.map((edition) => describeEdition(series, edition, now)),
  );
  await add('catalog.edition_volume', ({ id, editions }) =>
    editions.flatMap(({ suffix, volumes: [first, last] }) =>
      Array.from({ length: last - first + 1 }, (_volume, index) => ({
        edition_id: `${id}-${suffix}`,
        volume_id: `${id}-${first + index}`,
      })),
    ),
  );
  await addSearchDocuments(
    transaction,
    SAMPLE_SERIES.map((series) =>
      createSearchDocument(
        describeSeries(series),
        series.creators.flatMap((creator) => [creator.name, creator.nativeName]),
      ),
    ),
  );
}

function describeSeries(series: SampleSeries): SeriesRow {
  return {
    id: series.id,
    kind: 'MANGA',
    title_key: foldTitle(series.english),
    title_english: series.english,
    title_romaji: series.romaji,
    title_native: series.native,
    demographic: series.demographic,
    status: series.status,
    genres: [...series.genres],
    age_rating: series.ageRating,
    reading_direction: 'RIGHT_TO_LEFT',
    original_publisher: series.originalPublisher,
    start_year: series.startYear,
  };
}

function describeEdition(series: SampleSeries, edition: SampleEdition, now: Date): EditionRow {
  const [first, last] = edition.volumes;
  return {
    id: `${series.id}-${edition.suffix}`,
    isbn13: edition.isbn13 ?? null,
    asin: null,
    title: edition.title,
    series_id: series.id,
    volume_id: first === last ? `${series.id}-${first}` : null,
    first_number: String(first),
    format: edition.format,
    language: 'en',
    publisher: series.publisher,
    release_date:
      typeof edition.released === 'number'
        ? new Date(now.getTime() + edition.released * DAY_MS).toISOString().slice(0, 10)
        : (edition.released ?? null),
  };
}
