import { type Kysely, sql } from 'kysely';
import type { Marketplace } from '../caller.ts';
import type { Availability } from '../facts.ts';
import type {
  ContributorRole,
  Demographic,
  Format,
  ReadingDirection,
  SeriesKind,
  SeriesStatus,
} from './resolvers.generated.ts';

export interface SeriesRow {
  id: string;
  kind: SeriesKind;
  title_key: string;
  title_english: string | null;
  title_romaji: string | null;
  title_native: string | null;
  demographic: Demographic | null;
  status: SeriesStatus | null;
  genres: string[];
  age_rating: string | null;
  reading_direction: ReadingDirection | null;
  original_publisher: string | null;
  start_year: number | null;
  minimum_age: number | null;
  content_notes: string[];
}

/** What a series is to the others of its reading list. */
export type ReadingRole = 'MAIN' | 'SIDE_STORY' | 'SPIN_OFF' | 'ALTERNATIVE_VERSION';

export interface ReadingStepRow {
  list: string;
  position: number;
  series_id: string;
  role: ReadingRole;
  note: string | null;
}

export interface ContributorRow {
  id: string;
  name: string;
  native_name: string | null;
}

export interface ContributionRow {
  series_id: string;
  position: number;
  contributor_id: string;
  role: ContributorRole;
}

/** `number` is exact, as text. */
export interface VolumeRow {
  id: string;
  series_id: string;
  label: string;
  number: string | null;
}

/** `release_date` is a calendar date, as text. */
export interface EditionRow {
  id: string;
  isbn13: string | null;
  asin: string | null;
  title: string;
  series_id: string;
  volume_id: string | null;
  first_number: string | null;
  format: Format;
  language: string;
  publisher: string | null;
  release_date: string | null;
}

export interface EditionVolumeRow {
  edition_id: string;
  volume_id: string;
}

/** `words` is a tsvector, as text. */
export interface SearchDocumentRow {
  series_id: string;
  titles: string[];
  title_keys: string[];
  line: string;
  words: string;
}

/** Inventory's, copied to filter by. `amount` is exact, as text. */
export interface OfferCopyRow {
  edition_id: string;
  marketplace: Marketplace;
  amount: string;
  availability: Availability;
}

export interface CatalogTables {
  'catalog.series': SeriesRow;
  'catalog.contributor': ContributorRow;
  'catalog.contribution': ContributionRow;
  'catalog.volume': VolumeRow;
  'catalog.edition': EditionRow;
  'catalog.edition_volume': EditionVolumeRow;
  'catalog.reading_step': ReadingStepRow;
  'catalog.search_document': SearchDocumentRow;
  'catalog.offer_copy': OfferCopyRow;
}

export function loadSeries(database: Kysely<CatalogTables>, ids: readonly string[]): Promise<SeriesRow[]> {
  return database.selectFrom('catalog.series').selectAll().where(sql<boolean>`id = any(${ids})`).execute();
}

export function loadContributors(
  database: Kysely<CatalogTables>,
  ids: readonly string[],
): Promise<ContributorRow[]> {
  return database
    .selectFrom('catalog.contributor')
    .selectAll()
    .where(sql<boolean>`id = any(${ids})`)
    .execute();
}

/** Who made these series, the main creators first. */
export function loadContributions(
  database: Kysely<CatalogTables>,
  seriesIds: readonly string[],
): Promise<ContributionRow[]> {
  return database
    .selectFrom('catalog.contribution')
    .selectAll()
    .where(sql<boolean>`series_id = any(${seriesIds})`)
    .orderBy('position')
    .execute();
}

export function loadEditions(database: Kysely<CatalogTables>, ids: readonly string[]): Promise<EditionRow[]> {
  return database.selectFrom('catalog.edition').selectAll().where(sql<boolean>`id = any(${ids})`).execute();
}

export function loadEditionsByIsbn(
  database: Kysely<CatalogTables>,
  isbns: readonly string[],
): Promise<EditionRow[]> {
  return database
    .selectFrom('catalog.edition')
    .selectAll()
    .where(sql<boolean>`isbn13 = any(${isbns})`)
    .execute();
}

/** The editions of single volumes: earliest release first, those of unknown date last. */
export function loadVolumeEditions(
  database: Kysely<CatalogTables>,
  volumeIds: readonly string[],
): Promise<EditionRow[]> {
  return database
    .selectFrom('catalog.edition')
    .selectAll()
    .where(sql<boolean>`volume_id = any(${volumeIds})`)
    .orderBy('release_date', (order) => order.asc().nullsLast())
    .orderBy('id')
    .execute();
}

/** The reading lists that these series are in, in order; `asked` is the series that is in it. */
export async function loadReadingLists(
  database: Kysely<CatalogTables>,
  seriesIds: readonly string[],
): Promise<(ReadingStepRow & { asked: string })[]> {
  const { rows } = await sql<ReadingStepRow & { asked: string }>`
    select asked.series_id as asked, step.*
    from catalog.reading_step asked join catalog.reading_step step on step.list = asked.list
    where asked.series_id = any(${seriesIds})
    order by asked.series_id, step.position`.execute(database);
  return rows;
}

/** The ids of all editions, sorted. */
export async function listEditionIds(database: Kysely<CatalogTables>): Promise<string[]> {
  const rows = await database.selectFrom('catalog.edition').select('id').orderBy('id').execute();
  return rows.map(({ id }) => id);
}
