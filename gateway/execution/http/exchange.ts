import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { SubgraphFailure } from './subgraphFailure.ts';

/** An HTTP answer, its body as it came. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface ExchangeOptions {
  readonly signal: AbortSignal;
  /** A longer body is cut off, and its connection with it. */
  readonly maxBytes: number;
  /** Told once, when the connection is done with the request: where it was aborted early, after `answer` rejects. */
  readonly onFinished: () => void;
}

/**
 * One request and its answer, as a handler for undici's `dispatch`, which is the cheapest of its ways. An abort
 * rejects `answer` and closes the connection at once, also while the body is being read.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  /** Rejects with the signal's reason, a SubgraphFailure ANSWER_TOO_LARGE, or what the connection failed with. */
  readonly answer: Promise<HttpAnswer>;
  /** Whether anything of an answer has come. */
  hasBegun = false;

  readonly #options: ExchangeOptions;
  readonly #resolve: (answer: HttpAnswer) => void;
  readonly #reject: (error: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #controller: Dispatcher.DispatchController | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    this.answer = promise;
    this.#resolve = resolve;
    this.#reject = reject;
    options.signal.addEventListener('abort', this.#abort, { once: true });
  }

  readonly #abort = () => {
    const { reason } = this.#options.signal;
    // A request that still waits for its connection cannot be taken back; it ends when it would be sent.
    this.#reject(reason);
    this.#controller?.abort(reason);
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#options.signal.aborted) controller.abort(this.#options.signal.reason);
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.hasBegun = true;
    this.#status = status;
    this.#headers = headers;
    if (Number(headers['content-length']) > this.#options.maxBytes) this.#cutOff(controller);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.byteLength;
    if (this.#bytes > this.#options.maxBytes) this.#cutOff(controller);
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish();
    const [only] = this.#chunks;
    const body = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: unknown, error: unknown): void {
    this.#finish();
    this.#reject(error);
  }

  #cutOff(controller: Dispatcher.DispatchController): void {
    const { maxBytes } = this.#options;
    controller.abort(new SubgraphFailure('ANSWER_TOO_LARGE', `The answer has more than ${maxBytes} bytes.`));
  }

  #finish(): void {
    this.#options.signal.removeEventListener('abort', this.#abort);
    this.#options.onFinished();
  }
}
