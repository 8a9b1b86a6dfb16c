import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { protectIdempotencyKeys } from '../../database/idempotencyKey.ts';
import {
  grantReading,
  isCallersOwn,
  isCallersSubject,
  isServedMarketplace,
  isServedRegion,
  protectRows,
} from '../../database/rowSecurity.ts';

/** A customer is there for itself, and for those who serve its marketplace and region. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await grantReading(database, 'customers', ['edition_reference']);
  await protectRows(database, 'customers.customer', {
    customer: {
      select: isCallersOwn('id'),
      // Nothing may change; a row is locked while its wishlist does.
      update: { columns: ['id'], rows: isCallersOwn('id') },
    },
    staff: { select: sql<boolean>`${isServedMarketplace('marketplace')} and ${isServedRegion('region')}` },
  });
  const own = isCallersOwn('customer_id');
  // Whom they serve, by the policy of that table.
  const served = sql<boolean>`exists (select from customers.customer c where c.id = customer_id)`;
  // Whoever serves a customer may count its library.
  for (const table of ['customers.address', 'customers.payment_method', 'customers.library_entry']) {
    await protectRows(database, table, { customer: { select: own }, staff: { select: served } });
  }
  await protectRows(database, 'customers.wishlist_entry', { customer: { select: own, insert: own } });
  // Entries are written, each under one's own name, and read by nobody who is served.
  await protectRows(database, 'customers.audit_entry', { staff: { insert: isCallersSubject('subject') } });
  await protectIdempotencyKeys(database, 'customers');
}
