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
    select: sql<boolean>`${isCallersOwn('id')}
      or (${isServedMarketplace('marketplace')} and ${isServedRegion('region')})`,
    // Nothing may change; a row is locked while its wishlist does.
    update: { columns: ['id'], rows: isCallersOwn('id') },
  });
  // Whom the caller sees, by the policy of that table.
  const ofVisible = sql<boolean>`exists (select from customers.customer c where c.id = customer_id)`;
  for (const table of ['customers.address', 'customers.payment_method']) {
    await protectRows(database, table, { select: ofVisible });
  }
  // Whoever serves a customer may count its library.
  await protectRows(database, 'customers.library_entry', { select: ofVisible });
  const own = isCallersOwn('customer_id');
  await protectRows(database, 'customers.wishlist_entry', { select: own, insert: own });
  // Entries are written, each under one's own name, and read by nobody who is served.
  await protectRows(database, 'customers.audit_entry', { insert: isCallersSubject('subject') });
  await protectIdempotencyKeys(database, 'customers');
}
