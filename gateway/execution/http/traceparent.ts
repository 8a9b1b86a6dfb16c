import { randomUUID } from 'node:crypto';

/** W3C Trace Context, section 3.2.2; a later version may add fields behind these, which are not passed on. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/;

/** Sampled, so that a subgraph that asks its parent whether to trace goes on as if nobody stood before it. */
const NEW_TRACE_FLAGS = '01';

/**
 * The header for one request to a subgraph: the same trace under a span id of its own.
 * @param incoming as the call came with it; a new trace begins where it has none, or a malformed one.
 */
export function continueTrace(incoming: string | undefined): string {
  const [, traceId, flags] = incoming === undefined ? [] : (TRACEPARENT.exec(incoming) ?? []);
  return `00-${traceId ?? createTraceId()}-${createSpanId()}-${flags ?? NEW_TRACE_FLAGS}`;
}

function createTraceId(): string {
  return randomUUID().replaceAll('-', '');
}

/** Sixteen hexadecimal digits from the random parts of a UUID. */
function createSpanId(): string {
  const uuid = randomUUID();
  return uuid.slice(24) + uuid.slice(0, 4);
}
