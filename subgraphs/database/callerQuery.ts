import pg from 'pg';

/** A statement with its parameters. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Under which the server may keep it prepared; none: it is prepared anew each time. */
  readonly name?: string;
}

/** What the driver calls on a query while it is answered; its types leave this out. */
interface AnswerHandlers {
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: pg.Connection): void;
}
const answered = pg.Query.prototype as unknown as AnswerHandlers;
const { submit } = pg.Query.prototype;

/** Statements that a server connection keeps prepared. */
const prepared = new WeakMap<pg.Connection, Set<string>>();

/**
 * Two statements in one flight of the extended protocol, answered together: nothing is waited for between them, and
 * up to the one Sync behind them both they are one transaction, unless the first begins a longer one. If the first
 * fails the second does not run. (The driver's own pipeline mode sends a Sync behind each statement, so that a
 * transaction around one would take three.) The result is the second one's.
 */
export class CallerQuery extends pg.Query {
  readonly #first: Statement;
  #isFirst = true;

  /** Whether the first statement has done its work; the second is then the only one that can have failed. */
  get isFirstDone(): boolean {
    return !this.#isFirst;
  }

  constructor(
    first: Statement,
    second: Statement,
    callback: (error: Error | undefined, result: pg.QueryResult) => void,
  ) {
    // Without parameters the driver would choose the simple protocol.
    const config = { text: second.text, values: [...second.values], queryMode: 'extended' };
    super(config, callback as never);
    this.#first = first;
  }

  override submit = (connection: pg.Connection): void => {
    const { stream } = connection;
    stream.cork();
    try {
      this.#sendFirst(connection);
      submit.call(this, connection);
    } finally {
      stream.uncork();
    }
  };

  #sendFirst(connection: pg.Connection): void {
    const { text, values, name = '' } = this.#first;
    if (!prepared.get(connection)?.has(name)) connection.parse({ name, text, types: [] }, true);
    connection.bind({ statement: name, values: values as string[], valueMapper: (value) => value }, true);
    // Without a description its rows have no fields: nobody reads them.
    connection.execute({}, true);
  }

  handleDataRow(message: unknown): void {
    if (!this.#isFirst) answered.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: pg.Connection): void {
    if (!this.#isFirst) {
      answered.handleCommandComplete.call(this, message, connection);
      return;
    }
    this.#isFirst = false;
    const { name } = this.#first;
    if (name === undefined) return;
    const names = prepared.get(connection) ?? new Set();
    prepared.set(connection, names.add(name));
  }
}
