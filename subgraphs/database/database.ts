import { Kysely, type LogEvent, PostgresDialect } from 'kysely';
import pg from 'pg';

export interface DatabaseConnection {
  /** A typed view of the same pool; every subgraph names its own tables. */
  tables<Tables>(): Kysely<Tables>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  pool: pg.PoolConfig;
  /** Told of each statement's SQL, in order of completion; tests and the bench count with it. */
  onStatement?: (sql: string) => void;
  /** Told of an idle connection that broke; the pool replaces it. */
  onConnectionLost: (error: Error) => void;
}

/** Connects one pool that all subgraphs of this process share. */
export function connectDatabase(options: DatabaseOptions): DatabaseConnection {
  const pool = new pg.Pool({ ...options.pool, types: { getTypeParser } });
  pool.on('error', options.onConnectionLost);
  const { onStatement } = options;
  const kysely = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    // A log that nobody reads is still timed and described for each statement.
    ...(onStatement !== undefined && { log: (event: LogEvent) => onStatement(event.query.sql) }),
  });
  return {
    // A Kysely instance holds no schema at run time: the type argument is all that differs.
    tables: <Tables>() => kysely as unknown as Kysely<Tables>,
    close: () => kysely.destroy(),
  };
}

const DATE_OID = 1082;
const INT8_OID = 20;

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') => {
  // A calendar date has no time zone, so it stays the text it is. Counts fit a double.
  if (oid === DATE_OID) return (value: string) => value;
  if (oid === INT8_OID) return Number;
  return pg.types.getTypeParser(oid, format as 'text');
};
