import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Caller, Marketplace, Region } from '../caller.ts';
import type { PaymentKind } from './resolvers.generated.ts';

/** `customer_since` is a calendar date. `marketplace` is where it became a customer, `region` where it lives. */
export interface CustomerRow {
  id: string;
  marketplace: Marketplace;
  region: Region;
  customer_since: string;
  given_name: string;
  family_name: string;
  email: string;
  phone: string | null;
}

export interface AddressRow {
  id: string;
  customer_id: string;
  position: number;
  label: string;
  recipient: string;
  lines: string[];
  city: string;
  postal_code: string;
  country: string;
}

/** `label` is masked, such as "Visa •••• 4242"; `expires` is a year and a month, such as 2027-03. */
export interface PaymentMethodRow {
  id: string;
  customer_id: string;
  position: number;
  kind: PaymentKind;
  label: string;
  expires: string | null;
}

/** An edition in a library or on a wishlist, since then. */
export interface EntryRow {
  customer_id: string;
  edition_id: string;
  added_at: Date;
}

/** The copy of the feed `editions`. */
export interface EditionReferenceRow {
  edition_id: string;
  series_id: string;
}

export interface CustomersTables {
  'customers.customer': CustomerRow;
  'customers.address': AddressRow;
  'customers.payment_method': PaymentMethodRow;
  'customers.library_entry': EntryRow;
  'customers.wishlist_entry': EntryRow;
  'customers.edition_reference': EditionReferenceRow;
}

/** Those of these customers that the caller may see at all, in no order. */
export function loadCustomers(
  database: Kysely<CustomersTables>,
  caller: Caller,
  ids: readonly string[],
): Promise<CustomerRow[]> {
  return database
    .selectFrom('customers.customer as c')
    .selectAll('c')
    .where(sql<boolean>`c.id = any(${ids}::text[])`)
    .where(isVisibleTo(caller))
    .execute();
}

/** The addresses of those of these customers that the caller may see, each one's in its sequence. */
export function loadAddresses(
  database: Kysely<CustomersTables>,
  caller: Caller,
  customerIds: readonly string[],
): Promise<AddressRow[]> {
  return database
    .selectFrom('customers.address as address')
    .innerJoin('customers.customer as c', 'c.id', 'address.customer_id')
    .selectAll('address')
    .where(sql<boolean>`c.id = any(${customerIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('c.id')
    .orderBy('address.position')
    .execute();
}

/** The ways to pay of those of these customers that the caller may see, each one's in its sequence. */
export function loadPaymentMethods(
  database: Kysely<CustomersTables>,
  caller: Caller,
  customerIds: readonly string[],
): Promise<PaymentMethodRow[]> {
  return database
    .selectFrom('customers.payment_method as method')
    .innerJoin('customers.customer as c', 'c.id', 'method.customer_id')
    .selectAll('method')
    .where(sql<boolean>`c.id = any(${customerIds}::text[])`)
    .where(isVisibleTo(caller))
    .orderBy('c.id')
    .orderBy('method.position')
    .execute();
}

/** How much those of these customers own that the caller may see; one who owns nothing is left out. */
export function countLibraries(
  database: Kysely<CustomersTables>,
  caller: Caller,
  customerIds: readonly string[],
): Promise<{ customer_id: string; count: number }[]> {
  return database
    .selectFrom('customers.library_entry as entry')
    .innerJoin('customers.customer as c', 'c.id', 'entry.customer_id')
    .select(['c.id as customer_id', sql<number>`count(*)`.as('count')])
    .where(sql<boolean>`c.id = any(${customerIds}::text[])`)
    .where(isVisibleTo(caller))
    .groupBy('c.id')
    .execute();
}

/**
 * The condition under which a row of `customers.customer as c` is there at all for a caller: a customer is there
 * for itself, whatever marketplace it is signed in for, and for those who serve its own marketplace and region.
 */
export function isVisibleTo(caller: Caller): RawBuilder<boolean> {
  switch (caller.context) {
    case 'customer':
      return sql<boolean>`c.id = ${caller.customerId}`;
    case 'support':
    case 'admin':
      return sql<boolean>`(c.marketplace = any(${caller.marketplaces}::text[])
        and c.region = any(${caller.regions}::text[]))`;
    case 'anonymous':
    case 'service':
      return sql<boolean>`false`;
  }
}
