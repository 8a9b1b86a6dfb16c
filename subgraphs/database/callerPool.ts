import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Caller } from '../caller.ts';
import { CallerQuery, type Statement } from './callerQuery.ts';
import { describeSettings, ENTER_ROLE } from './callerRole.ts';

/** Under which name each connection keeps its first statement prepared: it takes longer to plan than to run. */
const ENTER_ROLE_NAME = 'genkan_enter_role';

export interface CallerPoolOptions {
  readonly pool: pg.Pool;
  /** False where a session outlives the connection that began it. */
  readonly keepsPrepared: boolean;
}

/**
 * A pool's connections for one caller. Whatever is sent runs as the caller's role with the caller's settings, each
 * statement outside of a transaction by itself; afterwards nothing of it is left on the connection.
 */
export function createCallerPool({ pool, keepsPrepared }: CallerPoolOptions, caller: Caller): PostgresPool {
  const enterRole: Statement = {
    text: ENTER_ROLE,
    values: describeSettings(caller),
    ...(keepsPrepared && { name: ENTER_ROLE_NAME }),
  };
  return {
    options: pool.options,
    // Of a client Kysely needs these two alone, but for cancelling and streaming, which nobody does here.
    connect: async () => new CallerClient(await pool.connect(), enterRole) as unknown as PostgresPoolClient,
    // It is not the caller's to end.
    end: async () => {},
  };
}

class CallerClient {
  readonly #client: pg.PoolClient;
  readonly #enterRole: Statement;
  #isInTransaction = false;
  #isBroken = false;

  constructor(client: pg.PoolClient, enterRole: Statement) {
    this.#client = client;
    this.#enterRole = enterRole;
  }

  async query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (text === 'begin' || text.startsWith('start transaction')) {
      this.#isInTransaction = true;
      return this.#send({ text, values }, this.#enterRole);
    }
    if (!this.#isInTransaction) return this.#send(this.#enterRole, { text, values });
    const result = await this.#client.query(text, [...values]);
    // Also a commit that comes too late, and is answered by ROLLBACK.
    if (text === 'commit' || text === 'rollback') this.#isInTransaction = false;
    return result;
  }

  release(destroy = false): void {
    // Whoever borrows it next must not find a role, a caller or half a transaction on it.
    this.#client.release(destroy || this.#isBroken || this.#isInTransaction);
  }

  #send(first: Statement, second: Statement): Promise<pg.QueryResult> {
    return new Promise((resolve, reject) => {
      const query = new CallerQuery(first, second, (error, result) => {
        if (error === undefined || error === null) return resolve(result);
        this.#isBroken ||= !query.isFirstDone || endsConnection(error);
        reject(error);
      });
      this.#client.query(query);
    });
  }
}

/** Whether a fault is none of the statement's, so that the connection is of no use any more. */
function endsConnection(error: Error): boolean {
  return !(error instanceof pg.DatabaseError) || error.severity !== 'ERROR';
}
