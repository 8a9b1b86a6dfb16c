import { describeRanges } from '../volumeRanges.ts';
import type { VolumeRow } from './repository.ts';

export interface VolumeGaps {
  readonly ownedCount: number;
  readonly missingCount: number;
  readonly ranges: string[];
  /** All of them, in reading order. */
  readonly missing: readonly VolumeRow[];
}

/**
 * What somebody lacks of a series. Volumes count by number, as in `releasedVolumes`: of two with one number, such
 * as 7 and 7Ex, either will do.
 * @param released in reading order.
 * @param owned in any order; those without a number or not released do not count.
 */
export function findMissingVolumes(released: readonly VolumeRow[], owned: readonly VolumeRow[]): VolumeGaps {
  const byNumber = new Map<number, VolumeRow>();
  for (const volume of released) {
    const number = Number(volume.number);
    if (volume.number !== null && !byNumber.has(number)) byNumber.set(number, volume);
  }
  const ownedNumbers = new Set(
    owned.filter(({ number }) => number !== null).map(({ number }) => Number(number)),
  );
  const numbers = [...byNumber.keys()];
  const missing = numbers.filter((number) => !ownedNumbers.has(number));
  return {
    ownedCount: numbers.length - missing.length,
    missingCount: missing.length,
    ranges: describeRanges(missing, numbers),
    missing: missing.map((number) => byNumber.get(number)).filter((volume) => volume !== undefined),
  };
}
