import type { Caller } from './caller.ts';
import { subgraphError } from './errors.ts';
import { createSeal } from './seal.ts';

export const MAX_PAGE_SIZE = 20;

/** @throws INVALID_ARGUMENT outside 1 to {@link MAX_PAGE_SIZE}. */
export function parsePageSize(first: number): number {
  if (first < 1 || first > MAX_PAGE_SIZE) {
    throw subgraphError('INVALID_ARGUMENT', `"first" must be from 1 to ${MAX_PAGE_SIZE}, got ${first}.`);
  }
  return first;
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
 */
export function createCursors<Key>(secret: string, caller: Caller, list: string): Cursors<Key> {
  const seal = createSeal<Key>(secret, caller, 'cursor', list);
  return {
    parse(cursor) {
      if (cursor === null || cursor === undefined) return undefined;
      const key = seal.read(cursor);
      if (key === undefined) {
        throw subgraphError('INVALID_CURSOR', 'The cursor does not belong to this list and caller.');
      }
      return key;
    },
    page(rows, first, keyOf) {
      const nodes = rows.slice(0, first);
      const last = nodes.at(-1);
      const hasNextPage = rows.length > first;
      const endCursor = hasNextPage && last !== undefined ? seal.write(keyOf(last)) : null;
      return { nodes, pageInfo: { hasNextPage, endCursor } };
    },
  };
}
