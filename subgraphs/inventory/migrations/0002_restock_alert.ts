import { type Kysely, sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table inventory.restock_alert (
      id text primary key,
      customer_id text not null,
      edition_id text not null,
      marketplace text not null check (marketplace in ('US', 'JP', 'DE')),
      created_at timestamptz(3) not null,
      unique (customer_id, edition_id, marketplace)
    )`.execute(database);
}
