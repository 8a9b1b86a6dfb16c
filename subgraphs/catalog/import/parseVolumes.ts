/** The volumes inside one book, in order. */
export interface ListedVolumes {
  /** As listed: `4`, `4.5`, `1-3`, `EX`. */
  readonly label: string;
  readonly contents: readonly ListedVolume[];
}

export interface ListedVolume {
  /** Never has a hyphen: an id made of series and label has only one reading. */
  readonly label: string;
  /** What it sorts by: `7Ex` follows 7. Null where the label does not begin with a number. */
  readonly number: string | null;
}

const MAX_VOLUMES = 100;

/**
 * `1-3` is the volumes 1, 2 and 3, and `7.5-8.5` the volumes 7.5 and 8.5; anything else is one volume.
 * @returns undefined where the label is not to be read.
 */
export function parseVolumes(text: string): ListedVolumes | undefined {
  const [, first, last] = /^(\d{1,4}(?:\.\d{1,2})?)[-–](\d{1,4}(?:\.\d{1,2})?)$/.exec(text) ?? [];
  if (first !== undefined && last !== undefined) return parseRange(Number(first), Number(last));
  if (/^\d{1,4}(\.\d{1,2})?$/.test(text)) {
    const label = String(Number(text));
    return { label, contents: [{ label, number: label }] };
  }
  if (!/^[0-9A-Za-z.+]{1,20}$/.test(text)) return undefined;
  const number = /^\d{1,4}(\.\d{1,2})?(?![\d.])/.exec(text)?.[0] ?? null;
  return { label: text, contents: [{ label: text, number }] };
}

function parseRange(first: number, last: number): ListedVolumes | undefined {
  const steps = roundToLabel(last - first);
  if (!Number.isInteger(steps) || steps < 1 || steps >= MAX_VOLUMES) return undefined;
  return {
    label: `${first}-${last}`,
    contents: Array.from({ length: steps + 1 }, (_volume, index) => {
      const label = String(roundToLabel(first + index));
      return { label, number: label };
    }),
  };
}

/** Labels have two decimals at most; sums of doubles have more. */
function roundToLabel(value: number): number {
  return Math.round(value * 100) / 100;
}
