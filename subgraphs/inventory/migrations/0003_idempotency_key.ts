import type { Kysely } from 'kysely';
import { createIdempotencyKeys } from '../../database/idempotencyKey.ts';

export async function up(database: Kysely<unknown>): Promise<void> {
  await createIdempotencyKeys(database, 'inventory');
}
