import { sql, type Transaction } from 'kysely';
import { eraseIdempotencyKeys } from '../database/idempotencyKey.ts';
import type { ErasedCounts } from '../subgraph.ts';
import type { CustomersTables } from './repository.ts';

/**
 * Removes a customer with all that it has here. Looks at it stay, as looks at somebody: that staff looked, and when,
 * is about the staff; whom, and the reason, which may say anything, are not kept.
 */
export async function eraseCustomers(
  transaction: Transaction<CustomersTables>,
  customerId: string,
): Promise<ErasedCounts> {
  // Addresses, ways to pay, library and wishlist go with the customer.
  const customers = await sql`delete from customers.customer where id = ${customerId}`.execute(transaction);
  await sql`select set_config('genkan.audit_changes', 'audit_entry', true)`.execute(transaction);
  const looks = await sql`
    update customers.audit_entry set customer_id = 'erased', reason = 'erased'
    where customer_id = ${customerId}`.execute(transaction);
  return {
    customers: Number(customers.numAffectedRows),
    'looks made nameless': Number(looks.numAffectedRows),
    'idempotency keys': await eraseIdempotencyKeys(transaction, 'customers', customerId),
  };
}
