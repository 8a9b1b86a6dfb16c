import { sql, type Transaction } from 'kysely';
import type { ErasedCounts } from '../subgraph.ts';
import type { RecommendationsTables } from './repository.ts';

/**
 * Removes the copies of what a customer bought and owns. What was worked out from them before tells of many
 * customers together, and is worked out anew by the next sync.
 */
export async function eraseRecommendations(
  transaction: Transaction<RecommendationsTables>,
  customerId: string,
): Promise<ErasedCounts> {
  const purchases = await sql`
    delete from recommendations.purchase where customer_id = ${customerId}`.execute(transaction);
  const owned = await sql`
    delete from recommendations.library where customer_id = ${customerId}`.execute(transaction);
  return {
    'copies of purchases': Number(purchases.numAffectedRows),
    'copies of a library': Number(owned.numAffectedRows),
  };
}
