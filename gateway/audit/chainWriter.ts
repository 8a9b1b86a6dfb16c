import { randomUUID } from 'node:crypto';
import type { AuditStore, HeadRegister } from './auditStore.ts';
import { beginChain, type Draft, extendChain } from './chain.ts';
import type { Head } from './entry.ts';
import type { HeadSigner } from './signatures.ts';

/** A chain that this process writes. */
export interface OpenChain {
  /** @throws Error where they could not be appended; the chain must not be used any more. */
  append(drafts: readonly Draft[]): Promise<void>;
  /** The heads of other chains that are not linked here yet. */
  findNewHeads(): Promise<readonly Head[]>;
}

export interface ChainWriterOptions {
  readonly store: AuditStore;
  readonly signer: HeadSigner;
  readonly register: HeadRegister;
  readonly now: () => Date;
}

/** Of other chains, in one entry: the latest ones. */
const MAX_HEADS = 256;

/**
 * Begins a chain under a random name. Its first entry, written with whatever comes first, links the heads of all
 * other chains as the database has them and as this place has seen them: where the two differ, that shows for good.
 */
export async function openChain({ store, signer, register, now }: ChainWriterOptions): Promise<OpenChain> {
  const seen = register.list().map(({ writer, sequence, hash }) => ({ writer, sequence, hash }));
  const others = distinct([...(await store.findHeads(MAX_HEADS)), ...seen]);
  let linked = new Set(others.map(describeHead));
  let head = beginChain(randomUUID());
  return {
    async append(drafts) {
      const opening: Draft = { at: now(), content: { kind: 'opened', keyId: signer.keyId, heads: others } };
      const rows = extendChain(head, head.sequence === 0 ? [opening, ...drafts] : drafts, signer.signHead);
      const last = rows.at(-1);
      if (last === undefined || last.signature === null) return;
      if (!(await store.append(head, rows)))
        throw new Error('The audit chain is not there as it was written.');
      const { writer, sequence, hash, signature } = last;
      head = { writer, sequence, hash };
      register.keep({ writer, sequence, hash, signature });
    },
    async findNewHeads() {
      const present = (await store.findHeads(MAX_HEADS)).filter(({ writer }) => writer !== head.writer);
      const added = present.filter((other) => !linked.has(describeHead(other)));
      linked = new Set(present.map(describeHead));
      return added;
    },
  };
}

function distinct(heads: readonly Head[]): readonly Head[] {
  return [...new Map(heads.map((head) => [describeHead(head), head])).values()];
}

function describeHead({ writer, sequence, hash }: Head): string {
  return `${writer} ${sequence} ${hash}`;
}
