import { type ErrorCode, maskSubgraphCode, type ResponsePath } from '../errors.ts';
import type { VariablePick } from '../planning/fetches/fetchPlan.ts';
import type { SubgraphAnswer } from './dataSource.ts';
import { isTimeout, startDeadline, waitUntil } from './deadline.ts';
import { isFetchedObject } from './fetchedData.ts';
import type { Run } from './run.ts';

export interface FetchRequest {
  readonly subgraph: string;
  readonly document: string;
  readonly variables: readonly VariablePick[];
}

/** A subgraph's answer with its errors reduced to codes and places. */
export interface ParsedAnswer {
  /** Set when no answer came. */
  readonly failure: ErrorCode | undefined;
  /** As it came. */
  readonly data: unknown;
  readonly errors: readonly SubgraphError[];
}

export interface SubgraphError {
  readonly code: ErrorCode;
  /** As the subgraph says it: keys of the fetch, and indices. */
  readonly path: ResponsePath;
}

/** A subgraph that says more is not listened to. */
const MAX_ERRORS = 1_000;
/** Of one answer: an operator who has read these knows what is wrong, and a log must not grow by what clients ask. */
const MAX_REPORTED_ERRORS = 20;

/**
 * Sends one fetch and waits for its answer, as long as one fetch and the whole call may take.
 * @param ownVariables what is not the client's, such as representations.
 */
export async function sendFetch(
  run: Run,
  { subgraph, document, variables }: FetchRequest,
  kind: 'query' | 'mutation',
  ownVariables: Record<string, unknown>,
): Promise<ParsedAnswer> {
  const source = run.sources.get(subgraph);
  if (source === undefined) throw new TypeError(`No data source for subgraph ${subgraph}.`);
  for (const { name, from } of variables) {
    if (Object.hasOwn(run.variables, from)) ownVariables[name] = run.variables[from];
  }
  // A mutation that was sent goes on when its client leaves: nobody could say what it has done.
  const deadline = startDeadline(run.fetchTimeoutMs, kind === 'query' ? run.call.signal : undefined);
  const { signal } = deadline;
  try {
    signal.throwIfAborted();
    // Whether or not the source heeds the signal; and one that throws at once must not leave it to nobody.
    const fetch = async () => source.fetch({ document, kind, variables: ownVariables, signal }, run.call);
    return parseAnswer(subgraph, await waitUntil(signal, fetch()), run);
  } catch (cause) {
    const code = signal.aborted ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE';
    // A client that left is no fault of the subgraph's.
    if (!signal.aborted || isTimeout(signal.reason)) run.onFetchFailed(subgraph, code, cause, run.call);
    return { failure: code, data: undefined, errors: [] };
  } finally {
    deadline.end();
  }
}

function parseAnswer(subgraph: string, answer: SubgraphAnswer, run: Run): ParsedAnswer {
  run.subjects.add(answer.extensions);
  const errors = Array.isArray(answer.errors) ? (answer.errors.slice(0, MAX_ERRORS) as unknown[]) : [];
  return {
    failure: undefined,
    data: answer.data,
    errors: errors.map((error, index) => {
      const code = maskSubgraphCode(readCode(error));
      if (index < MAX_REPORTED_ERRORS) run.onFetchFailed(subgraph, code, error, run.call);
      return { code, path: readPath(error) };
    }),
  };
}

function readCode(error: unknown): unknown {
  if (!isFetchedObject(error) || !isFetchedObject(error.extensions)) return undefined;
  return error.extensions.code;
}

function readPath(error: unknown): ResponsePath {
  const path = isFetchedObject(error) ? error.path : undefined;
  return Array.isArray(path)
    ? path.filter((part) => typeof part === 'string' || typeof part === 'number')
    : [];
}
