import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a program and its server, and can be in the way. */
export interface DatabaseProxy {
  readonly url: string;
  /** Breaks all connections and refuses new ones, as a server that was stopped. */
  stop(): void;
  /** Lets nothing through, in either direction, as a server that does not answer. */
  hold(): void;
  /** Lets everything through again, what was held first. */
  resume(): void;
  close(): Promise<void>;
}

export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let state: 'open' | 'held' | 'stopped' = 'open';
  const server = createServer((client) => {
    if (state === 'stopped') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      // Each side learns of the other's end by its own.
      from.on('error', () => {});
      from.on('data', (data) => to.write(data));
      if (state === 'held') from.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    stop() {
      state = 'stopped';
      for (const socket of open) socket.destroy();
    },
    hold() {
      state = 'held';
      for (const socket of open) socket.pause();
    },
    resume() {
      state = 'open';
      for (const socket of open) socket.resume();
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
