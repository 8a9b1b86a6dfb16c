import DataLoader from 'dataloader';

/**
 * Puts rows into the order of the keys they were asked by, as DataLoader wants them.
 * @returns one entry per key; undefined where no row has it. Of several rows with one key the last wins.
 */
export function inKeyOrder<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): (Row | undefined)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key));
}

/** As {@link inKeyOrder}, for keys with many rows: each key's rows keep the order they came in. */
export function groupInKeyOrder<Key, Row>(
  keys: readonly Key[],
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): Row[][] {
  const byKey = Map.groupBy(rows, keyOf);
  return keys.map((key) => byKey.get(key) ?? []);
}

/** A loader of rows by their id; undefined where there is none. */
export function byId<Row extends { id: string }>(load: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row | undefined>(async (ids) =>
    inKeyOrder(ids, await load(ids), (row) => row.id),
  );
}

/** A loader of rows that tell by the index of their key what they belong to. */
export function byPosition<Key, Row extends { key: number }>(load: (keys: readonly Key[]) => Promise<Row[]>) {
  return new DataLoader<Key, Row[], string>(
    async (keys) => groupInKeyOrder([...keys.keys()], await load(keys), (row) => row.key),
    { cacheKeyFn: JSON.stringify },
  );
}
