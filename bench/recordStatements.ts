import pg from 'pg';

/** One statement of a call, and which of the others it waited for. */
export interface RecordedStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The indices of those that had ended when it began, and of which no other of these waited for another. */
  readonly after: readonly number[];
}

interface Observed {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly startedAt: number;
  endedAt: number;
}

/** These are told to nobody: an entry of a chain is written once, and keeps many calls. */
const AUDIT = /\baudit\.(entry|party|checkpoint)\b/;

/** Runs a call and tells the statements that it sent, by looking over the shoulder of the driver. */
export async function recordStatements(call: () => Promise<unknown>): Promise<RecordedStatement[]> {
  const observed: Observed[] = [];
  const { query } = pg.Client.prototype;
  let clock = 0;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]): unknown {
      const [config, values] = args;
      const { text, values: bound } = readQuery(config, values);
      if (AUDIT.test(text)) return Reflect.apply(query, this, args);
      const statement = { text, values: bound, startedAt: clock++, endedAt: Number.POSITIVE_INFINITY };
      observed.push(statement);
      const end = () => {
        statement.endedAt = clock++;
      };
      if (hasCallback(config)) {
        const { callback } = config;
        config.callback = (...answer) => {
          end();
          callback(...answer);
        };
        return Reflect.apply(query, this, args);
      }
      // The driver's own: it answers with a promise where no callback is given.
      const answer = Reflect.apply(query, this, args) as Promise<unknown>;
      return answer.finally(end);
    },
  });
  try {
    await call();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  return observed.map((statement) => ({
    text: statement.text,
    values: statement.values,
    after: findAwaited(observed, statement),
  }));
}

/** Whether it is a query that a caller's connection made: it is told of its answer, and `text` is the statement's own. */
function hasCallback(config: unknown): config is { callback: (...answer: unknown[]) => void } {
  return config instanceof pg.Query && 'callback' in config;
}

function readQuery(config: unknown, values: unknown): { text: string; values: readonly unknown[] } {
  const { text, values: bound } =
    typeof config === 'string' ? { text: config, values } : (config as { text: string; values?: unknown });
  return { text, values: Array.isArray(bound) ? bound : [] };
}

function findAwaited(observed: readonly Observed[], statement: Observed): number[] {
  const before = observed.filter(({ endedAt }) => endedAt < statement.startedAt);
  const latest = before.filter(({ endedAt }) => !before.some((other) => other.startedAt > endedAt));
  return latest.map((one) => observed.indexOf(one));
}
