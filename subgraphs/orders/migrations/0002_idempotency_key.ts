import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders.idempotency_key (
      customer_id text not null,
      key text not null,
      arguments_hash text not null,
      used_at timestamptz(3) not null,
      primary key (customer_id, key)
    )`.execute(database);
}
