import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Longer than any call may take; whatever is under way then is given up. */
const FINISH_MS = 5_000;

/**
 * Makes an app closable whatever its clients do. Closing lets the requests under way finish within
 * {@link FINISH_MS}; a connection without one, be it silent or still sending its first headers, ends at once:
 * Node.js counts those as busy and would wait for them.
 * @param app must not listen yet.
 * @returns what closes it.
 */
export function prepareClose(app: FastifyInstance): () => Promise<void> {
  const connections = trackRequests(app.server);
  return async () => {
    const closed = app.close();
    connections.endWhenUnused();
    const givingUp = setTimeout(() => app.server.closeAllConnections(), FINISH_MS);
    try {
      await closed;
    } finally {
      clearTimeout(givingUp);
    }
  };
}

/** Counts the requests under way on each connection. */
function trackRequests(server: Server): { endWhenUnused(): void } {
  const underWay = new Map<Socket, number>();
  let ending = false;
  const count = (socket: Socket, change: 1 | -1) => {
    const before = underWay.get(socket);
    if (before === undefined) return;
    underWay.set(socket, before + change);
    // What was written last still goes out.
    if (ending && before + change === 0) socket.destroySoon();
  };
  server.on('connection', (socket: Socket) => {
    underWay.set(socket, 0);
    socket.once('close', () => underWay.delete(socket));
    if (ending) socket.destroy();
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    count(socket, 1);
    response.once('close', () => count(socket, -1));
  });
  return {
    endWhenUnused() {
      ending = true;
      for (const [socket, requests] of underWay) if (requests === 0) socket.destroy();
    },
  };
}
