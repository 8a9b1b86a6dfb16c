import type { Kysely } from 'kysely';
import { protectIdempotencyKeys } from '../../database/idempotencyKey.ts';
import { grantReading, isCallersOwn, protectRows } from '../../database/rowSecurity.ts';

/** Everybody may know prices; an alert is its customer's alone. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await grantReading(database, 'inventory', ['offer']);
  const own = isCallersOwn('customer_id');
  await protectRows(database, 'inventory.restock_alert', { select: own, insert: own });
  await protectIdempotencyKeys(database, 'inventory');
}
