import { isFetchedObject } from '../execution/fetchedData.ts';

/** Of one answer, and of one whole call. */
const MAX_SUBJECTS = 1_000;

/** Whose data one call brought, as subgraphs say it; of more people than fit it is known how many they are. */
export class SubjectTally {
  readonly #names = new Set<string>();
  #omitted = 0;

  /** Each once, in the order in which they were reported. */
  get names(): readonly string[] {
    return [...this.#names];
  }

  /** How many more there are; of those whom a subgraph has not named nobody knows whether another one has. */
  get omitted(): number {
    return this.#omitted;
  }

  /** @param extensions of an answer, as they came: `subjects`, and `subjectCount` where there are more of them. */
  add(extensions: unknown): void {
    const { subjects, subjectCount } = isFetchedObject(extensions) ? extensions : {};
    if (!Array.isArray(subjects)) return;
    for (const subject of subjects.slice(0, MAX_SUBJECTS)) {
      if (typeof subject !== 'string' || subject === '' || this.#names.has(subject)) continue;
      if (this.#names.size < MAX_SUBJECTS) this.#names.add(subject);
      else this.#omitted += 1;
    }
    const count = Number.isSafeInteger(subjectCount) ? Number(subjectCount) : 0;
    this.#omitted += Math.max(count, subjects.length) - Math.min(subjects.length, MAX_SUBJECTS);
    // Whatever a subgraph claims, the sum is one that can be written down.
    this.#omitted = Math.min(this.#omitted, Number.MAX_SAFE_INTEGER);
  }
}
