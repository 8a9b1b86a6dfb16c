import { type Kysely, sql } from 'kysely';

/** Rows sent in one statement: enough to make the round trip cheap, few enough to keep its text small. */
const ROWS_PER_STATEMENT = 1_000;

/** Adds rows; one that is there already, by id or by any other key, stays as it is. */
export async function addRows<Tables, Table extends keyof Tables & string>(
  database: Kysely<Tables>,
  table: Table,
  rows: readonly Tables[Table][],
): Promise<void> {
  for (const chunk of chunkRows(rows)) {
    await sql`
      insert into ${sql.table(table)}
      select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(chunk)}::json)
      on conflict do nothing`.execute(database);
  }
}

export function* chunkRows<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
  }
}
