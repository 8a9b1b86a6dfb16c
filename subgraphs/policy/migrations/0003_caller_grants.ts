import type { Kysely } from 'kysely';
import { grantReading } from '../../database/rowSecurity.ts';

/** Everybody may know the policies. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await grantReading(database, 'policy', ['clause', 'edition_reference']);
}
