import { type ChainRow, linkHash, NO_HASH } from './chain.ts';
import { type Entry, type Head, parseEntry } from './entry.ts';
import type { HeadVerifier } from './signatures.ts';

/** What is wrong at one place of a chain. */
export interface ChainFault {
  readonly kind: 'changed' | 'removed' | 'reordered' | 'truncated' | 'forked' | 'foreign';
  readonly writer: string;
  readonly sequence: number;
  readonly detail: string;
}

export interface ChainReader {
  readonly writer: string;
  /** @returns the entry, if it and all before it are as they were written. */
  read(row: ChainRow): Entry | undefined;
  finish(): {
    readonly chain: { readonly writer: string; readonly entries: number; readonly isClosed: boolean };
    /** The first one. */
    readonly fault: ChainFault | undefined;
  };
}

/**
 * Reads one chain from its first entry on, up to the first fault.
 * @param checkpoint what stands for entries that were pruned.
 */
export function createChainReader(
  writer: string,
  checkpoint: Head | undefined,
  verifier: HeadVerifier,
): ChainReader {
  let head: Head = checkpoint ?? { writer, sequence: 0, hash: NO_HASH };
  let entries = 0;
  let last: Entry | undefined;
  let fault: ChainFault | undefined;
  const fail = (kind: ChainFault['kind'], sequence: number, detail: string) => {
    fault ??= { kind, writer, sequence, detail };
    return undefined;
  };
  return {
    writer,
    read(row) {
      entries += 1;
      const next = head.sequence + 1;
      if (fault !== undefined) return undefined;
      if (row.sequence < next) return fail('forked', row.sequence, 'there is more than one of it');
      if (row.sequence > next) return fail('removed', next, `the next one there is ${row.sequence}`);
      const entry = parseEntry(row.body);
      if (entry === undefined) return fail('changed', next, 'it is no entry in canonical form');
      if (entry.writer !== writer || entry.sequence !== next) {
        return fail('reordered', next, `it was written as ${entry.sequence} of ${entry.writer}`);
      }
      const hash = linkHash(head.hash, row.body);
      if (hash !== row.hash) return fail('changed', next, 'its hash is another one');
      if (entry.at !== formatTime(row.at)) return fail('changed', next, 'its row has another time');
      if (entry.isSigned !== (row.signature !== null)) {
        return fail('changed', next, 'its signature is missing or was added');
      }
      if (row.signature !== null && !verifier.isHead({ writer, sequence: next, hash }, row.signature)) {
        return fail('foreign', next, 'it is not signed by a known key');
      }
      if ((entry.kind === 'opened') !== (next === 1)) return fail('changed', next, 'no chain begins there');
      if (last?.kind === 'closed') return fail('changed', next, 'the chain had ended');
      head = { writer, sequence: next, hash };
      last = entry;
      return entry;
    },
    finish() {
      // The last entry of a batch is signed, so a chain that was cut within one has no signature at its end.
      if (last !== undefined && !last.isSigned)
        fail('truncated', head.sequence + 1, 'the rest of its batch is gone');
      return { chain: { writer, entries, isClosed: last?.kind === 'closed' }, fault };
    },
  };
}

/** Undefined for a time that cannot be one. */
function formatTime(at: Date): string | undefined {
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
