/**
 * An amount of money in whole hundredths: sums of these are exact, sums of fractions are not.
 * @param amount as text, such as `12.99`.
 * @throws RangeError unless it is a non-negative decimal with at most two decimals.
 */
export function parseHundredths(amount: string): number {
  const [, whole, fraction = ''] = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) throw new RangeError(`Not an amount of money: ${amount}.`);
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

/** Text with two decimals. */
export function formatHundredths(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
}
