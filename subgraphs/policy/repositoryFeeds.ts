import type { Transaction } from 'kysely';
import { replaceCopy, selectRecords } from '../database/replaceCopy.ts';
import type { EditionFact, Facts } from '../feeds.ts';
import type { PolicyTables } from './repository.ts';

/** Keeps what format the catalog's editions have. */
export function keepEditions(
  transaction: Transaction<PolicyTables>,
  facts: Facts<Pick<EditionFact, 'id' | 'format'>>,
): Promise<void> {
  const table = 'policy.edition_reference';
  const select = (editions: readonly Pick<EditionFact, 'id' | 'format'>[]) =>
    selectRecords(
      table,
      editions.map(({ id, format }) => ({ edition_id: id, format })),
    );
  return replaceCopy(transaction, { table, key: ['edition_id'], select }, facts);
}
