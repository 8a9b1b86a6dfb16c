import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Facts } from '../feeds.ts';

/** Which rows a copy has of the facts. */
export interface CopyRows<Table, Fact> {
  /** With its schema. */
  readonly table: Table;
  /** The columns that tell one row from another. */
  readonly key: readonly string[];
  /** From a chunk of facts the rows to keep, in the order of the table's columns; see {@link selectRecords}. */
  readonly select: (facts: readonly Fact[]) => RawBuilder<unknown>;
}

/** Bounds a statement's size, whatever a publisher's chunks are. */
const FACTS_PER_STATEMENT = 5_000;

/**
 * Makes a copy hold exactly these facts. They are gathered aside first, so that only rows that differ are written:
 * most of a shop is the same from one sync to the next.
 */
export async function replaceCopy<Tables, Fact>(
  transaction: Transaction<Tables>,
  { table: name, key, select }: CopyRows<keyof Tables & string, Fact>,
  facts: Facts<Fact>,
): Promise<void> {
  const table = sql.table(name);
  const incomingName = `incoming_${name.replace('.', '_')}`;
  const incoming = sql.table(`pg_temp.${incomingName}`);
  const columns = (alias: string) => sql.join(key.map((column) => sql.ref(`${alias}.${column}`)));
  const isSameKey = sql`(${columns('kept')}) = (${columns('fact')})`;
  await sql`create temporary table ${sql.id(incomingName)} (like ${table}) on commit drop`.execute(
    transaction,
  );
  for await (const chunk of facts) {
    for (let start = 0; start < chunk.length; start += FACTS_PER_STATEMENT) {
      const rows = select(chunk.slice(start, start + FACTS_PER_STATEMENT));
      await sql`insert into ${incoming} ${rows}`.execute(transaction);
    }
  }
  await sql`analyze ${incoming}`.execute(transaction);
  await sql`
    delete from ${table} kept where not exists (
      select from ${incoming} fact where ${isSameKey} and kept.* is not distinct from fact.*)`.execute(
    transaction,
  );
  // A fact may come twice: in two chunks, or of two editions of one series.
  await sql`
    insert into ${table}
    select distinct on (${columns('fact')}) fact.* from ${incoming} fact
    where not exists (select from ${table} kept where ${isSameKey})`.execute(transaction);
  await sql`drop table ${incoming}`.execute(transaction);
  // The statements that follow join what has just come; nothing else would tell the planner how much that is.
  await sql`analyze ${table}`.execute(transaction);
}

/** Rows of a table, for {@link CopyRows}. */
export function selectRecords<Row extends object>(table: string, records: readonly Row[]): RawBuilder<Row> {
  return sql`select * from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(records)}::json)`;
}
