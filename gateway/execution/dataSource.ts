import type { Caller } from '../authentication/caller.ts';
import type { Stated } from '../authorization/statements.ts';

/** What every fetch of one call shares. */
export interface Call {
  readonly caller: Caller;
  /** Undefined for an ad-hoc query. */
  readonly operationId: string | undefined;
  readonly requestId: string;
  /** What its arguments state, such as a reason. */
  readonly stated: Stated;
  /** The trace that the call is part of (W3C Trace Context). */
  readonly traceparent?: string;
  /** Aborts when the client is gone or the deadline has passed. */
  readonly signal: AbortSignal;
}

export interface SubgraphFetch {
  readonly document: string;
  readonly kind: 'query' | 'mutation';
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborts when this fetch has had its time, and a query's also when its call ends. */
  readonly signal: AbortSignal;
}

/** A subgraph's answer as it came: nothing in it is trusted yet. */
export interface SubgraphAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
  /** `subjects`: whose data it is, as a list of texts; `subjectCount`: how many they are where not all are listed. */
  readonly extensions?: unknown;
}

/** One subgraph, wherever it runs. */
export interface DataSource {
  /**
   * @returns an answer that is the caller's own from then on: it changes what it gets.
   * @throws whatever went wrong on the way; the caller masks it.
   */
  fetch(request: SubgraphFetch, call: Call): Promise<SubgraphAnswer>;
  /** Lets go of connections when what is under way has finished; no fetch may follow. */
  close?(): Promise<void>;
}

export type DataSources = ReadonlyMap<string, DataSource>;

/** How the gateway describes a caller to subgraphs: `{ context, subject?, claims?, scopes? }`, the scopes sorted. */
export function vouchFor(caller: Caller): Record<string, unknown> {
  if (caller.kind === 'anonymous') return { context: 'anonymous' };
  const { context, subject, claims, scopes } = caller;
  return { context, subject, claims, scopes: [...scopes].sort() };
}
