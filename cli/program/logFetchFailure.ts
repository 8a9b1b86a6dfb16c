import type { Logger } from 'pino';

/** What a client asked for and may not, or cannot, have: no fault of ours. */
const CLIENT_CODES: ReadonlySet<string> = new Set(['INVALID_ARGUMENT', 'INVALID_CURSOR', 'DENIED']);

/** A fetch that brought no answer, or a part of one less. */
export interface FailedFetch {
  readonly subgraph: string;
  /** What clients are told. */
  readonly code: string;
  /** Of the call that the fetch was made for. */
  readonly traceId: string;
}

/**
 * Logs what a fetch from a subgraph failed with.
 * @param cause an Error of this process, or an error as a subgraph over HTTP answered it: of that one nothing is
 * logged, since each word of it is the subgraph's.
 */
export function logFetchFailure(log: Logger, { subgraph, code, traceId }: FailedFetch, cause: unknown): void {
  const fetch = { subgraph, code, traceId };
  if (CLIENT_CODES.has(code)) log.debug(fetch, 'a fetch was refused');
  else if (cause instanceof Error) log.warn({ ...fetch, err: cause }, 'a fetch failed');
  else log.warn(fetch, 'a fetch failed');
}
