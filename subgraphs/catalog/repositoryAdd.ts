import { type Kysely, sql } from 'kysely';
import { addRows, chunkRows } from '../database/addRows.ts';
import type { CatalogTables, SearchDocumentRow } from './repository.ts';

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

/** Tells the planner what the tables now hold; the embedded database has nobody else to do it. */
export async function analyzeCatalog(transaction: Kysely<CatalogTables>): Promise<void> {
  await sql`
    analyze catalog.series, catalog.volume, catalog.edition, catalog.edition_volume, catalog.search_document,
      catalog.search_word`.execute(transaction);
}
