import type { AuditStore, HeadRegister, SignedHead } from '../../gateway/audit/auditStore.ts';
import { type AuditLimits, createAuditTrail, type OpenAuditTrail } from '../../gateway/audit/auditTrail.ts';
import type { ChainRow } from '../../gateway/audit/chain.ts';
import type { Party } from '../../gateway/audit/parties.ts';
import { createHeadSigner, createHeadVerifier, type HeadSigner } from '../../gateway/audit/signatures.ts';
import { type Verification, verifyChains } from '../../gateway/audit/verifyChains.ts';
import { generateSigningKey } from '../../gateway/authentication/developmentIssuer.ts';
import { TEST_NOW } from './clock.ts';

/** An audit whose store is these lists: whoever changes them is who has the database alone. */
export interface MemoryAudit {
  rows: ChainRow[];
  parties: Party[];
  checkpoints: SignedHead[];
  /** What the register outside of the store has. */
  seen: SignedHead[];
  readonly signer: HeadSigner;
  readonly store: AuditStore;
  /** The sizes of groups, in the order in which they were kept. */
  readonly groups: number[];
  /** Runs before anything is kept; what it throws is the store's fault. */
  beforeAppend: () => Promise<void>;
  openTrail(limits?: Partial<AuditLimits>): OpenAuditTrail;
  verify(): Promise<Verification>;
}

export async function createMemoryAudit(key?: string): Promise<MemoryAudit> {
  const privateKey = key ?? (await generateSigningKey());
  const signer = createHeadSigner(privateKey);
  const verifier = createHeadVerifier([privateKey]);
  const audit: MemoryAudit = {
    ...{ rows: [], parties: [], checkpoints: [], seen: [], groups: [], signer },
    beforeAppend: async () => {},
    store: {
      async append(head, rows) {
        await audit.beforeAppend();
        const isThere = [...audit.rows, ...audit.checkpoints].some(
          ({ writer, sequence, hash }) =>
            writer === head.writer && sequence === head.sequence && hash === head.hash,
        );
        if (head.sequence > 0 && !isThere) return false;
        audit.rows.push(...rows);
        audit.groups.push(rows.length);
        return true;
      },
      async findHeads(limit) {
        const last = new Map([...audit.checkpoints, ...audit.rows].map((row) => [row.writer, row]));
        return [...last.values()]
          .slice(0, limit)
          .map(({ writer, sequence, hash }) => ({ writer, sequence, hash }));
      },
      async keepParties(parties) {
        const names = new Set(audit.parties.map(({ name }) => name));
        audit.parties.push(...parties.filter(({ name }) => !names.has(name)));
        const wanted = new Set(parties.map(({ name }) => name));
        return audit.parties.filter(({ name }) => wanted.has(name));
      },
    },
    openTrail: (limits = {}) =>
      createAuditTrail({
        ...{ store: audit.store, signer, limits },
        register: createMemoryRegister(audit),
        now: () => TEST_NOW,
        onFailed: () => {},
      }),
    verify: () =>
      verifyChains(
        {
          rows: iterate([...audit.rows].sort(compareRows)),
          checkpoints: audit.checkpoints,
          parties: iterate(audit.parties),
          seenHeads: audit.seen,
          findHashes: async () => audit.rows,
        },
        verifier,
      ),
  };
  return audit;
}

function createMemoryRegister(audit: MemoryAudit): HeadRegister {
  return {
    keep(head) {
      audit.seen = [...audit.seen.filter(({ writer }) => writer !== head.writer), head];
    },
    list: () => audit.seen,
  };
}

/** As the store orders them. */
function compareRows(left: ChainRow, right: ChainRow): number {
  if (left.writer !== right.writer) return left.writer < right.writer ? -1 : 1;
  return left.sequence - right.sequence;
}

async function* iterate<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items;
}
