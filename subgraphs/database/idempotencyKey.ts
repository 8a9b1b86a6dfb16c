import { type Kysely, sql, type Transaction } from 'kysely';
import { isCallersOwn, protectRows } from './rowSecurity.ts';

/** A key under which a customer had something done once, with a hash of what was asked. */
export interface IdempotencyKey {
  readonly customerId: string;
  readonly key: string;
  readonly argumentsHash: string;
  readonly usedAt: Date;
}

/** A call that is repeated later than this may be taken for a new one. */
const KEPT_FOR = '30 days';

/** Creates the table that {@link claimIdempotencyKey} uses, in a subgraph's schema; for its migration. */
export async function createIdempotencyKeys(database: Kysely<unknown>, schema: string): Promise<void> {
  await sql`
    create table ${tableOf(schema)} (
      customer_id text not null,
      key text not null,
      arguments_hash text not null,
      used_at timestamptz(3) not null,
      -- Null only within the transaction that is at it.
      result_id text,
      primary key (customer_id, key)
    )`.execute(database);
}

/** Leaves each caller its own keys; for a migration. */
export async function protectIdempotencyKeys(database: Kysely<unknown>, schema: string): Promise<void> {
  const own = isCallersOwn('customer_id');
  await protectRows(database, `${schema}.idempotency_key`, {
    select: own,
    insert: own,
    update: { columns: ['result_id'], rows: own },
    delete: own,
  });
}

/**
 * Takes a key for this transaction; a second one with the same key waits here until the first has ended. The
 * customer's other keys that have expired go at the same time.
 * @returns undefined when the key was free and is now this transaction's; otherwise how it was used.
 */
export async function claimIdempotencyKey<Tables>(
  transaction: Transaction<Tables>,
  schema: string,
  { customerId, key, argumentsHash, usedAt }: IdempotencyKey,
): Promise<{ argumentsHash: string; resultId: string } | undefined> {
  const claimed = await sql`
    with expired as (
      delete from ${tableOf(schema)}
      where customer_id = ${customerId} and key <> ${key}
        and used_at < ${usedAt}::timestamptz - ${KEPT_FOR}::interval
    )
    insert into ${tableOf(schema)} (customer_id, key, arguments_hash, used_at)
    values (${customerId}, ${key}, ${argumentsHash}, ${usedAt})
    on conflict do nothing
    returning key`.execute(transaction);
  if (claimed.rows.length > 0) return undefined;
  const { rows } = await sql<{ argumentsHash: string; resultId: string }>`
    select arguments_hash as "argumentsHash", result_id as "resultId" from ${tableOf(schema)}
    where customer_id = ${customerId} and key = ${key}`.execute(transaction);
  const [used] = rows;
  if (used === undefined) throw new Error('An idempotency key that was in the way is gone.');
  return used;
}

/** Keeps with a key the id of what was done under it. */
export async function nameIdempotencyResult<Tables>(
  transaction: Transaction<Tables>,
  schema: string,
  { customerId, key }: IdempotencyKey,
  resultId: string,
): Promise<void> {
  await sql`
    update ${tableOf(schema)} set result_id = ${resultId}
    where customer_id = ${customerId} and key = ${key}`.execute(transaction);
}

/** Gives a key back that {@link claimIdempotencyKey} took in this transaction. */
export async function releaseIdempotencyKey<Tables>(
  transaction: Transaction<Tables>,
  schema: string,
  { customerId, key }: IdempotencyKey,
): Promise<void> {
  await sql`
    delete from ${tableOf(schema)} where customer_id = ${customerId} and key = ${key}`.execute(transaction);
}

/** Removes a customer's keys. @returns how many there were. */
export async function eraseIdempotencyKeys<Tables>(
  transaction: Transaction<Tables>,
  schema: string,
  customerId: string,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${tableOf(schema)} where customer_id = ${customerId}`.execute(transaction);
  return Number(numAffectedRows);
}

function tableOf(schema: string) {
  return sql.table(`${schema}.idempotency_key`);
}
