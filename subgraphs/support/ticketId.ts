import { randomInt } from 'node:crypto';

/** Crockford's base32: none of its signs is taken for another one. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** Such as TK-7Q4M2K9D. It tells nothing of how many tickets there are, and is not to be guessed. */
export function createTicketId(): string {
  const signs = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `TK-${signs.join('')}`;
}
