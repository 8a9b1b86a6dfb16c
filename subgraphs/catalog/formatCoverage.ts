import { describeRanges } from '../volumeRanges.ts';
import type { ContentRow } from './repositoryEditions.ts';
import type { FormatCoverage } from './resolvers.generated.ts';

/**
 * How far a series is there in each format and language, what has the most volumes first.
 * @param contents of all its editions, in reading order.
 */
export function describeFormats(contents: readonly ContentRow[]): FormatCoverage[] {
  const all = listNumbers(contents);
  const groups = Map.groupBy(contents, ({ format, language }) => JSON.stringify([format, language]));
  return [...groups.values()]
    .map((rows) => ({ rows, numbers: listNumbers(rows) }))
    .toSorted((one, other) => other.numbers.length - one.numbers.length)
    .flatMap(({ rows, numbers }) => {
      const [first] = rows;
      return first === undefined
        ? []
        : [{ ...describeGroup(first, rows), volumes: describeRanges(numbers, all) }];
    });
}

function describeGroup({ format, language }: ContentRow, rows: readonly ContentRow[]) {
  return { format, language, editionCount: new Set(rows.map(({ edition_id }) => edition_id)).size };
}

function listNumbers(rows: readonly ContentRow[]): number[] {
  const numbers = rows.filter(({ number }) => number !== null).map(({ number }) => Number(number));
  return [...new Set(numbers)].sort((one, other) => one - other);
}
