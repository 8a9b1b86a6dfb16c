import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** A copy of the feed `customers`: where a customer lives decides who may serve it. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders.customer_region (
      customer_id text primary key,
      region text not null
    )`.execute(database);
}
