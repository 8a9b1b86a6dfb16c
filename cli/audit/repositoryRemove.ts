import { type Kysely, sql, type Transaction } from 'kysely';
import type { SignedHead } from '../../gateway/audit/auditStore.ts';

/** Removes the entries up to each checkpoint, which stands for them from then on. */
export async function pruneEntries(
  database: Kysely<unknown>,
  checkpoints: readonly SignedHead[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await allowRemoval(transaction, 'entry');
    await sql`
      insert into audit.checkpoint (writer, sequence, hash, signature)
      select * from ${unnestCheckpoints(checkpoints)}
      on conflict (writer) do update
      set sequence = excluded.sequence, hash = excluded.hash, signature = excluded.signature
      where excluded.sequence > checkpoint.sequence`.execute(transaction);
    await sql`
      delete from audit.entry using ${unnestCheckpoints(checkpoints)}
      where entry.writer = pruned.writer and entry.sequence <= pruned.sequence`.execute(transaction);
  });
}

/** Destroys the names and keys of parties: nobody can tell any more who they were. */
export async function destroyParties(
  transaction: Transaction<unknown>,
  pseudonyms: readonly string[],
): Promise<void> {
  await allowRemoval(transaction, 'party');
  await sql`delete from audit.party where pseudonym = any(${pseudonyms}::text[])`.execute(transaction);
}

/** Lifts the trigger on one table, until the transaction ends. */
async function allowRemoval(transaction: Transaction<unknown>, table: 'entry' | 'party'): Promise<void> {
  await sql`select set_config('genkan.audit_removes', ${table}, true)`.execute(transaction);
}

function unnestCheckpoints(checkpoints: readonly SignedHead[]) {
  return sql`unnest(
    ${checkpoints.map(({ writer }) => writer)}::text[],
    ${checkpoints.map(({ sequence }) => sequence)}::bigint[],
    ${checkpoints.map(({ hash }) => hash)}::text[],
    ${checkpoints.map(({ signature }) => signature)}::text[]) pruned (writer, sequence, hash, signature)`;
}
