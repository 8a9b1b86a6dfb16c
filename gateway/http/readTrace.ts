import type { IncomingHttpHeaders } from 'node:http';

/** The trace that a request says it is part of (W3C Trace Context, section 3.2); whether it is one is not looked at. */
export function readTrace({ headers }: { headers: IncomingHttpHeaders }): { traceparent?: string } {
  const { traceparent } = headers;
  return typeof traceparent === 'string' ? { traceparent } : {};
}
