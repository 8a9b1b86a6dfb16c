import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../subgraphs/caller.ts';
import { createCursors, parsePageSize } from '../../../subgraphs/connection.ts';

const ADA: Caller = {
  context: 'customer',
  subject: 'ada',
  customerId: 'c-1',
  marketplaces: ['US'],
  scopes: [],
};
const BOB: Caller = {
  context: 'customer',
  subject: 'bob',
  customerId: 'c-2',
  marketplaces: ['US'],
  scopes: [],
};

const coded = (code: string) => expect.objectContaining({ extensions: { code } });

describe('parsePageSize', () => {
  it.each([1, 5, 20])('takes %d', (first) => {
    expect(parsePageSize(first)).toBe(first);
  });

  it.each([-1, 0, 21, 2 ** 31 - 1])('9: refuses %d', (first) => {
    expect(() => parsePageSize(first)).toThrow(coded('INVALID_ARGUMENT'));
  });
});

describe('cursors', () => {
  const cursors = createCursors<{ at: number }>('secret', ADA, 'orders', ['at']);
  const cursor = cursors.page([1, 2, 3], 2, (at) => ({ at })).pageInfo.endCursor;

  it('cut a page out of one row more', () => {
    expect(cursors.page([1, 2, 3], 2, (at) => ({ at }))).toEqual({
      nodes: [1, 2],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    });
    expect(cursors.parse(cursor)).toEqual({ at: 2 });
  });

  it.each([[[]], [[1]], [[1, 2]]])('end where %j is all there is', (rows) => {
    expect(cursors.page(rows, 2, (at: number) => ({ at }))).toEqual({
      nodes: rows,
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  it('begin where none is given', () => {
    expect(cursors.parse(undefined)).toBeUndefined();
    expect(cursors.parse(null)).toBeUndefined();
  });

  it('51: of another caller, list or secret are refused', () => {
    for (const other of [
      createCursors<{ at: number }>('secret', BOB, 'orders', ['at']),
      createCursors<{ at: number }>('secret', { context: 'anonymous' }, 'orders', ['at']),
      createCursors<{ at: number }>('secret', ADA, 'returns', ['at']),
      createCursors<{ at: number }>('another', ADA, 'orders', ['at']),
    ]) {
      expect(() => other.parse(cursor)).toThrow(coded('INVALID_CURSOR'));
    }
  });

  it.each(['', 'x', 'x.y', `${cursor}=`, String(cursor).slice(1)])('refuse %j', (text) => {
    expect(() => cursors.parse(text)).toThrow(coded('INVALID_CURSOR'));
  });
});
