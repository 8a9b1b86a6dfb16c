import { randomBytes } from 'node:crypto';

/** Crockford's base32, without I, L, O and U: it is read out on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A new number of something that a customer is told, such as `TK-7Q4M2K9D`: five random bits a letter, so that it
 * tells nothing of how many there are, and nobody guesses one.
 */
export function createRecordId(prefix: string, length: number): string {
  // 256 is a multiple of 32: no letter comes more often.
  const letters = Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]);
  return `${prefix}-${letters.join('')}`;
}
