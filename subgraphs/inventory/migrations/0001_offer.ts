import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table inventory.offer (
      edition_id text not null,
      marketplace text not null,
      price_amount numeric(12, 2) not null check (price_amount >= 0),
      price_currency char(3) not null,
      availability text not null
        check (availability in ('IN_STOCK', 'LOW_STOCK', 'PREORDER', 'BACKORDER', 'OUT_OF_STOCK')),
      stock integer check (stock >= 0),
      ships_from date,
      as_of timestamptz not null,
      primary key (edition_id, marketplace)
    )`.execute(database);
}
