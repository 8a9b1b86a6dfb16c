import { type Kysely, type RawBuilder, sql } from 'kysely';
import { CALLER_ROLE } from './callerRole.ts';

/**
 * What statements for a caller may do with a table: only what is named here, and only with rows for which the
 * condition holds. The table's owner may do everything.
 */
export interface RowRules {
  readonly select?: RawBuilder<boolean>;
  readonly insert?: RawBuilder<boolean>;
  /** `columns` are all that may change; a row that is locked needs one. */
  readonly update?: { readonly rows: RawBuilder<boolean>; readonly columns: readonly string[] };
  readonly delete?: RawBuilder<boolean>;
}

/** Puts up the second wall around a table with data of customers; for migrations. */
export async function protectRows(
  database: Kysely<unknown>,
  name: string,
  { select, insert, update, delete: remove }: RowRules,
): Promise<void> {
  const table = sql.table(name);
  await sql`alter table ${table} enable row level security`.execute(database);
  const allow = async (command: string, privilege: RawBuilder<unknown>, condition: RawBuilder<unknown>) => {
    const policy = sql.id(`caller_${command}`);
    await sql`grant ${privilege} on ${table} to ${ROLE}`.execute(database);
    await sql`create policy ${policy} on ${table} for ${sql.raw(command)} to ${ROLE} ${condition}`.execute(
      database,
    );
  };
  if (select !== undefined) await allow('select', sql`select`, sql`using (${select})`);
  if (insert !== undefined) await allow('insert', sql`insert`, sql`with check (${insert})`);
  if (remove !== undefined) await allow('delete', sql`delete`, sql`using (${remove})`);
  if (update !== undefined) {
    const { columns, rows } = update;
    const privilege = sql`update (${sql.join(columns.map((column) => sql.id(column)))})`;
    await allow('update', privilege, sql`using (${rows}) with check (${rows})`);
  }
}

/** Opens a schema to callers, and those of its tables to read that tell nothing of customers; for migrations. */
export async function grantReading(
  database: Kysely<unknown>,
  schema: string,
  tables: readonly string[],
): Promise<void> {
  await sql`grant usage on schema ${sql.id(schema)} to ${ROLE}`.execute(database);
  if (tables.length === 0) return;
  const names = sql.join(tables.map((table) => sql.id(schema, table)));
  await sql`grant select on ${names} to ${ROLE}`.execute(database);
}

const ROLE = sql.id(CALLER_ROLE);

/** Whether a column holds the id of the customer who calls; of nobody where nobody is said to. */
export function isCallersOwn(column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = nullif(current_setting('genkan.customer_id', true), '')`;
}

/** Whether the caller serves the customers of this marketplace. */
export function isServedMarketplace(column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)}
    = any(string_to_array(current_setting('genkan.marketplaces', true), ','))`;
}

/** Whether the caller serves the customers of this region. */
export function isServedRegion(column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any(string_to_array(current_setting('genkan.regions', true), ','))`;
}

/** Whether a column holds the caller's own subject. */
export function isCallersSubject(column: string): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = nullif(current_setting('genkan.subject', true), '')`;
}
