import { expect, it } from 'vitest';
import { createRecordId } from '../../../subgraphs/recordId.ts';

it('is as long as asked for, unambiguous and never the same', () => {
  const ids = Array.from({ length: 2_000 }, () => createRecordId('TK', 8));
  expect(ids.filter((id) => !/^TK-[0-9A-HJKMNP-TV-Z]{8}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(2_000);
  // Every letter occurs: one that never came would make ids easier to guess.
  expect(new Set(ids.flatMap((id) => [...id.slice(3)])).size).toBe(32);
});
