import { describe, expect, it } from 'vitest';
import { type Candidate, findCheapestCover } from '../../../subgraphs/inventory/cheapestCover.ts';

interface Named extends Candidate {
  readonly name: string;
}

const run = (first: number, last = first) => ({ first, last });
const offer = (name: string, price: number, ...runs: Candidate['runs']): Named => ({ name, price, runs });

function cover(wanted: readonly number[], candidates: readonly Named[]) {
  const { items, covered, uncovered } = findCheapestCover(wanted, candidates);
  const price = items.reduce((sum, item) => sum + item.price, 0);
  return { names: items.map(({ name }) => name), price, covered, uncovered };
}

const SINGLES = [1, 2, 3, 4].map((volume) => offer(`single-${volume}`, 1_000, run(volume)));

describe('findCheapestCover', () => {
  it('buys nothing where nothing is wanted or nothing is sold', () => {
    expect(cover([], SINGLES)).toEqual({ names: [], price: 0, covered: [], uncovered: [] });
    expect(cover([1, 2], [])).toEqual({ names: [], price: 0, covered: [], uncovered: [1, 2] });
  });

  it('takes a box when it is cheaper than what is in it, by as little as a hundredth', () => {
    const wanted = [1, 2, 3, 4];
    expect(cover(wanted, [...SINGLES, offer('box', 3_999, run(1, 4))]).names).toEqual(['box']);
    expect(cover(wanted, [...SINGLES, offer('box', 4_001, run(1, 4))]).price).toBe(4_000);
  });

  it('takes the fewest of equals, and the first of equals that are as few', () => {
    const wanted = [1, 2, 3, 4];
    expect(cover(wanted, [...SINGLES, offer('box', 4_000, run(1, 4))]).names).toEqual(['box']);
    expect(cover([1], [offer('first', 500, run(1)), offer('second', 500, run(1))]).names).toEqual(['first']);
  });

  it('lets editions overlap where that is cheapest', () => {
    const candidates = [
      ...SINGLES,
      offer('omnibus-1-3', 1_500, run(1, 3)),
      offer('omnibus-3-4', 1_200, run(3, 4)),
    ];
    expect(cover([1, 2, 3, 4], candidates)).toMatchObject({
      names: ['omnibus-1-3', 'single-4'],
      price: 2_500,
    });
    expect(cover([1, 2, 3, 4], candidates.slice(0, 3).concat(candidates.slice(4)))).toMatchObject({
      names: ['omnibus-1-3', 'omnibus-3-4'],
      price: 2_700,
    });
  });

  it('counts an omnibus that begins earlier and ends later for what it covers', () => {
    expect(cover([3, 4], [...SINGLES, offer('omnibus', 1_999, run(1, 9))])).toMatchObject({
      names: ['omnibus'],
      price: 1_999,
    });
  });

  it('answers for the rest where volumes are sold by nobody', () => {
    const candidates = [SINGLES[0], SINGLES[3], offer('box', 900, run(7, 8))].filter(
      (one) => one !== undefined,
    );
    expect(cover([1, 2, 4, 4.5, 7, 8], candidates)).toEqual({
      names: ['single-1', 'single-4', 'box'],
      price: 2_900,
      covered: [1, 4, 7, 8],
      uncovered: [2, 4.5],
    });
  });

  it('takes what lies on both sides of a volume that is not wanted for one piece', () => {
    expect(cover([1, 2, 4], [...SINGLES, offer('parts', 2_500, run(1, 2), run(4))]).names).toEqual(['parts']);
  });

  it('weighs an edition with gaps as a whole', () => {
    const ends = offer('ends', 1_500, run(1), run(4));
    expect(cover([1, 2, 3, 4], [...SINGLES, ends])).toMatchObject({ price: 3_500 });
    expect(cover([1, 2, 3, 4], [...SINGLES, ends, offer('middle', 1_600, run(2, 3))])).toMatchObject({
      names: ['ends', 'middle'],
      price: 3_100,
    });
    expect(cover([1, 2, 3, 4], [...SINGLES, ends, offer('box', 2_900, run(1, 4))]).names).toEqual(['box']);
    // What it alone has is bought with it, whatever it costs.
    expect(cover([1, 2, 3, 4], [...SINGLES.slice(1, 3), { ...ends, price: 99_999 }]).price).toBe(101_999);
  });

  it('pays for nothing twice with more editions with gaps than it tries in every combination', () => {
    const wanted = Array.from({ length: 24 }, (_number, index) => index + 1);
    const pairs = Array.from({ length: 12 }, (_pair, index) =>
      offer(`pair-${index}`, 100, run(index + 1), run(index + 13)),
    );
    const { names, price, covered } = cover(wanted, pairs);
    expect(new Set(names).size).toBe(12);
    expect([names.length, price, covered.length]).toEqual([12, 1_200, 24]);
  });

  it('agrees with trying every combination, on 600 random cases', () => {
    const random = createRandom(20_261_123);
    for (let round = 0; round < 600; round++) {
      const wanted = pickNumbers(random, 7);
      const candidates = Array.from({ length: random(9) }, (_candidate, index) =>
        offer(`${index}`, random(5) * 100, ...pickRuns(random)),
      );
      const { price, covered, names } = cover(wanted, candidates);
      const cheapest = tryEverything(covered, candidates);
      expect({ wanted, candidates, price, count: names.length }).toEqual({ wanted, candidates, ...cheapest });
    }
  });
});

/** The price of the cheapest combination that has all of `wanted`, and how few editions it takes. */
function tryEverything(wanted: readonly number[], candidates: readonly Candidate[]) {
  let best = { price: Number.POSITIVE_INFINITY, count: 0 };
  for (let mask = 0; mask < 2 ** candidates.length; mask++) {
    const bought = candidates.filter((_candidate, index) => (mask & (1 << index)) !== 0);
    const hasAll = wanted.every((volume) =>
      bought.some(({ runs }) => runs.some(({ first, last }) => first <= volume && volume <= last)),
    );
    const price = bought.reduce((sum, candidate) => sum + candidate.price, 0);
    const isBetter = price < best.price || (price === best.price && bought.length < best.count);
    if (hasAll && isBetter) best = { price, count: bought.length };
  }
  return best;
}

/** Whole numbers from 0 up to but not including `limit`, always the same ones (mulberry32). */
function createRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** Volumes 1 to 8 with some left out and halves among them. */
function pickNumbers(random: (limit: number) => number, most: number): number[] {
  const numbers = Array.from({ length: most }, () => random(8) + 1 + (random(5) === 0 ? 0.5 : 0));
  return [...new Set(numbers)].sort((one, other) => one - other);
}

function pickRuns(random: (limit: number) => number): { first: number; last: number }[] {
  return Array.from({ length: random(4) === 0 ? 2 : 1 }, () => {
    const first = random(8) + 1;
    return { first, last: first + random(4) };
  });
}
