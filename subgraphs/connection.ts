import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';
import { subgraphError } from './errors.ts';

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
 * A cursor is the last row's key with a seal over list, arguments and caller: another caller's, or one from
 * another list, does not open.
 * @param list names the list and the arguments that shape it.
 */
export function createCursors<Key>(secret: string, caller: Caller, list: string): Cursors<Key> {
  const owner = 'subject' in caller ? `${caller.context}:${caller.subject}` : caller.context;
  const seal = (body: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['cursor', owner, list, body]))
      .digest();
  return {
    parse(cursor) {
      if (cursor === null || cursor === undefined) return undefined;
      const [body = '', given = ''] = cursor.split('.');
      const expected = seal(body);
      const actual = Buffer.from(given, 'base64url');
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
        throw subgraphError('INVALID_CURSOR', 'The cursor does not belong to this list and caller.');
      }
      // The seal proves that this very function wrote the body.
      return JSON.parse(Buffer.from(body, 'base64url').toString()) as Key;
    },
    page(rows, first, keyOf) {
      const nodes = rows.slice(0, first);
      const last = nodes.at(-1);
      const hasNextPage = rows.length > first;
      if (!hasNextPage || last === undefined) return { nodes, pageInfo: { hasNextPage, endCursor: null } };
      const body = Buffer.from(JSON.stringify(keyOf(last))).toString('base64url');
      return { nodes, pageInfo: { hasNextPage, endCursor: `${body}.${seal(body).toString('base64url')}` } };
    },
  };
}
