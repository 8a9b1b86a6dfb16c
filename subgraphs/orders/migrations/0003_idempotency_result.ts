import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table orders.idempotency_key add column result_id text`.execute(database);
}
