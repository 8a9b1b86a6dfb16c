import type { Transaction } from 'kysely';
import { replaceCopy, selectRecords } from '../database/replaceCopy.ts';
import type { CustomerFact, Facts } from '../feeds.ts';
import type { SupportTables } from './repository.ts';

/** Keeps where customers live. */
export function keepCustomers(
  transaction: Transaction<SupportTables>,
  facts: Facts<CustomerFact>,
): Promise<void> {
  const table = 'support.customer_region';
  const select = (customers: readonly CustomerFact[]) =>
    selectRecords(
      table,
      customers.map(({ id, region }) => ({ customer_id: id, region })),
    );
  return replaceCopy(transaction, { table, key: ['customer_id'], select }, facts);
}
