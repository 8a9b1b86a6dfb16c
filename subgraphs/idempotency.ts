import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import {
  claimIdempotencyKey,
  nameIdempotencyResult,
  releaseIdempotencyKey,
} from './database/idempotencyKey.ts';

/** A mutation as a customer asked for it. Keys are one space for each customer of a subgraph. */
export interface IdempotentCall {
  readonly customerId: string;
  readonly key: string;
  readonly action: string;
  /** All arguments beside the key, in a fixed order. */
  readonly args: unknown;
  readonly now: Date;
}

/** What a mutation did: the id of what it made or changed, or why it did nothing. */
export type Effect<Refusal> = { readonly resultId: string } | { readonly error: Refusal };

export type IdempotentOutcome<Refusal> =
  | {
      readonly resultId: string;
      /** Done by an earlier call with the same key and arguments. */
      readonly replayed: boolean;
    }
  | { readonly error: Refusal | 'IDEMPOTENCY_CONFLICT' };

/** What a person reads of a key that was used for something else. */
export const IDEMPOTENCY_CONFLICT = {
  code: 'IDEMPOTENCY_CONFLICT',
  field: 'idempotencyKey',
  message: 'This key was used with other arguments. Use a new key.',
} as const;

/**
 * Does something once, in one transaction with its key: however often and however concurrently the same call
 * arrives, the first has the effect and the others learn its result's id. Whoever answers looks the result up
 * anew, with the caller's rights of today, first time and replay alike.
 *
 * A refusal leaves nothing behind, not even its key. It changed nothing, so there is nothing to protect from
 * being done twice, and the caller may put right what was wrong and come again with the key it has.
 * @param schema whose `idempotency_key` table keeps the key.
 */
export async function doOnce<Tables, Refusal>(
  database: Kysely<Tables>,
  schema: string,
  call: IdempotentCall,
  effect: (transaction: Transaction<Tables>) => Promise<Effect<Refusal>>,
): Promise<IdempotentOutcome<Refusal>> {
  const key = {
    customerId: call.customerId,
    key: call.key,
    argumentsHash: hashArguments(call),
    usedAt: call.now,
  };
  // Each statement has to see what another transaction committed while this one waited for its lock.
  const transaction = database.transaction().setIsolationLevel('read committed');
  return transaction.execute(async (current) => {
    const used = await claimIdempotencyKey(current, schema, key);
    if (used !== undefined) {
      return used.argumentsHash === key.argumentsHash
        ? { resultId: used.resultId, replayed: true }
        : { error: 'IDEMPOTENCY_CONFLICT' };
    }
    const done = await effect(current);
    if ('error' in done) {
      await releaseIdempotencyKey(current, schema, key);
      return done;
    }
    await nameIdempotencyResult(current, schema, key, done.resultId);
    return { resultId: done.resultId, replayed: false };
  });
}

function hashArguments({ action, args }: IdempotentCall): string {
  return createHash('sha256')
    .update(JSON.stringify([action, args]))
    .digest('base64url');
}
