import { type Kysely, sql, type Transaction } from 'kysely';
import type { Caller } from '../caller.ts';
import { type CustomersTables, type EntryRow, isVisibleTo } from './repository.ts';
import { isOwnedBy } from './repositoryLibrary.ts';

/**
 * Keeps other transactions from changing the customer's wishlist until this one ends.
 * @returns whether there is such a customer.
 */
export async function lockCustomer(
  transaction: Transaction<CustomersTables>,
  caller: Caller,
  customerId: string,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('customers.customer as c')
    .select('c.id')
    .where('c.id', '=', customerId)
    .where(isVisibleTo(caller))
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** What was found before anything was added. */
export interface WishlistFacts {
  /** Whether the catalog has the edition. */
  readonly known: boolean;
  readonly wished: boolean;
  readonly count: number;
}

/** Adds an edition that the catalog has to a wishlist that lacks it and has room; see {@link lockCustomer}. */
export async function addWish(
  transaction: Transaction<CustomersTables>,
  { customer_id, edition_id, added_at }: EntryRow,
  maxEntries: number,
): Promise<WishlistFacts> {
  const { rows } = await sql<WishlistFacts>`
    with fact as (
      select exists (select from customers.edition_reference where edition_id = ${edition_id}) as known,
        coalesce(bool_or(edition_id = ${edition_id}), false) as wished,
        count(*) as count
      from customers.wishlist_entry
      where customer_id = ${customer_id}
    ), added as (
      insert into customers.wishlist_entry (customer_id, edition_id, added_at)
      select ${customer_id}::text, ${edition_id}::text, ${added_at}::timestamptz
      from fact where known and not wished and count < ${maxEntries}
    )
    select * from fact`.execute(transaction);
  const [facts] = rows;
  if (facts === undefined) throw new Error('A query that gives one row gave none.');
  return facts;
}

/** An entry of the caller's own wishlist. */
export function findWish(
  database: Kysely<CustomersTables>,
  caller: Caller,
  editionId: string,
): Promise<EntryRow | undefined> {
  return database
    .selectFrom('customers.wishlist_entry as entry')
    .selectAll('entry')
    .where('entry.edition_id', '=', editionId)
    .where(isOwnedBy(caller))
    .executeTakeFirst();
}
