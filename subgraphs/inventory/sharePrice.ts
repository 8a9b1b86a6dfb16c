import { formatHundredths, parseHundredths } from '../money.ts';

/** A price shared out over so many volumes, in exact decimals, a half hundredth rounded up. */
export function sharePrice(amount: string, volumeCount: number): string {
  return formatHundredths(Math.floor((2 * parseHundredths(amount) + volumeCount) / (2 * volumeCount)));
}
