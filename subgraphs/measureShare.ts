import { createHash } from 'node:crypto';

/** A number from 0 to below 1 that a text always gives, spread evenly: what is derived from it is the same each time. */
export function measureShare(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
}
