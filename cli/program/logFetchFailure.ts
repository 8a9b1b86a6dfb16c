import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';

const MAX_MESSAGE_CHARACTERS = 500;

/** What a client asked for and may not, or cannot, have: no fault of ours, and worded with the client's values. */
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
 * @param cause an Error of this process, or an error as a subgraph answered it.
 */
export function logFetchFailure(log: Logger, { subgraph, code, traceId }: FailedFetch, cause: unknown): void {
  const fetch = { subgraph, code, traceId };
  if (CLIENT_CODES.has(code)) log.debug(fetch, 'a fetch was refused');
  else log.warn({ ...fetch, err: describeCause(cause) }, 'a fetch failed');
}

/**
 * Name, code, message and, for a fault in this process, where it happened. Whatever else hangs on an error may be
 * a client's.
 */
function describeCause(cause: unknown): Record<string, string> {
  // A resolver's fault, as a subgraph in this process answers it.
  const fault = cause instanceof GraphQLError ? (cause.originalError ?? cause) : cause;
  if (typeof fault !== 'object' || fault === null) return { message: cut(String(fault)) };
  const described: Record<string, string> = {};
  for (const name of ['name', 'code', 'message'] as const) {
    const value = (fault as Record<string, unknown>)[name];
    if (typeof value === 'string') described[name] = cut(value);
  }
  if (fault instanceof Error && !(fault instanceof GraphQLError)) described.stack = readFrames(fault);
  return described;
}

/** The stack without the message that it begins with, which may be as long as a client makes it. */
function readFrames({ stack = '' }: Error): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.slice(-Error.stackTraceLimit).map(cut).join('\n');
}

function cut(text: string): string {
  return text.length <= MAX_MESSAGE_CHARACTERS ? text : `${text.slice(0, MAX_MESSAGE_CHARACTERS)}…`;
}
