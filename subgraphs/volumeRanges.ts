/**
 * Numbers in short: `1-3`, `4.5`, `7`.
 * @param numbers sorted, out of `all`.
 * @param all sorted: a range never spans a volume that is not in it, nor a number that there is no volume of.
 */
export function describeRanges(numbers: readonly number[], all: readonly number[]): string[] {
  const positions = new Map(all.map((number, position) => [number, position]));
  const ranges: { first: number; last: number }[] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    const isNext =
      range !== undefined &&
      positions.get(number) === (positions.get(range.last) ?? 0) + 1 &&
      number - range.last <= 1;
    if (isNext) range.last = number;
    else ranges.push({ first: number, last: number });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
}
