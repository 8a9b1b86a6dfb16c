import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

export interface PendingRequest {
  /**
   * Sends the rest of the body, and behind it, on the same connection, a GET.
   * @returns both answers.
   */
  finish(path: string): Promise<{ status: number; text: string }[]>;
}

/** POSTs JSON of which the server has the headers, as it has confirmed, and not yet the body. */
export async function openPendingRequest(url: string, path: string, body: string): Promise<PendingRequest> {
  const { host, hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nExpect: 100-continue\r\n\r\n`,
  );
  const [continued] = await once(socket, 'data');
  if (!String(continued).startsWith('HTTP/1.1 100 ')) throw new Error(`The server says ${continued}`);
  return {
    async finish(next) {
      socket.write(`${body}GET ${next} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      const answers = await text(socket);
      return answers
        .split(/(?=HTTP\/1\.1 \d)/)
        .map((answer) => ({ status: Number(answer.slice(9, 12)), text: answer }));
    },
  };
}

/** Waits until nobody listens there any more. */
export async function waitUntilRefused(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  for (;;) {
    const socket = connect(Number(port), hostname);
    const refused = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    });
    socket.destroy();
    if (refused) return;
  }
}
