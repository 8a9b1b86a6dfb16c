import { Kysely, type LogEvent, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import type { Caller } from '../caller.ts';
import { createCallerPool } from './callerPool.ts';
import { createPreparingPool } from './preparingPool.ts';

export interface DatabaseConnection {
  /**
   * A typed view of the same pool; every subgraph names its own tables. It is the owner's, for whom row-level security
   * does not hold: for migrations, seeds, feeds, imports and erasure, never for a caller.
   */
  tables<Tables>(): Kysely<Tables>;
  /** The same tables as far as they are there for a caller: all that repositories get to answer it. */
  tablesFor<Tables>(caller: Caller): Kysely<Tables>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  pool: pg.PoolConfig;
  /** Each connection is a session of its own, in which the server may keep statements prepared; off by default. */
  keepsPrepared?: boolean;
  /** Has what goes by `tables` be prepared, too; for a server alone, and for few different statements. */
  preparesTables?: boolean;
  /** Told of each statement's SQL, in order of completion; tests and the bench count with it. */
  onStatement?: (sql: string) => void;
  /** Told of an idle connection that broke; the pool replaces it. */
  onConnectionLost: (error: Error) => void;
}

/** Connects one pool that all subgraphs of this process share. */
export function connectDatabase(options: DatabaseOptions): DatabaseConnection {
  const pool = new pg.Pool({ ...options.pool, types: { getTypeParser } });
  pool.on('error', options.onConnectionLost);
  // One in use that breaks is told of by its statement; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const { onStatement, keepsPrepared = false, preparesTables = false } = options;
  const open = <Tables>(dialectPool: PostgresPool) =>
    new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: dialectPool }),
      // A log that nobody reads is still timed and described for each statement.
      ...(onStatement !== undefined && { log: (event: LogEvent) => onStatement(event.query.sql) }),
    });
  const kysely = open<unknown>(preparesTables ? createPreparingPool(pool) : pool);
  return {
    // A Kysely instance holds no schema at run time: the type argument is all that differs.
    tables: <Tables>() => kysely as unknown as Kysely<Tables>,
    tablesFor: (caller) => open(createCallerPool({ pool, keepsPrepared }, caller)),
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
