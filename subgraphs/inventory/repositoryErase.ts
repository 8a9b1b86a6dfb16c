import { sql, type Transaction } from 'kysely';
import { eraseIdempotencyKeys } from '../database/idempotencyKey.ts';
import type { ErasedCounts } from '../subgraph.ts';
import type { InventoryTables } from './repository.ts';

/** Removes a customer's alerts. */
export async function eraseInventory(
  transaction: Transaction<InventoryTables>,
  customerId: string,
): Promise<ErasedCounts> {
  const alerts = await sql`
    delete from inventory.restock_alert where customer_id = ${customerId}`.execute(transaction);
  return {
    alerts: Number(alerts.numAffectedRows),
    'idempotency keys': await eraseIdempotencyKeys(transaction, 'inventory', customerId),
  };
}
