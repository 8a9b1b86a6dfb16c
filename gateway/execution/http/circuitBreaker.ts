import { SubgraphFailure } from './subgraphFailure.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** `neither`: it says nothing of the subgraph, for example because the client left. */
export type Outcome = 'success' | 'failure' | 'neither';

/** Under which state a request was let through; its outcome counts only while that state lasts. */
export type Admission = number;

/** Opens on FAILURES of the last WINDOW requests: not while a half of them, or one replica of two, still answers. */
const WINDOW = 20;
const FAILURES = 15;
const WINDOW_MASK = 2 ** WINDOW - 1;

const FIRST_OPEN_MS = 1_000;
const MAX_OPEN_MS = 30_000;

/**
 * Spares a subgraph that is down, and those who wait for it. Open, it lets nothing through for a second; then a
 * single request as a probe, whose success closes it, and whose failure opens it for twice as long as before.
 */
export class CircuitBreaker {
  readonly #now: () => number;
  /** One bit for each of the last requests, set where it failed. */
  #recent = 0;
  /** Counts changes of state. */
  #period: Admission = 0;
  #phase: 'closed' | 'open' | 'probing' = 'closed';
  #openMs = FIRST_OPEN_MS;
  #opensUntil = 0;

  /** @param now in milliseconds, never going back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get state(): BreakerState {
    if (this.#phase === 'closed') return 'closed';
    return this.#phase === 'probing' || this.#now() >= this.#opensUntil ? 'half-open' : 'open';
  }

  /** @throws SubgraphFailure CIRCUIT_OPEN where nothing would be let through now. */
  check(): void {
    if (this.#phase === 'closed' || (this.#phase === 'open' && this.#now() >= this.#opensUntil)) return;
    throw new SubgraphFailure('CIRCUIT_OPEN', 'The last requests to this subgraph failed.');
  }

  /**
   * Lets a request through, whose outcome must be recorded.
   * @throws SubgraphFailure CIRCUIT_OPEN
   */
  admit(): Admission {
    this.check();
    if (this.#phase === 'open') this.#enter('probing');
    return this.#period;
  }

  record(admission: Admission, outcome: Outcome): void {
    if (admission !== this.#period) return;
    if (this.#phase === 'probing') this.#endProbe(outcome);
    else if (outcome !== 'neither') this.#remember(outcome === 'failure');
  }

  #remember(hasFailed: boolean): void {
    this.#recent = ((this.#recent << 1) | Number(hasFailed)) & WINDOW_MASK;
    if (hasFailed && countBits(this.#recent) >= FAILURES) this.#open(FIRST_OPEN_MS);
  }

  #endProbe(outcome: Outcome): void {
    if (outcome === 'failure') {
      this.#open(Math.min(2 * this.#openMs, MAX_OPEN_MS));
    } else if (outcome === 'success') {
      this.#recent = 0;
      this.#enter('closed');
    } else {
      // The time to wait is over, so the next request may probe at once.
      this.#enter('open');
    }
  }

  #open(openMs: number): void {
    this.#openMs = openMs;
    this.#opensUntil = this.#now() + openMs;
    this.#enter('open');
  }

  #enter(phase: 'closed' | 'open' | 'probing'): void {
    this.#phase = phase;
    this.#period++;
  }
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
