import { sql, type Transaction } from 'kysely';
import { eraseIdempotencyKeys } from '../database/idempotencyKey.ts';
import type { ErasedCounts } from '../subgraph.ts';
import type { SupportTables } from './repository.ts';

/** Removes a customer's tickets, with what staff noted on them. */
export async function eraseSupport(
  transaction: Transaction<SupportTables>,
  customerId: string,
): Promise<ErasedCounts> {
  const tickets = await sql`
    delete from support.ticket where customer_id = ${customerId}`.execute(transaction);
  await sql`delete from support.customer_region where customer_id = ${customerId}`.execute(transaction);
  return {
    tickets: Number(tickets.numAffectedRows),
    'idempotency keys': await eraseIdempotencyKeys(transaction, 'support', customerId),
  };
}
