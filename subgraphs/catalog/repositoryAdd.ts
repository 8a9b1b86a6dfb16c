import { type Kysely, sql } from 'kysely';
import type { CatalogTables, SearchDocumentRow } from './repository.ts';

/** Rows sent in one statement: enough to make the round trip cheap, few enough to keep its text small. */
const CHUNK_SIZE = 1_000;

/** Adds rows; one that is there already, by id or by any other key, stays as it is. */
export async function addRows<Table extends keyof CatalogTables>(
  database: Kysely<CatalogTables>,
  table: Table,
  rows: readonly CatalogTables[Table][],
): Promise<void> {
  for (const chunk of chunkRows(rows)) {
    await sql`
      insert into ${sql.table(table)}
      select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(chunk)}::json)
      on conflict do nothing`.execute(database);
  }
}

/** Makes series searchable; one that is so already stays as it is. */
export async function addSearchDocuments(
  database: Kysely<CatalogTables>,
  documents: readonly SearchDocumentRow[],
): Promise<void> {
  await addRows(database, 'catalog.search_document', documents);
  for (const chunk of chunkRows(documents)) {
    await sql`
      insert into catalog.search_word
      select distinct word
      from unnest(${chunk.map((document) => document.words)}::tsvector[]) words, unnest(tsvector_to_array(words)) word
      on conflict do nothing`.execute(database);
  }
}

export function* chunkRows<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += CHUNK_SIZE) yield rows.slice(start, start + CHUNK_SIZE);
}

/** Tells the planner what the tables now hold; the embedded database has nobody else to do it. */
export async function analyzeCatalog(transaction: Kysely<CatalogTables>): Promise<void> {
  await sql`
    analyze catalog.series, catalog.volume, catalog.edition, catalog.edition_volume, catalog.search_document,
      catalog.search_word`.execute(transaction);
}
