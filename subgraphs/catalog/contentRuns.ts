import type { ContentRow } from './repositoryEditions.ts';
import type { EditionContent } from './resolvers.generated.ts';

/**
 * What each edition has inside, volumes by number: a run for each stretch without a gap, a gap being a volume of
 * the series that the edition lacks.
 * @param contents of all of a series' editions, in reading order.
 */
export function describeRuns(contents: readonly ContentRow[]): EditionContent[] {
  const numbered = contents.filter((row): row is NumberedRow => row.number !== null);
  const all = [...new Set(numbered.map(({ number }) => Number(number)))].sort((one, other) => one - other);
  const positions = new Map(all.map((number, position) => [number, position]));
  const editions = Map.groupBy(numbered, ({ edition_id }) => edition_id);
  return [...editions.values()].flatMap((rows) => cutRuns(rows, positions));
}

type NumberedRow = ContentRow & { readonly number: string };

function cutRuns(rows: readonly NumberedRow[], positions: ReadonlyMap<number, number>): EditionContent[] {
  const runs: EditionContent[] = [];
  let lastPosition = Number.NaN;
  for (const { edition_id, language, format, number } of rows) {
    const position = positions.get(Number(number)) ?? Number.NaN;
    const run = runs.at(-1);
    // Two volumes of one number, such as 7 and 7Ex, count once.
    if (run !== undefined && position === lastPosition) continue;
    if (run !== undefined && position === lastPosition + 1) {
      run.last = number;
      run.volumeCount += 1;
    } else {
      runs.push({ editionId: edition_id, language, format, first: number, last: number, volumeCount: 1 });
    }
    lastPosition = position;
  }
  return runs;
}
