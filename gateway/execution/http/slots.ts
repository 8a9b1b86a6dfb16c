import { SubgraphFailure } from './subgraphFailure.ts';

interface Waiting {
  readonly enter: () => void;
}

/** How many requests one subgraph gets at once, and how many more may wait for their turn, first come first. */
export class Slots {
  #free: number;
  readonly #maxWaiting: number;
  readonly #waiting = new Set<Waiting>();

  constructor({ slots, maxWaiting }: { slots: number; maxWaiting: number }) {
    this.#free = slots;
    this.#maxWaiting = maxWaiting;
  }

  /**
   * Takes a slot, which `leave` gives back.
   * @returns undefined where one was free, which saves a turn; else what resolves when it is this one's turn, or
   * rejects with the signal's reason.
   * @throws SubgraphFailure OVERLOADED when as many as may are waiting.
   */
  enter(signal: AbortSignal): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free--;
      return undefined;
    }
    if (this.#waiting.size >= this.#maxWaiting) {
      throw new SubgraphFailure('OVERLOADED', `${this.#waiting.size} requests wait for this subgraph.`);
    }
    return this.#wait(signal);
  }

  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free++;
    else next.enter();
  }

  #wait(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      this.#waiting.delete(waiting);
      reject(signal.reason);
    };
    const waiting: Waiting = {
      enter: () => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', giveUp);
        resolve();
      },
    };
    this.#waiting.add(waiting);
    signal.addEventListener('abort', giveUp, { once: true });
    return promise;
  }
}
