const MAX_BURST = 100;
const PER_SECOND = 10;

/** Bounds how many refusals are kept, so that nobody fills the audit by being refused. */
export interface RefusalLimit {
  /** @returns how many were left out since the last one that was kept; undefined: leave this one out. */
  admit(): number | undefined;
}

export function createRefusalLimit(nowMs: () => number): RefusalLimit {
  let left = MAX_BURST;
  let filledAtMs = nowMs();
  let omitted = 0;
  return {
    admit() {
      const atMs = nowMs();
      left = Math.min(MAX_BURST, left + ((atMs - filledAtMs) / 1_000) * PER_SECOND);
      filledAtMs = atMs;
      if (left < 1) {
        omitted += 1;
        return undefined;
      }
      left -= 1;
      const before = omitted;
      omitted = 0;
      return before;
    },
  };
}
