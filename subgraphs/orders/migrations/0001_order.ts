import type { Kysely } from 'kysely';
import { sql } from 'kysely';

export async function up(database: Kysely<unknown>): Promise<void> {
  // Milliseconds, because a cursor holds what JavaScript's Date holds.
  await sql`
    create table orders.customer_order (
      id text primary key,
      customer_id text not null,
      marketplace text not null check (marketplace in ('US', 'JP', 'DE')),
      placed_at timestamptz(3) not null,
      status text not null
        check (status in ('PROCESSING', 'ON_HOLD', 'PARTLY_SHIPPED', 'SHIPPED', 'DELIVERED', 'CANCELLED')),
      hold_reason text
        check (hold_reason in ('AWAITING_RELEASE', 'AWAITING_STOCK', 'PAYMENT_PENDING', 'ADDRESS_CHECK')),
      total_amount numeric(12, 2) not null check (total_amount >= 0),
      currency char(3) not null,
      estimated_delivery date,
      version integer not null default 1 check (version > 0),
      check ((status = 'ON_HOLD') = (hold_reason is not null)),
      check (status not in ('DELIVERED', 'CANCELLED') or estimated_delivery is null)
    )`.execute(database);
  await sql`
    create index customer_order_latest
      on orders.customer_order (customer_id, placed_at desc, id desc)`.execute(database);
  await sql`
    create table orders.order_line (
      id text primary key,
      order_id text not null references orders.customer_order,
      position integer not null,
      edition_id text not null,
      quantity integer not null check (quantity > 0),
      unit_price_amount numeric(12, 2) not null check (unit_price_amount >= 0),
      unique (order_id, id)
    )`.execute(database);
  await sql`
    create table orders.package (
      id text primary key,
      order_id text not null references orders.customer_order,
      position integer not null,
      status text not null
        check (status in ('PREPARING', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'LOST')),
      carrier text,
      tracking_number text,
      shipped_at timestamptz(3),
      estimated_delivery date,
      delivered_at timestamptz(3),
      unique (order_id, id),
      check ((status = 'PREPARING') = (shipped_at is null)),
      check ((status = 'DELIVERED') = (delivered_at is not null))
    )`.execute(database);
  // Both keys carry the order, so that a package can hold lines of its own order only.
  await sql`
    create table orders.package_line (
      order_id text not null,
      package_id text not null,
      line_id text not null,
      quantity integer not null check (quantity > 0),
      primary key (order_id, package_id, line_id),
      foreign key (order_id, package_id) references orders.package (order_id, id) on delete cascade,
      foreign key (order_id, line_id) references orders.order_line (order_id, id)
    )`.execute(database);
}
