import { Pool } from 'undici';
import type { DataSource, SubgraphAnswer, SubgraphFetch } from './dataSource.ts';
import { isTimeout } from './deadline.ts';
import { type Admission, type BreakerState, CircuitBreaker, type Outcome } from './http/circuitBreaker.ts';
import { ACCEPTED_ENCODINGS } from './http/decompress.ts';
import { Exchange } from './http/exchange.ts';
import { parseAnswer } from './http/parseAnswer.ts';
import { compressBody, RequestBodies, type RequestBody } from './http/requestBody.ts';
import { RetryBudget } from './http/retryBudget.ts';
import { Slots } from './http/slots.ts';
import { SubgraphFailure } from './http/subgraphFailure.ts';
import { createTraceparent } from './http/traceparent.ts';
import type { SignCall } from './signCall.ts';

export interface HttpSourceOptions {
  /** http or https, without credentials. */
  readonly url: string;
  /** Signs for whom and for which operation a fetch is made; undefined for a subgraph that does not ask. */
  readonly sign?: SignCall | undefined;
  /** Sent with every request; none of those that this source makes itself. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A longer answer is cut off, counted before and after decompression. */
  readonly maxBytes?: number;
  /** How many requests are under way at once, each on a connection of its own. */
  readonly maxConcurrent?: number;
  /** How many more may wait for a connection; the next one fails at once. */
  readonly maxWaiting?: number;
  /** Request bodies from this length on are sent as gzip; undefined: none. */
  readonly compressFromBytes?: number;
  /** A request that ran out of time counts against the subgraph only if it had this long. */
  readonly patienceMs?: number;
  /** In milliseconds, never going back. */
  readonly now?: () => number;
}

export interface HttpSource extends DataSource {
  /** Of its circuit breaker. */
  state(): BreakerState;
  /** Lets requests under way finish. */
  close(): Promise<void>;
}

const DEFAULTS = {
  maxBytes: 16 * 1024 * 1024,
  maxConcurrent: 128,
  maxWaiting: 512,
  patienceMs: 1_000,
  now: () => performance.now(),
};
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * Calls a subgraph over HTTP/1.1 as GraphQL over HTTP has it, on a pool of kept-alive connections of its own.
 * Redirects are refused: a subgraph that moved is a matter of configuration, and a redirect could lead anywhere.
 * @throws TypeError for a URL or headers that cannot be meant.
 */
export function createHttpSource(options: HttpSourceOptions): HttpSource {
  const { sign, compressFromBytes } = options;
  const { maxBytes, maxConcurrent, maxWaiting, patienceMs, now } = { ...DEFAULTS, ...options };
  const { origin, path } = parseUrl(options.url);
  const fixedHeaders = listFixedHeaders(options);
  const pool = new Pool(origin, {
    connections: maxConcurrent,
    allowH2: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // Every call has a deadline of its own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const slots = new Slots({ slots: maxConcurrent, maxWaiting });
  const breaker = new CircuitBreaker(now);
  const budget = new RetryBudget();
  const bodies = new RequestBodies();
  const onFinished = () => slots.leave();

  const send = async (request: OutgoingRequest, isRetry: boolean): Promise<SubgraphAnswer> => {
    const { kind, headers, body, signal } = request;
    const turn = slots.enter(signal);
    if (turn !== undefined) await turn;
    const admission = admit(breaker, slots, signal);
    const sentAtMs = now();
    const exchange = new Exchange({ signal, maxBytes, onFinished });
    pool.dispatch({ method: 'POST', path, headers, body: body.bytes }, exchange);
    try {
      const answer = await parseAnswer(await exchange.answer, maxBytes);
      breaker.record(admission, 'success');
      return answer;
    } catch (error) {
      const isUnanswered = !exchange.hasBegun && isClosedConnection(error);
      if (isUnanswered && kind === 'query' && !isRetry && budget.spend()) {
        // Most likely a kept-alive connection that the subgraph closed just then, which is no fault of its.
        breaker.record(admission, 'neither');
        return send(request, true);
      }
      breaker.record(admission, judge(error, signal, now() - sentAtMs >= patienceMs));
      throw error;
    }
  };

  let closed: Promise<void> | undefined;
  return {
    async fetch({ document, kind, variables, signal }, call) {
      breaker.check();
      budget.countRequest();
      const plain = bodies.encode(document, variables);
      const isLong = compressFromBytes !== undefined && plain.bytes.byteLength >= compressFromBytes;
      const body = isLong ? await compressBody(plain) : plain;
      const headers = [...fixedHeaders, 'traceparent', createTraceparent(call)];
      if (body.encoding !== undefined) headers.push('content-encoding', body.encoding);
      if (sign !== undefined)
        headers.push('authorization', `Bearer ${sign(call, { kind, document, variables })}`);
      return send({ kind, headers, body, signal }, false);
    },
    state: () => breaker.state,
    close() {
      closed ??= pool.close();
      return closed;
    },
  };
}

interface OutgoingRequest {
  readonly kind: SubgraphFetch['kind'];
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: RequestBody;
  readonly signal: AbortSignal;
}

function parseUrl(text: string): { origin: string; path: string } {
  const { protocol, origin, pathname, search, username, password } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new TypeError(`A subgraph's URL must be http or https, got ${protocol}`);
  }
  if (username !== '' || password !== '') {
    throw new TypeError("A subgraph's URL must hold no credentials; send them as a header.");
  }
  return { origin, path: pathname + search };
}

/** What the source itself or the connection says. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'traceparent',
  'transfer-encoding',
]);

function listFixedHeaders({ headers = {}, sign }: HttpSourceOptions): readonly string[] {
  const own = Object.keys(headers).find((name) => {
    const lower = name.toLowerCase();
    return OWN_HEADERS.has(lower) || (sign !== undefined && lower === 'authorization');
  });
  if (own !== undefined) throw new TypeError(`The header ${own} of a subgraph cannot be set.`);
  return [
    ...['accept', 'application/graphql-response+json, application/json;q=0.9'],
    ...['accept-encoding', ACCEPTED_ENCODINGS],
    ...['content-type', 'application/json'],
    ...Object.entries(headers).flat(),
  ];
}

/** Asks again after the wait for a slot: the client may have left, or the circuit opened, in the meantime. */
function admit(breaker: CircuitBreaker, slots: Slots, signal: AbortSignal): Admission {
  try {
    signal.throwIfAborted();
    return breaker.admit();
  } catch (error) {
    slots.leave();
    throw error;
  }
}

const CLOSED_CONNECTION_CODES: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

function isClosedConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CLOSED_CONNECTION_CODES.has(error.code);
}

/** What a client can bring about by what it sends and asks for; others would have to do without the subgraph. */
const CLIENTS_FAILURES: ReadonlySet<unknown> = new Set(['REQUEST_REFUSED', 'ANSWER_TOO_LARGE']);

/** What a request without an answer says of the subgraph. */
function judge(error: unknown, signal: AbortSignal, hadTime: boolean): Outcome {
  if (error instanceof SubgraphFailure && CLIENTS_FAILURES.has(error.code)) return 'neither';
  if (!signal.aborted) return 'failure';
  // A client that left says nothing, and neither does a call whose time was almost over when this fetch began.
  return isTimeout(signal.reason) && hadTime ? 'failure' : 'neither';
}
