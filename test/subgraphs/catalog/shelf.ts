import type { CatalogTables, SeriesRow } from '../../../subgraphs/catalog/repository.ts';
import { addSearchDocuments } from '../../../subgraphs/catalog/repositoryAdd.ts';
import { createSearchDocument } from '../../../subgraphs/catalog/searchDocument.ts';
import { addRows } from '../../../subgraphs/database/addRows.ts';
import type { Availability, Demographic, Format } from '../../../subgraphs/facts.ts';
import { foldTitle } from '../../../subgraphs/foldText.ts';
import type { TestDatabase } from '../../harness/testDatabase.ts';

/** A series that the sample shop does not have; each edition is one volume, in the order given. */
export interface ShelvedSeries {
  readonly id: string;
  readonly title?: string;
  readonly genres: readonly string[];
  readonly demographic?: Demographic;
  readonly editions: readonly {
    readonly format?: Format;
    /** In the marketplace US. */
    readonly price?: string;
    readonly availability?: Availability;
  }[];
}

/** Puts series on sale; their editions are `<series>-<n>`. */
export async function shelve(database: TestDatabase, shelf: readonly ShelvedSeries[]): Promise<void> {
  const tables = database.tables<CatalogTables>();
  await addRows(tables, 'catalog.series', shelf.map(describeSeries));
  await addSearchDocuments(
    tables,
    shelf.map((series) => createSearchDocument(describeSeries(series), [])),
  );
  const volumes = shelf.flatMap(({ id, editions }) =>
    editions.map((edition, index) => ({
      ...edition,
      series: id,
      number: `${index + 1}`,
      id: `${id}-${index + 1}`,
    })),
  );
  await addRows(
    tables,
    'catalog.volume',
    volumes.map(({ id, series, number }) => ({ id, series_id: series, label: number, number })),
  );
  await addRows(
    tables,
    'catalog.edition',
    volumes.map(({ id, series, number, format }) => ({
      id,
      isbn13: null,
      asin: null,
      title: id,
      series_id: series,
      volume_id: id,
      first_number: number,
      format: format ?? 'PAPERBACK',
      language: 'en',
      publisher: null,
      release_date: null,
    })),
  );
  await addRows(
    tables,
    'catalog.edition_volume',
    volumes.map(({ id }) => ({ edition_id: id, volume_id: id })),
  );
  await addRows(
    tables,
    'catalog.offer_copy',
    volumes.flatMap(({ id, price, availability = 'IN_STOCK' }) =>
      price === undefined ? [] : [{ edition_id: id, marketplace: 'US', amount: price, availability }],
    ),
  );
}

function describeSeries({ id, title = id, genres, demographic }: ShelvedSeries): SeriesRow {
  return {
    id,
    kind: 'MANGA',
    title_key: foldTitle(title),
    title_english: title,
    title_romaji: null,
    title_native: null,
    demographic: demographic ?? null,
    status: null,
    genres: [...genres],
    age_rating: null,
    minimum_age: null,
    content_notes: [],
    reading_direction: null,
    original_publisher: null,
    start_year: null,
  };
}

/** Topics that no series of the sample shop has, so that these are all there is. */
export const GLOOMY_SHELF = [
  {
    id: 'gloom-a',
    genres: ['Umbral Fantasy', 'Zither'],
    demographic: 'SEINEN',
    editions: [
      { price: '11.99' },
      { price: '12.01' },
      { price: '12.00', availability: 'OUT_OF_STOCK' },
      { format: 'DIGITAL', price: '5.00', availability: 'PREORDER' },
    ],
  },
  {
    id: 'gloom-b',
    genres: ['Zither', 'Umbral Comedy', 'Weird Fantasy'],
    demographic: 'SEINEN',
    editions: [{ price: '20.00' }, { price: '9.00', availability: 'BACKORDER' }],
  },
  { id: 'gloom-c', genres: ['Umbral Fantasy'], demographic: 'SHONEN', editions: [{ price: '8.00' }, {}] },
  {
    id: 'gloom-d',
    title: 'The Umbral Fantasy of Seinen',
    genres: ['Zither'],
    demographic: 'JOSEI',
    editions: [{ price: '3.00' }],
  },
] as const satisfies readonly ShelvedSeries[];
