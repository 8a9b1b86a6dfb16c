/**
 * Of the words that look like a misspelt one, those that the fewest edits make of it: at most one edit in a word
 * of up to five letters, two in a longer one. A word that exists is not misspelt.
 */
export function chooseSpellings(
  candidates: readonly { sought: string; word: string }[],
): Readonly<Record<string, readonly string[]>> {
  const spellings: Record<string, string[]> = {};
  for (const [sought, similar] of Map.groupBy(candidates, (candidate) => candidate.sought)) {
    const measured = similar.map(({ word }) => ({ word, edits: countEdits(sought, word) }));
    const fewest = Math.min(...measured.map(({ edits }) => edits));
    if (fewest === 0 || fewest > (sought.length <= 5 ? 1 : 2)) continue;
    spellings[sought] = measured.filter(({ edits }) => edits === fewest).map(({ word }) => word);
  }
  return spellings;
}

/** Letters added, left out, exchanged or swapped with their neighbour (optimal string alignment distance). */
function countEdits(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_cell, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforePrevious[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}
