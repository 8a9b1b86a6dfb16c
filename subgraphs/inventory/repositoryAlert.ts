import { type Kysely, sql, type Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import type { InventoryTables, RestockAlertRow } from './repository.ts';

/** The first of two numbers that make an advisory lock; the second is made of the customer. */
const ALERTS_LOCK = 1_180_427;

/**
 * Waits until no other transaction is setting an alert for this customer, and keeps others waiting until this one
 * ends: two that counted at the same time could both take the last place.
 */
export async function lockAlertsOf(
  transaction: Transaction<InventoryTables>,
  customerId: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ALERTS_LOCK}, hashtext(${customerId}))`.execute(transaction);
}

/**
 * Sets an alert, or finds the one that is there for the same edition and marketplace. Under {@link lockAlertsOf}.
 * @param max how many a customer may have.
 * @returns its id; undefined where there would be too many.
 */
export async function putAlert(
  transaction: Transaction<InventoryTables>,
  alert: RestockAlertRow,
  max: number,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with own as (
      select id, edition_id, marketplace from inventory.restock_alert where customer_id = ${alert.customer_id}
    ), existing as (
      select id from own where edition_id = ${alert.edition_id} and marketplace = ${alert.marketplace}
    ), added as (
      insert into inventory.restock_alert (id, customer_id, edition_id, marketplace, created_at)
      select ${alert.id}, ${alert.customer_id}, ${alert.edition_id}, ${alert.marketplace}, ${alert.created_at}
      where not exists (select from existing) and (select count(*) from own) < ${max}::int
      returning id
    )
    select id from existing union all select id from added`.execute(transaction);
  return rows[0]?.id;
}

/** An alert of the caller's own. */
export async function findAlert(
  database: Kysely<InventoryTables>,
  caller: Caller,
  id: string,
): Promise<RestockAlertRow | undefined> {
  if (caller.context !== 'customer') return undefined;
  return database
    .selectFrom('inventory.restock_alert')
    .selectAll()
    .where('id', '=', id)
    .where('customer_id', '=', caller.customerId)
    .where(sql<boolean>`marketplace = any(${caller.marketplaces}::text[])`)
    .executeTakeFirst();
}
