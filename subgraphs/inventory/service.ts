import type { Kysely } from 'kysely';
import { doOnce, type Effect, type IdempotentOutcome } from '../idempotency.ts';
import { resolveMarketplace } from '../marketplace.ts';
import type { RequestContext } from '../requestContext.ts';
import { requireCustomer } from '../requireCaller.ts';
import { type InventoryTables, loadOffers } from './repository.ts';
import { lockAlertsOf, putAlert } from './repositoryAlert.ts';

/** So many editions one customer may wait for at the same time, over all marketplaces. */
export const MAX_ALERTS = 100;

export interface NotifyArguments {
  readonly editionId: string;
  readonly idempotencyKey: string;
}

/** Why no alert was set. */
export type NotifyRefusal = 'NOT_SOLD_HERE' | 'AVAILABLE_NOW' | 'LIMIT_REACHED';

/**
 * Sets an alert for an edition in the customer's own marketplace, once; the result is the alert, which may be an
 * earlier one for the same edition. What is in stock needs none: what is only pre-ordered or back-ordered may get one.
 * @throws DENIED for whoever is no customer.
 */
export async function notifyOnRestock(
  database: Kysely<InventoryTables>,
  request: RequestContext,
  { editionId, idempotencyKey }: NotifyArguments,
): Promise<IdempotentOutcome<NotifyRefusal>> {
  const caller = requireCustomer(request.caller);
  const { customerId } = caller;
  const marketplace = resolveMarketplace(caller, undefined);
  const now = request.now();
  const call = {
    customerId,
    key: idempotencyKey,
    action: 'notifyOnRestock',
    args: { editionId, marketplace },
    now,
  };
  return doOnce(database, 'inventory', call, async (transaction): Promise<Effect<NotifyRefusal>> => {
    const [offer] = await loadOffers(transaction, [{ editionId, marketplace }]);
    if (offer === undefined) return { error: 'NOT_SOLD_HERE' };
    if (offer.availability === 'IN_STOCK' || offer.availability === 'LOW_STOCK') {
      return { error: 'AVAILABLE_NOW' };
    }
    await lockAlertsOf(transaction, customerId);
    const alert = {
      id: crypto.randomUUID(),
      customer_id: customerId,
      edition_id: editionId,
      marketplace,
      created_at: now,
    };
    const id = await putAlert(transaction, alert, MAX_ALERTS);
    return id === undefined ? { error: 'LIMIT_REACHED' } : { resultId: id };
  });
}
