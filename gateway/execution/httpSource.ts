import { type DataSource, type SubgraphAnswer, vouchFor } from './dataSource.ts';

export interface HttpSourceOptions {
  readonly url: string;
  /**
   * Signs for whom and for which operation a fetch is made; the token is for this subgraph alone. Left out for a
   * subgraph that knows nothing of this gateway: it is told nothing then.
   */
  readonly sign?: (assertion: CallAssertion) => Promise<string>;
  /** A longer answer is refused. */
  readonly maxBytes?: number;
}

/** What a subgraph is told of a call, under the gateway's signature. */
export interface CallAssertion {
  readonly caller: Record<string, unknown>;
  readonly operationId?: string;
  readonly requestId: string;
}

const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/** Calls a subgraph over HTTP with the GraphQL-over-HTTP media types. */
export function createHttpSource(options: HttpSourceOptions): DataSource {
  const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
  return {
    async fetch({ document, variables }, { caller, operationId, requestId, signal }) {
      const token = await options.sign?.({
        caller: vouchFor(caller),
        ...(operationId !== undefined && { operationId }),
        requestId,
      });
      const response = await fetch(options.url, {
        method: 'POST',
        headers: {
          accept: 'application/graphql-response+json, application/json;q=0.9',
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: document, variables }),
        // A subgraph that moved is a matter of configuration; a redirect could lead anywhere.
        redirect: 'error',
        signal,
      });
      if (!response.ok) throw new Error(`The subgraph answers ${response.status}.`);
      const answer: unknown = JSON.parse(await readText(response, maxBytes));
      if (typeof answer !== 'object' || answer === null) throw new Error('The subgraph answers no object.');
      return answer satisfies SubgraphAnswer;
    },
  };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new Error(`The subgraph answers more than ${maxBytes} bytes.`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
