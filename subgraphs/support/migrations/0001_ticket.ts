import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { createIdempotencyKeys } from '../../database/idempotencyKey.ts';

export async function up(database: Kysely<unknown>): Promise<void> {
  // Milliseconds, because a cursor holds what JavaScript's Date holds. The order is as its customer gave it.
  await sql`
    create table support.ticket (
      id text primary key,
      customer_id text not null,
      marketplace text not null check (marketplace in ('US', 'JP', 'DE')),
      topic text not null
        check (topic in ('DELIVERY', 'RETURN', 'REFUND', 'DAMAGE', 'PAYMENT', 'ACCOUNT', 'PRODUCT', 'OTHER')),
      status text not null check (status in ('OPEN', 'WAITING_FOR_CUSTOMER', 'RESOLVED', 'CLOSED')),
      order_id text,
      subject text not null,
      message text not null,
      created_at timestamptz(3) not null,
      updated_at timestamptz(3) not null check (updated_at >= created_at)
    )`.execute(database);
  await sql`
    create index ticket_latest on support.ticket (customer_id, created_at desc, id desc)`.execute(database);
  await sql`
    create table support.ticket_note (
      id text primary key,
      ticket_id text not null references support.ticket on delete cascade,
      written_at timestamptz(3) not null,
      author text not null,
      text text not null
    )`.execute(database);
  await sql`
    create index ticket_note_latest
      on support.ticket_note (ticket_id, written_at desc, id desc)`.execute(database);
  await createIdempotencyKeys(database, 'support');
}
