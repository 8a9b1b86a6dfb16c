import { describe, expect, it } from 'vitest';
import { sharePrice } from '../../../subgraphs/inventory/sharePrice.ts';
import { listVolumes } from '../../../subgraphs/inventory/volumes.ts';

const run = (first: string, last: string, volumeCount: number) => ({ first, last, volumeCount });

describe('listVolumes', () => {
  it.each([
    [
      'single volumes, each once, in order',
      [run('10', '10', 1), run('2', '2', 1), run('2', '2', 1)],
      [2, 10],
    ],
    ['the whole numbers in a box', [run('1', '4', 4)], [1, 2, 3, 4]],
    ['a half between, where it is sold alone', [run('4', '5', 3), run('4.5', '4.5', 1)], [4, 4.5, 5]],
    ['a range that begins with a half', [run('0.5', '2', 3)], [0.5, 1, 2]],
    ['no numbers that there is no room for', [run('1', '900000000', 2)], [1, 900000000]],
    ['"4.50" and "4.5" once', [run('4.50', '4.50', 1), run('4.5', '4.5', 1)], [4.5]],
  ])('lists %s', (_what, runs, numbers) => {
    expect(listVolumes(runs)).toEqual(numbers);
  });
});

describe('sharePrice', () => {
  it.each([
    ['9.99', 1, '9.99'],
    ['149.99', 27, '5.56'],
    ['0.05', 2, '0.03'],
    ['0.01', 2, '0.01'],
    ['0.01', 3, '0.00'],
    ['10.00', 8, '1.25'],
    ['10.01', 8, '1.25'],
    ['10.04', 8, '1.26'],
    ['1000', 3, '333.33'],
  ])('shares %s over %i as %s, a half rounded up', (amount, volumes, each) => {
    expect(sharePrice(amount, volumes)).toBe(each);
  });
});
