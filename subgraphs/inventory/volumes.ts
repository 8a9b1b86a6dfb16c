import type { Format } from '../facts.ts';

/** Volumes inside an edition by number, from first to last with none left out; one with gaps has several. */
export interface ContentRun {
  readonly editionId: string;
  readonly format: Format;
  readonly language: string;
  /** A decimal, as text; so is `last`. */
  readonly first: string;
  readonly last: string;
  readonly volumeCount: number;
}

/**
 * Every volume of a series by number, sorted, as far as its editions tell: where runs begin and end, and the whole
 * numbers in a run that has room for them. A volume between two others ("4.5") that is nowhere sold alone stays
 * unseen: whatever covers its neighbours in one run covers it too.
 */
export function listVolumes(runs: readonly Pick<ContentRun, 'first' | 'last' | 'volumeCount'>[]): number[] {
  const numbers = runs.flatMap((run) => {
    const [first, last] = [Number(run.first), Number(run.last)];
    // Room for these alone keeps an absurd range ("1" to "900000000") from being counted out.
    const wholes = Math.floor(last) - Math.ceil(first) < run.volumeCount ? listWholeNumbers(first, last) : [];
    const inside = new Set([first, ...wholes, last]);
    return inside.size <= run.volumeCount ? [...inside] : [first, last];
  });
  return [...new Set(numbers)].sort((one, other) => one - other);
}

function listWholeNumbers(first: number, last: number): number[] {
  const start = Math.ceil(first);
  return Array.from({ length: Math.max(0, Math.floor(last) - start + 1) }, (_number, index) => start + index);
}
