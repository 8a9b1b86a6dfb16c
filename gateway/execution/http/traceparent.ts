import { createHash, randomUUID } from 'node:crypto';
import type { Call } from '../dataSource.ts';

type Traced = Pick<Call, 'traceparent' | 'requestId'>;

/** W3C Trace Context, section 3.2.2; a later version may add fields behind these, which are not passed on. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/;

/** Sampled, so that a subgraph that asks its parent whether to trace goes on as if nobody stood before it. */
const NEW_TRACE_FLAGS = '01';

/**
 * The header for one request to a subgraph: the call's trace under a span id of its own. A call that came with no
 * trace, or a malformed one, begins one.
 */
export function createTraceparent(call: Traced): string {
  const { traceId, flags } = readTrace(call);
  return `00-${traceId}-${createSpanId()}-${flags}`;
}

/** What all requests of one call have in common, and what operators find it by. */
export function findTraceId(call: Traced): string {
  return readTrace(call).traceId;
}

function readTrace({ traceparent, requestId }: Traced): { traceId: string; flags: string } {
  const [, traceId, flags] = traceparent === undefined ? [] : (TRACEPARENT.exec(traceparent) ?? []);
  if (traceId !== undefined && flags !== undefined) return { traceId, flags };
  return { traceId: beginTrace(requestId), flags: NEW_TRACE_FLAGS };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Made of the request's id, so that all requests of a call agree though none of them comes first. */
function beginTrace(requestId: string): string {
  if (UUID.test(requestId)) return requestId.replaceAll('-', '');
  return createHash('sha256').update(requestId).digest('hex').slice(0, 32);
}

/** Sixteen hexadecimal digits from the random parts of a UUID. */
function createSpanId(): string {
  const uuid = randomUUID();
  return uuid.slice(24) + uuid.slice(0, 4);
}
