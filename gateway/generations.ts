import type { Gateway } from './gateway.ts';

/** A gateway and what lives as long as it does; nothing in it ever changes. */
export interface Generation {
  readonly gateway: Gateway;
  /** Lets planner and connections go. Called once, when no call runs on it any more. */
  close(): Promise<void>;
}

/** The generations of one program, of which one takes new calls. */
export interface Generations<One extends Generation> {
  readonly current: One;
  /** Whatever is asked of it, the current generation answers; a call finishes on the one that it began on. */
  readonly gateway: Gateway;
  /**
   * Lets the next generation take all further calls.
   * @returns when the last call on the one before has ended and it is closed.
   * @throws what closing it failed with.
   */
  replace(next: One): Promise<void>;
  /** @param listener is told after each replacement. */
  onReplaced(listener: () => void): () => void;
  /** Closes the current generation after its last call, and waits for those before it. */
  close(): Promise<void>;
}

interface Running<One> {
  readonly generation: One;
  calls: number;
  /** Called when the last call ends; undefined while it is the current one. */
  onUnused: (() => void) | undefined;
}

export function createGenerations<One extends Generation>(first: One): Generations<One> {
  let running: Running<One> = { generation: first, calls: 0, onUnused: undefined };
  const listeners = new Set<() => void>();
  const closing = new Set<Promise<void>>();

  const call = async <Result>(run: (gateway: Gateway) => Promise<Result>): Promise<Result> => {
    const mine = running;
    mine.calls++;
    try {
      return await run(mine.generation.gateway);
    } finally {
      mine.calls--;
      if (mine.calls === 0) mine.onUnused?.();
    }
  };

  const retire = async (retired: Running<One>) => {
    if (retired.calls > 0) {
      await new Promise<void>((resolve) => {
        retired.onUnused = resolve;
      });
    }
    await retired.generation.close();
  };

  const track = async (closed: Promise<void>) => {
    closing.add(closed);
    try {
      await closed;
    } finally {
      closing.delete(closed);
    }
  };

  return {
    get current() {
      return running.generation;
    },
    gateway: createFacade(() => running.generation.gateway, call),
    async replace(next) {
      const previous = running;
      running = { generation: next, calls: 0, onUnused: undefined };
      for (const listener of listeners) listener();
      await track(retire(previous));
    },
    onReplaced(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await Promise.all([...closing, retire(running)]);
    },
  };
}

function createFacade(
  current: () => Gateway,
  call: <Result>(run: (gateway: Gateway) => Promise<Result>) => Promise<Result>,
): Gateway {
  return {
    get schema() {
      return current().schema;
    },
    get supergraphSdl() {
      return current().supergraphSdl;
    },
    get operations() {
      return current().operations;
    },
    get obtainableScopes() {
      return current().obtainableScopes;
    },
    findRegistered: (id) => current().findRegistered(id),
    findRegisteredText: (text) => current().findRegisteredText(text),
    isReachable: (id, caller) => current().isReachable(id, caller),
    findRefusal: (id, caller) => current().findRefusal(id, caller),
    executeRegistered: (id, request) => call((gateway) => gateway.executeRegistered(id, request)),
    executeText: (text, name, request) => call((gateway) => gateway.executeText(text, name, request)),
    // No call: it ends when its generation is closed, which must not wait for it.
    warm: () => current().warm(),
  };
}
