import { LRUCache } from 'lru-cache';
import { GatewayError } from '../errors.ts';
import type { Access, AuditTrail } from './access.ts';
import type { AuditStore, HeadRegister } from './auditStore.ts';
import type { Draft } from './chain.ts';
import { type OpenChain, openChain } from './chainWriter.ts';
import { describeEntry, listParties } from './describeEntry.ts';
import type { EntryContent } from './entry.ts';
import { createGroupCommit } from './groupCommit.ts';
import { loadParties } from './loadParties.ts';
import type { Party } from './parties.ts';
import { createRefusalLimit } from './refusalLimit.ts';
import type { HeadSigner } from './signatures.ts';

/** An audit trail, and what else is written into its chains. */
export interface OpenAuditTrail extends AuditTrail {
  /** Writes an entry of another kind than accesses. */
  write(content: EntryContent): Promise<void>;
  /** Links the heads of other chains, where one has changed: whoever cuts those off has to cut off this one too. */
  link(): Promise<void>;
  /** False from an entry that could not be kept until one is. */
  isAvailable(): boolean;
  /** Where it is not available, tries by beginning a chain: else nobody would know before the next call fails. */
  probe(): Promise<void>;
  /** Forgets keys, of which some were destroyed. */
  forgetParties(): void;
  /** Waits for what is under way and ends the chain. */
  close(): Promise<void>;
}

export interface AuditTrailOptions {
  readonly store: AuditStore;
  readonly signer: HeadSigner;
  readonly register: HeadRegister;
  readonly now: () => Date;
  /** Told why entries could not be kept. */
  readonly onFailed: (cause: unknown) => void;
  readonly limits?: Partial<AuditLimits>;
}

export interface AuditLimits {
  /** How long a group of entries is left open for more while others arrive. */
  readonly gatherMs: number;
  /** How long a call waits for its entry at most. */
  readonly timeoutMs: number;
  /** How many calls may wait; the next one fails at once. */
  readonly maxWaiting: number;
  readonly maxGroup: number;
}

const DEFAULT_LIMITS: AuditLimits = { gatherMs: 2, timeoutMs: 5_000, maxWaiting: 1_000, maxGroup: 500 };

/** Of parties; another program on the same database may erase one, and this one must come to know. */
const PARTY_TTL_MS = 5 * 60 * 1_000;
const MAX_PARTIES = 10_000;

type Item =
  | { readonly kind: 'access'; readonly access: Access; readonly omitted: number }
  | { readonly kind: 'draft'; readonly draft: Draft }
  /** Nothing but a chain's first entry, if it has none. */
  | { readonly kind: 'probe' };

/**
 * Keeps accesses in a chain of this process's own, which begins with its first entry. After a fault nobody knows
 * whether a group was kept: its chain is left as it is, and the next entry begins another one.
 */
export function createAuditTrail(options: AuditTrailOptions): OpenAuditTrail {
  const { store, now, onFailed } = options;
  const parties = new LRUCache<string, Party>({ max: MAX_PARTIES, ttl: PARTY_TTL_MS });
  const refusals = createRefusalLimit(() => now().getTime());
  let chain: Promise<OpenChain> | undefined;
  let isAvailable = true;

  const commit = async (items: readonly Item[]) => {
    chain ??= openChain(options);
    // Its own even if this takes so long that the next group has begun another chain.
    const mine = chain;
    const names = items.flatMap((item) => (item.kind === 'access' ? listParties(item.access) : []));
    const known = await loadParties(store, parties, [...new Set(names)]);
    await (await mine).append(items.flatMap((item) => describeItem(item, known)));
    isAvailable = true;
  };
  const group = createGroupCommit<Item>({
    ...DEFAULT_LIMITS,
    ...options.limits,
    commit,
    onFailed(cause) {
      chain = undefined;
      onFailed(cause);
    },
  });
  // A call gives up on its own, too, and that before its group does.
  const add = async (item: Item) => {
    try {
      await group.add(item);
    } catch (error) {
      isAvailable = false;
      throw error;
    }
  };
  const write = (content: EntryContent) => add({ kind: 'draft', draft: { at: now(), content } });

  return {
    record: (access) => add({ kind: 'access', access, omitted: 0 }),
    noteRefusal(access) {
      const omitted = refusals.admit();
      if (omitted === undefined) return;
      add({ kind: 'access', access, omitted }).catch((error: unknown) => {
        // Why, `onFailed` was told; of a refused call nothing was released.
        if (!(error instanceof GatewayError)) onFailed(error);
      });
    },
    write,
    async link() {
      if (chain === undefined) return;
      const heads = await (await chain).findNewHeads();
      if (heads.length > 0) await write({ kind: 'linked', heads });
    },
    isAvailable: () => isAvailable,
    async probe() {
      if (isAvailable) return;
      try {
        await add({ kind: 'probe' });
      } catch (error) {
        // Why, `onFailed` was told.
        if (!(error instanceof GatewayError)) throw error;
      }
    },
    forgetParties: () => parties.clear(),
    async close() {
      await group.idle();
      if (chain === undefined) return;
      try {
        await write({ kind: 'closed' });
      } catch (error) {
        // Why, `onFailed` was told. The chain stays without an end, as if the program had been killed.
        if (!(error instanceof GatewayError)) throw error;
      }
    },
  };
}

function describeItem(item: Item, parties: ReadonlyMap<string, Party>): readonly Draft[] {
  switch (item.kind) {
    case 'access':
      return [describeEntry(item.access, parties, item.omitted)];
    case 'draft':
      return [item.draft];
    case 'probe':
      return [];
  }
}
