/** An end that comes with a time or with another signal, whichever is first. */
export interface Deadline {
  /** Its reason is a `TimeoutError` when time ran out, else the other signal's. */
  readonly signal: AbortSignal;
  /** To be called when what it limits is done. */
  end(): void;
}

/** @param outer undefined where nothing but time may end it. */
export function startDeadline(timeoutMs: number, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException('Too late.', 'TimeoutError')), timeoutMs);
  const follow = () => controller.abort(outer?.reason);
  if (outer?.aborted) follow();
  else outer?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', follow);
    },
  };
}

export function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

/** Waits for a promise, but no longer than until the signal aborts. */
export function waitUntil<Value>(signal: AbortSignal, awaited: Promise<Value>): Promise<Value> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  awaited.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  return promise;
}
