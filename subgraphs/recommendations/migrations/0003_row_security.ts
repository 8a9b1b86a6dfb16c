import type { Kysely } from 'kysely';
import { grantReading, isCallersOwn, protectRows } from '../../database/rowSecurity.ts';

/** What goes with what is everybody's to know; who has something of a series, that customer's alone. */
export async function up(database: Kysely<unknown>): Promise<void> {
  const everybodys = ['series', 'edition', 'offer', 'neighbour', 'feature', 'sale', 'gift'];
  await grantReading(database, 'recommendations', everybodys);
  for (const table of ['recommendations.purchase', 'recommendations.library']) {
    await protectRows(database, table, { select: isCallersOwn('customer_id') });
  }
}
