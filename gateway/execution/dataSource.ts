import type { Caller } from '../authentication/caller.ts';

/** What every fetch of one call shares. */
export interface Call {
  readonly caller: Caller;
  /** Undefined for an ad-hoc query. */
  readonly operationId: string | undefined;
  readonly requestId: string;
  /** The header of that name that the call came with (W3C Trace Context, section 3.2). */
  readonly traceparent?: string;
  /** Aborts when the client is gone or the deadline has passed. */
  readonly signal: AbortSignal;
}

export interface SubgraphFetch {
  readonly document: string;
  readonly kind: 'query' | 'mutation';
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A subgraph's answer as it came: nothing in it is trusted yet. */
export interface SubgraphAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** One subgraph, wherever it runs. */
export interface DataSource {
  /** @throws whatever went wrong on the way; the caller masks it. */
  fetch(request: SubgraphFetch, call: Call): Promise<SubgraphAnswer>;
  /** Lets go of connections when what is under way has finished; no fetch may follow. */
  close?(): Promise<void>;
}

export type DataSources = ReadonlyMap<string, DataSource>;

/** How the gateway describes a caller to subgraphs: `{ context, subject?, claims? }`. */
export function vouchFor(caller: Caller): Record<string, unknown> {
  return caller.kind === 'anonymous'
    ? { context: 'anonymous' }
    : { context: caller.context, subject: caller.subject, claims: caller.claims };
}
