import type { ServerResponse } from 'node:http';

/** Aborts when the client closes the connection before it has its answer. */
export function abortWhenClosed(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  // While its caller was being verified, say.
  if (response.destroyed) controller.abort();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
