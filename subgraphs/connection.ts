import { parseInteger } from './arguments.ts';
import type { Caller } from './caller.ts';
import { subgraphError } from './errors.ts';
import { createSeal } from './seal.ts';

const MAX_PAGE_SIZE = 20;

/** @throws INVALID_ARGUMENT outside 1 to {@link MAX_PAGE_SIZE}. */
export function parsePageSize(first: number): number {
  return parseInteger('first', first, 1, MAX_PAGE_SIZE);
}

export interface Page<Row> {
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Signs and reads the keyset cursors of one list for one caller. */
export interface Cursors<Key> {
  /** @throws INVALID_CURSOR unless this caller got it from this list. */
  parse(cursor: string | null | undefined): Key | undefined;
  /** Cuts a page out of `first + 1` rows: the extra row only tells that there is more. */
  page<Row>(rows: readonly Row[], first: number, keyOf: (row: Row) => Key): Page<Row>;
}

/**
 * A cursor is the last row's key, sealed for this list, its arguments and this caller: another caller's, or one
 * from another list, does not open.
 * @param list names the list and the arguments that shape it.
 * @param columns all of the key's. A cursor holds their values alone: an assistant reads every character of it.
 */
export function createCursors<Key extends object>(
  secret: string,
  caller: Caller,
  list: string,
  columns: readonly (keyof Key & string)[],
): Cursors<Key> {
  const seal = createSeal<readonly unknown[]>(secret, caller, 'cursor', list);
  const write = (key: Key) => seal.write(columns.map((column) => key[column]));
  return {
    parse(cursor) {
      if (cursor === null || cursor === undefined) return undefined;
      const values = seal.read(cursor);
      if (values === undefined) {
        throw subgraphError('INVALID_CURSOR', 'The cursor does not belong to this list and caller.');
      }
      // The seal proves that `page` wrote the values, in this order.
      return Object.fromEntries(columns.map((column, index) => [column, values[index]])) as Key;
    },
    page(rows, first, keyOf) {
      const nodes = rows.slice(0, first);
      const last = nodes.at(-1);
      const hasNextPage = rows.length > first;
      const endCursor = hasNextPage && last !== undefined ? write(keyOf(last)) : null;
      return { nodes, pageInfo: { hasNextPage, endCursor } };
    },
  };
}
