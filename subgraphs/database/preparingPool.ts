import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type pg from 'pg';

/**
 * A pool's connections for one who sends few different statements, and these over and over: the server parses and
 * plans each once for a connection.
 */
export function createPreparingPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `genkan_${names.size}`;
    names.set(text, name);
    return name;
  };
  return {
    options: pool.options,
    // Of a client Kysely needs these two alone, but for cancelling and streaming, which nobody does here.
    connect: async () => new PreparingClient(await pool.connect(), nameOf) as unknown as PostgresPoolClient,
    end: () => pool.end(),
  };
}

class PreparingClient {
  readonly #client: pg.PoolClient;
  readonly #nameOf: (text: string) => string;

  constructor(client: pg.PoolClient, nameOf: (text: string) => string) {
    this.#client = client;
    this.#nameOf = nameOf;
  }

  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    // What has no values may be several statements, or one that cannot be prepared.
    if (values.length === 0) return this.#client.query(text);
    return this.#client.query({ name: this.#nameOf(text), text, values: [...values] });
  }

  release(destroy = false): void {
    this.#client.release(destroy);
  }
}
