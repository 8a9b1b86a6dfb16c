/** A retry costs what this many requests bring in. */
const REQUESTS_PER_RETRY = 10;
const MAX_SAVED_RETRIES = 10;

/** Keeps the retries to one subgraph to a tenth of its requests, so that its trouble is not multiplied. */
export class RetryBudget {
  #saved = 0;

  countRequest(): void {
    this.#saved = Math.min(this.#saved + 1, MAX_SAVED_RETRIES * REQUESTS_PER_RETRY);
  }

  /** Whether there is a retry left, which is then spent. */
  spend(): boolean {
    if (this.#saved < REQUESTS_PER_RETRY) return false;
    this.#saved -= REQUESTS_PER_RETRY;
    return true;
  }
}
