import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface HttpRequest {
  readonly method?: string;
  /** Sent as they are, Host too, which fetch would not allow. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One HTTP request as it is written here, without what a browser or a client would add or refuse. */
export async function sendHttp(
  url: string,
  { method = 'POST', headers = {}, body }: HttpRequest = {},
): Promise<HttpAnswer> {
  const outgoing = request(url, { method, headers, agent: false });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  return { status: incoming.statusCode, headers: incoming.headers, text: await text(incoming) };
}

/** POSTs a value as JSON. */
export function sendJson(
  url: string,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  return sendHttp(url, {
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify(value),
  });
}
