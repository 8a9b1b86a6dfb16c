import type { Kysely } from 'kysely';
import { grantReading } from '../../database/rowSecurity.ts';

/** Everybody may know of books. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await grantReading(database, 'catalog', [
    'series',
    'contributor',
    'contribution',
    'volume',
    'edition',
    'edition_volume',
    'search_document',
    'search_word',
    'reading_step',
    'offer_copy',
  ]);
}
