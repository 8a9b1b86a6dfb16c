import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { protectIdempotencyKeys } from '../../database/idempotencyKey.ts';
import {
  grantReading,
  isCallersOwn,
  isServedMarketplace,
  isServedRegion,
  protectRows,
} from '../../database/rowSecurity.ts';

/** A ticket is there for its customer, and for those who serve its marketplace and its customer's region; notes for these alone. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await grantReading(database, 'support', []);
  const own = isCallersOwn('customer_id');
  await protectRows(database, 'support.customer_region', { select: isServedRegion('region') });
  // The region by the policy of the copy.
  await protectRows(database, 'support.ticket', {
    select: sql<boolean>`${own} or (${isServedMarketplace('marketplace')}
      and exists (select from support.customer_region r where r.customer_id = ticket.customer_id))`,
    insert: own,
  });
  await protectRows(database, 'support.ticket_note', {
    select: sql<boolean>`exists (
      select from support.ticket t where t.id = ticket_id and ${isServedMarketplace('t.marketplace')})`,
  });
  await protectIdempotencyKeys(database, 'support');
}
