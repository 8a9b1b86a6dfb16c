import { createHash } from 'node:crypto';
import { type Entry, type EntryContent, formatEntry, type Head } from './entry.ts';

/** An entry as it is stored. */
export interface ChainRow extends Head {
  /** The entry's own time once more, to find entries by. */
  readonly at: Date;
  /** The entry in its canonical form. */
  readonly body: string;
  /** The head's, base64url; null within a batch. */
  readonly signature: string | null;
}

export interface Draft {
  readonly at: Date;
  readonly content: EntryContent;
}

/** What a chain begins with in place of the hash before. */
export const NO_HASH = '0'.repeat(64);

/** The head of a chain that has no entry yet. */
export function beginChain(writer: string): Head {
  return { writer, sequence: 0, hash: NO_HASH };
}

/**
 * Links drafts to a chain, of which the last one's head is signed.
 * @returns rows in the order of the drafts.
 */
export function extendChain(
  head: Head,
  drafts: readonly Draft[],
  sign: (head: Head) => string,
): readonly ChainRow[] {
  let { sequence, hash } = head;
  const { writer } = head;
  return drafts.map(({ at, content }, index) => {
    sequence += 1;
    const isSigned = index === drafts.length - 1;
    const entry: Entry = { version: 1, writer, sequence, at: at.toISOString(), isSigned, ...content };
    const body = formatEntry(entry);
    hash = linkHash(hash, body);
    return {
      ...{ writer, sequence, at, body, hash },
      signature: isSigned ? sign({ writer, sequence, hash }) : null,
    };
  });
}

/** sha256 over the hash before, as 32 bytes, and the entry's canonical form in UTF-8. */
export function linkHash(previous: string, body: string): string {
  return createHash('sha256').update(previous, 'hex').update(body).digest('hex');
}
