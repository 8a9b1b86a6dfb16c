import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { CandidateDifference } from '../../gateway/authorization/candidate.ts';

export type DifferenceKind = 'denied' | 'allowed' | 'unfit';

/** The same difference is logged once in this time, whoever calls. */
const REPEAT_MS = 60_000;
const MAX_REMEMBERED = 1_000;
/** Different ones too: anybody may send new operations. */
const MAX_LINES = 100;

/**
 * Counts every difference of a candidate's rules, and logs it unless it was logged a moment ago.
 * @param count is told of each kind that a call shows.
 */
export function createDifferenceListener(
  log: Logger,
  count: (kind: DifferenceKind) => void,
): (difference: CandidateDifference) => void {
  const logged = new LRUCache<string, true>({ max: MAX_REMEMBERED, ttl: REPEAT_MS });
  let window = { endsAtMs: 0, lines: 0 };
  return ({ operation, isUnfit, newlyDenied, newlyAllowed }) => {
    if (isUnfit) count('unfit');
    if (newlyDenied.length > 0) count('denied');
    if (newlyAllowed.length > 0) count('allowed');
    const line = {
      operation: operation?.name,
      operationId: operation?.id,
      isUnfit,
      newlyDenied,
      newlyAllowed,
    };
    const key = JSON.stringify(line);
    if (logged.has(key)) return;
    logged.set(key, true);
    const now = performance.now();
    if (now >= window.endsAtMs) window = { endsAtMs: now + REPEAT_MS, lines: 0 };
    window.lines++;
    if (window.lines <= MAX_LINES) log.info(line, 'the candidate would decide otherwise');
  };
}
