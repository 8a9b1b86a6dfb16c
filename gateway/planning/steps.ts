import { setImmediate as nextTurn } from 'node:timers/promises';

/** Work that may pause after each step. */
export type Steps<Result> = Generator<void, Result, void>;

/** How long steps may keep others waiting. */
const TURN_MS = 10;

export function runAtOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Lets whatever else there is to do have its turn between steps, as a program that serves meanwhile must. */
export async function runInTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let beganMs = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - beganMs < TURN_MS) continue;
    await nextTurn();
    beganMs = performance.now();
  }
}
