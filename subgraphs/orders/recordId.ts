import { randomBytes } from 'node:crypto';

/** Without I, L, O and U: it is read out on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

/** A new number of a return or refund, such as `RT-7K2M9QXA4D`: 50 random bits, so that nobody guesses one. */
export function createRecordId(prefix: 'RT' | 'RF'): string {
  // 256 is a multiple of 32: no letter comes more often.
  const letters = Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}-${letters.join('')}`;
}
