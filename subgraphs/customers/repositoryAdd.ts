import { sql, type Transaction } from 'kysely';
import type { CustomersTables } from './repository.ts';

/** Adds rows; one that is there already, by id, stays as it is. */
export async function addRows<Table extends keyof CustomersTables>(
  transaction: Transaction<CustomersTables>,
  table: Table,
  rows: readonly CustomersTables[Table][],
): Promise<void> {
  await sql`
    insert into ${sql.table(table)}
    select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)
    on conflict do nothing`.execute(transaction);
}
