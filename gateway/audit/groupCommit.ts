import { GatewayError } from '../errors.ts';

export interface GroupCommitOptions<Item> {
  /** Keeps a group durably; called for one at a time, in the order of arrival. */
  readonly commit: (items: readonly Item[]) => Promise<void>;
  /** Told why a group could not be kept; those who wait only learn that it was not. */
  readonly onFailed: (cause: unknown) => void;
  /** How long a group is left open for more, where the one before had several. */
  readonly gatherMs: number;
  /** How long one waits to be kept at most; what becomes of it then is not known. */
  readonly timeoutMs: number;
  /** How many may wait; the next one fails at once. */
  readonly maxWaiting: number;
  readonly maxGroup: number;
}

export interface GroupCommit<Item> {
  /** @throws GatewayError AUDIT_UNAVAILABLE */
  add(item: Item): Promise<void>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: GatewayError) => void;
}

/**
 * Keeps what arrives at the same time together, because keeping one takes as long as keeping many. While one group
 * is kept the next one gathers; who comes alone does not wait for others.
 */
export function createGroupCommit<Item>(options: GroupCommitOptions<Item>): GroupCommit<Item> {
  const { commit, onFailed, gatherMs, timeoutMs, maxWaiting, maxGroup } = options;
  const waiting: Waiting<Item>[] = [];
  let running: Promise<void> | undefined;

  const run = async () => {
    let lastSize = 0;
    while (waiting.length > 0) {
      // In this turn of the event loop others may be about to add theirs.
      await (lastSize > 1 ? sleep(gatherMs) : new Promise<void>((resolve) => setImmediate(resolve)));
      const group = waiting.splice(0, maxGroup);
      lastSize = group.length;
      try {
        await within(timeoutMs, commit(group.map(({ item }) => item)));
        for (const { resolve } of group) resolve();
      } catch (cause) {
        onFailed(cause);
        for (const { reject } of group) reject(new GatewayError('AUDIT_UNAVAILABLE', { cause }));
      }
    }
    running = undefined;
  };

  return {
    async add(item) {
      if (waiting.length >= maxWaiting) throw new GatewayError('AUDIT_UNAVAILABLE');
      const kept = new Promise<void>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
      });
      running ??= run();
      await within(timeoutMs, kept);
    },
    idle: async () => running,
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function within<Result>(timeoutMs: number, promise: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new GatewayError('AUDIT_UNAVAILABLE')), timeoutMs);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
