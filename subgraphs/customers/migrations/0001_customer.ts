import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { createIdempotencyKeys } from '../../database/idempotencyKey.ts';

export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    create table customers.customer (
      id text primary key,
      -- Where it became a customer; whoever serves that marketplace serves it.
      marketplace text not null check (marketplace in ('US', 'JP', 'DE')),
      customer_since date not null,
      given_name text not null check (given_name <> ''),
      family_name text not null check (family_name <> ''),
      email text not null check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
      phone text
    )`.execute(database);
  await sql`
    create table customers.address (
      id text primary key,
      customer_id text not null references customers.customer on delete cascade,
      position integer not null,
      label text not null,
      recipient text not null,
      lines text[] not null check (cardinality(lines) between 1 and 3),
      city text not null,
      postal_code text not null,
      country char(2) not null,
      unique (customer_id, position)
    )`.execute(database);
  // A label shows the last four digits: a number that came here by mistake is refused.
  await sql`
    create table customers.payment_method (
      id text primary key,
      customer_id text not null references customers.customer on delete cascade,
      position integer not null,
      kind text not null check (kind in ('CARD', 'WALLET', 'BANK_DEBIT', 'CONVENIENCE_STORE', 'INVOICE')),
      label text not null check (label !~ '([0-9][ -]*){5}'),
      expires text check (expires ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
      unique (customer_id, position)
    )`.execute(database);
  // Milliseconds, because a cursor holds what JavaScript's Date holds.
  await sql`
    create table customers.library_entry (
      customer_id text not null references customers.customer on delete cascade,
      edition_id text not null,
      added_at timestamptz(3) not null,
      primary key (customer_id, edition_id)
    )`.execute(database);
  await sql`
    create index library_entry_latest
      on customers.library_entry (customer_id, added_at desc, edition_id desc)`.execute(database);
  await sql`
    create table customers.wishlist_entry (
      customer_id text not null references customers.customer on delete cascade,
      edition_id text not null,
      added_at timestamptz(3) not null,
      primary key (customer_id, edition_id)
    )`.execute(database);
  await sql`
    create index wishlist_entry_latest
      on customers.wishlist_entry (customer_id, added_at desc, edition_id desc)`.execute(database);
  await sql`
    create table customers.edition_reference (
      edition_id text primary key,
      series_id text not null
    )`.execute(database);
  // Outlives the customer that was looked at, and keeps what was asked for whether it exists or not.
  await sql`
    create table customers.audit_entry (
      id bigint generated always as identity primary key,
      at timestamptz(3) not null,
      subject text not null,
      context text not null,
      operation_id text,
      request_id text not null,
      customer_id text not null,
      reason text not null,
      found boolean not null
    )`.execute(database);
  await sql`create index audit_entry_customer on customers.audit_entry (customer_id, at)`.execute(database);
  await createIdempotencyKeys(database, 'customers');
}
