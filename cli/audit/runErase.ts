import { nameSubject } from '../../gateway/audit/parties.ts';
import type { Services } from '../program/services.ts';
import type { OpenAudit } from './openAudit.ts';
import { findParties } from './repository.ts';
import { destroyParties } from './repositoryRemove.ts';

/** How many rows of each subgraph were removed or made nameless, by what they are. */
export type EraseSummary = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Erases what the subgraphs here hold of a customer, and who it was in the audit: in one transaction, after the
 * audit has an entry of it. Entries stay as they were written; what they said of this customer nobody can read. Where
 * the transaction fails, verification finds a name that should be gone, until the erasure is run again.
 */
export async function runErase(
  { database, subgraphs }: Pick<Services, 'database' | 'subgraphs'>,
  audit: OpenAudit,
  customerId: string,
): Promise<EraseSummary> {
  const parties = (await findParties(audit.database.tables(), [nameSubject(customerId)])).map(
    ({ pseudonym }) => pseudonym,
  );
  await audit.trail.write({ kind: 'erased', parties });
  const erased = await database
    .tables<unknown>()
    .transaction()
    .execute(async (transaction) => {
      const summary: Record<string, Readonly<Record<string, number>>> = {};
      for (const subgraph of subgraphs.values()) {
        const counts = await subgraph.erase(transaction, customerId);
        if (Object.keys(counts).length > 0) summary[subgraph.name] = counts;
      }
      await destroyParties(transaction, parties);
      return { ...summary, audit: { 'names destroyed': parties.length } };
    });
  // Not before: a call that runs meanwhile would remember them again.
  audit.trail.forgetParties();
  return erased;
}
