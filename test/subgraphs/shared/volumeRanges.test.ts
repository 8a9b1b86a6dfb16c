import { describe, expect, it } from 'vitest';
import { describeRanges } from '../../../subgraphs/volumeRanges.ts';

describe('describeRanges', () => {
  it.each([
    [[], [1, 2], []],
    [[1], [1, 2], ['1']],
    [
      [1, 2, 3, 5],
      [1, 2, 3, 4, 5],
      ['1-3', '5'],
    ],
    [[4, 4.5, 5], [4, 4.5, 5], ['4-5']],
    [
      [4, 5],
      [4, 4.5, 5],
      ['4', '5'],
    ],
    [
      [3, 100, 101],
      [3, 100, 101],
      ['3', '100-101'],
    ],
  ])('describes %j of %j as %j', (numbers, all, ranges) => {
    expect(describeRanges(numbers, all)).toEqual(ranges);
  });
});
