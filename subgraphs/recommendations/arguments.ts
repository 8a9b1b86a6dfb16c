import { parseList, parseText } from '../arguments.ts';
import { subgraphError } from '../errors.ts';
import { formatHundredths, parseHundredths } from '../money.ts';

const MAX_EXCLUSIONS = 10;
const MAX_EXCLUSION_LENGTH = 100;

/** @throws INVALID_ARGUMENT when there are too many, or one is empty, too long or not printable. */
export function parseExclusions(texts: readonly string[]): readonly string[] {
  const parsed = parseList('exclude', texts, 0, MAX_EXCLUSIONS);
  return parsed.map((text) => parseText('exclude', text, MAX_EXCLUSION_LENGTH));
}

/**
 * @returns the amount with two decimals, as text.
 * @throws INVALID_ARGUMENT unless it is more than nothing and has at most two decimals.
 */
export function parseBudget(budget: string): string {
  const hundredths = parseAmount(budget);
  if (hundredths === undefined || hundredths === 0) {
    throw subgraphError(
      'INVALID_ARGUMENT',
      `"budget" must be more than 0 with at most two decimals, got ${budget}.`,
    );
  }
  return formatHundredths(hundredths);
}

function parseAmount(amount: string): number | undefined {
  try {
    return parseHundredths(amount);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
