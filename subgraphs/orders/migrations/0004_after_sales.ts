import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** What happens to an order on its way and after: carrier scans, where it goes, returns and refunds. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`alter table orders.order_line add column is_digital boolean not null default false`.execute(
    database,
  );
  await sql`
    alter table orders.package
      add column checked_at timestamptz(3),
      add check (status <> 'PREPARING' or checked_at is null)`.execute(database);
  // The key is also the path to a package's latest events. All that belongs to a package goes with it.
  await sql`
    create table orders.scan_event (
      order_id text not null,
      package_id text not null,
      at timestamptz(3) not null,
      kind text not null
        check (kind in ('LABEL_CREATED', 'PICKED_UP', 'ARRIVED_AT_HUB', 'DEPARTED_HUB', 'CUSTOMS',
                        'OUT_FOR_DELIVERY', 'DELIVERY_ATTEMPTED', 'DELIVERED', 'RETURNED_TO_SENDER', 'LOST')),
      place text check (length(place) between 1 and 100),
      primary key (package_id, at, kind),
      foreign key (order_id, package_id) references orders.package (order_id, id) on delete cascade
    )`.execute(database);
  await sql`
    create table orders.shipping_address (
      order_id text primary key references orders.customer_order,
      recipient text not null check (length(recipient) between 1 and 100),
      lines text[] not null
        check (cardinality(lines) between 1 and 3 and array_position(lines, null) is null
               and array_position(lines, '') is null),
      city text not null check (length(city) between 1 and 100),
      region text check (length(region) between 1 and 100),
      postal_code text not null check (length(postal_code) between 1 and 16),
      country text not null check (country ~ '^[A-Z]{2}$')
    )`.execute(database);
  await sql`
    create table orders.return (
      id text primary key,
      order_id text not null references orders.customer_order,
      status text not null check (status in ('LABEL_SENT', 'IN_TRANSIT', 'RECEIVED', 'REFUNDED', 'REJECTED')),
      started_at timestamptz(3) not null,
      send_by date not null,
      received_at timestamptz(3) check (received_at >= started_at),
      fee_amount numeric(12, 2) not null check (fee_amount >= 0),
      unique (order_id, id),
      check ((status in ('RECEIVED', 'REFUNDED', 'REJECTED')) = (received_at is not null))
    )`.execute(database);
  // Both keys carry the order, so that a return can hold lines of its own order only; likewise a refund's return.
  await sql`
    create table orders.return_line (
      order_id text not null,
      return_id text not null,
      line_id text not null,
      quantity integer not null check (quantity > 0),
      reason text not null check (reason in ('CHANGED_MIND', 'DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED')),
      primary key (order_id, return_id, line_id),
      foreign key (order_id, return_id) references orders.return (order_id, id),
      foreign key (order_id, line_id) references orders.order_line (order_id, id)
    )`.execute(database);
  await sql`
    create table orders.refund (
      id text primary key,
      order_id text not null references orders.customer_order,
      return_id text,
      status text not null
        check (status in ('AWAITING_RETURN', 'PROCESSING', 'SENT_TO_BANK', 'COMPLETED', 'FAILED')),
      amount numeric(12, 2) not null check (amount > 0),
      reason text not null check (reason in ('CANCELLED', 'RETURNED', 'LOST', 'DAMAGED')),
      method text not null check (length(method) between 1 and 100),
      requested_at timestamptz(3) not null,
      expected_by date,
      completed_at timestamptz(3) check (completed_at >= requested_at),
      foreign key (order_id, return_id) references orders.return (order_id, id),
      check ((status = 'COMPLETED') = (completed_at is not null)),
      check (status not in ('COMPLETED', 'FAILED') or expected_by is null),
      check (return_id is not null or (reason <> 'RETURNED' and status <> 'AWAITING_RETURN'))
    )`.execute(database);
  await sql`create index refund_of_order on orders.refund (order_id)`.execute(database);
}
