const PERCENT = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * Chooses for one call which progressive overrides are in force (federation specification, `@override(label:)`):
 * `percent(n)` for n of a hundred calls, any other label where the configuration says so.
 * @param random from 0 up to 1.
 */
export function chooseOverrides(
  labels: readonly string[],
  enabled: ReadonlySet<string>,
  random: () => number,
): readonly string[] {
  return labels.filter((label) => {
    const percent = PERCENT.exec(label)?.[1];
    return percent === undefined ? enabled.has(label) : random() * 100 < Number(percent);
  });
}
