import type { Kysely } from 'kysely';
import { doOnce, type Effect, type IdempotentOutcome } from '../idempotency.ts';
import type { RequestContext } from '../requestContext.ts';
import { requireCustomer, requireStaff, type Staff } from '../requireCaller.ts';
import type { CustomersTables } from './repository.ts';
import { addWish, lockCustomer } from './repositoryWishlist.ts';

/** Who looks at which customer, why, and in the course of what. */
export interface Look {
  readonly caller: Staff;
  readonly at: Date;
  readonly operationId?: string;
  readonly requestId: string;
  /** As asked for; there may be none. */
  readonly customerId: string;
  readonly reason: string;
}

/** @throws DENIED unless the caller serves customers. */
export function describeLook(request: RequestContext, customerId: string, reason: string): Look {
  const { operationId, requestId } = request;
  return {
    caller: requireStaff(request.caller),
    at: request.now(),
    ...(operationId !== undefined && { operationId }),
    requestId,
    customerId,
    reason,
  };
}

export const MAX_WISHES = 200;

/** Why nothing was put on a wishlist. */
export type WishError = 'NO_PROFILE' | 'NOT_FOUND' | 'LIMIT_REACHED';

export interface WishArguments {
  readonly editionId: string;
  readonly idempotencyKey: string;
}

/**
 * Puts an edition on the caller's wishlist once; the result is the edition.
 * @throws DENIED unless the caller is a customer.
 */
export async function addToWishlist(
  database: Kysely<CustomersTables>,
  request: RequestContext,
  { editionId, idempotencyKey }: WishArguments,
): Promise<IdempotentOutcome<WishError>> {
  const caller = requireCustomer(request.caller);
  const { customerId } = caller;
  const now = request.now();
  const call = { customerId, key: idempotencyKey, action: 'addToWishlist', args: { editionId }, now };
  return doOnce(database, 'customers', call, async (transaction): Promise<Effect<WishError>> => {
    // A lock first: two that count at the same time would both find room for the last one.
    if (!(await lockCustomer(transaction, caller, customerId))) return { error: 'NO_PROFILE' };
    const entry = { customer_id: customerId, edition_id: editionId, added_at: now };
    const { known, wished, count } = await addWish(transaction, entry, MAX_WISHES);
    if (wished) return { resultId: editionId };
    if (!known) return { error: 'NOT_FOUND' };
    return count < MAX_WISHES ? { resultId: editionId } : { error: 'LIMIT_REACHED' };
  });
}
