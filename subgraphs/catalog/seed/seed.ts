import type { Transaction } from 'kysely';
import { addRows } from '../../database/addRows.ts';
import { foldTitle } from '../../foldText.ts';
import { slugifyTitle } from '../import/seriesId.ts';
import type { CatalogTables, SeriesRow } from '../repository.ts';
import { addSearchDocuments, analyzeCatalog } from '../repositoryAdd.ts';
import { createSearchDocument } from '../searchDocument.ts';
import { describeEditions, listVolumes } from './editions.ts';
import { READING_LISTS } from './readingLists.ts';
import type { SampleCreator, SampleSeries } from './sample.ts';
import { SAMPLE_SERIES } from './series.ts';

/** Puts the sample shop's books there; release dates that lie ahead are counted from `now`. */
export async function seedCatalog(transaction: Transaction<CatalogTables>, now: Date): Promise<void> {
  await addSeries(transaction);
  await addReadingLists(transaction);
  await addEditions(transaction, now);
  await addSearchDocuments(
    transaction,
    SAMPLE_SERIES.map((series) => createSearchDocument(describeSeries(series), listNames(series))),
  );
  await analyzeCatalog(transaction);
}

async function addSeries(transaction: Transaction<CatalogTables>): Promise<void> {
  await addRows(transaction, 'catalog.series', SAMPLE_SERIES.map(describeSeries));
  await addRows(
    transaction,
    'catalog.contributor',
    SAMPLE_SERIES.flatMap(({ creators }) =>
      creators.map((creator) => ({
        id: identifyCreator(creator),
        name: creator.name,
        native_name: creator.nativeName,
      })),
    ),
  );
  await addRows(
    transaction,
    'catalog.contribution',
    SAMPLE_SERIES.flatMap(({ id, creators }) =>
      creators.map((creator, position) => ({
        series_id: id,
        position,
        contributor_id: identifyCreator(creator),
        role: creator.role,
      })),
    ),
  );
}

async function addReadingLists(transaction: Transaction<CatalogTables>): Promise<void> {
  await addRows(
    transaction,
    'catalog.reading_step',
    Object.entries(READING_LISTS).flatMap(([list, steps]) =>
      steps.map(([seriesId, role, note], position) => ({
        list,
        position,
        series_id: seriesId,
        role,
        note: note ?? null,
      })),
    ),
  );
}

async function addEditions(transaction: Transaction<CatalogTables>, now: Date): Promise<void> {
  await addRows(
    transaction,
    'catalog.volume',
    SAMPLE_SERIES.flatMap((series) =>
      listVolumes(series).map((volume) => ({
        id: `${series.id}-${volume}`,
        series_id: series.id,
        label: String(volume),
        number: String(volume),
      })),
    ),
  );
  const editions = describeEditions(now);
  await addRows(
    transaction,
    'catalog.edition',
    editions.map(({ row }) => row),
  );
  await addRows(
    transaction,
    'catalog.edition_volume',
    editions.flatMap(({ row, volumes }) =>
      volumes.map((volume) => ({ edition_id: row.id, volume_id: `${row.series_id}-${volume}` })),
    ),
  );
}

function describeSeries(series: SampleSeries): SeriesRow {
  const [english, romaji, native] = series.titles;
  const [ageRating, minimumAge, ...contentNotes] = series.age;
  return {
    id: series.id,
    kind: series.kind ?? 'MANGA',
    title_key: foldTitle(english),
    title_english: english,
    title_romaji: romaji,
    title_native: native,
    demographic: series.demographic,
    status: series.status,
    genres: [...series.genres],
    age_rating: ageRating,
    reading_direction: 'RIGHT_TO_LEFT',
    original_publisher: series.start[1],
    start_year: series.start[0],
    minimum_age: minimumAge,
    content_notes: contentNotes,
  };
}

function identifyCreator({ name }: SampleCreator): string {
  return slugifyTitle(name);
}

function listNames({ creators }: SampleSeries): string[] {
  return creators.flatMap(({ name, nativeName }) => [name, ...(nativeName === null ? [] : [nativeName])]);
}
