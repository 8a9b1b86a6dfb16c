import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { isErrno } from '../../subgraphs/errno.ts';
import { type Config, ConfigError } from '../config.ts';
import { prepareClose } from './closeApp.ts';
import type { PublicApp } from './createApp.ts';

export interface ServedApps {
  readonly url: string;
  readonly adminUrl: string;
  /** Answers what is under way, then listens no more. */
  stop(): Promise<void>;
}

/** How long a replica that leaves goes on listening, unready. */
const DRAIN_MS = 500;

/** Listens on the two addresses of a program: for clients, and for operators on this machine. */
export async function serveApps(
  config: Config,
  { app, drain }: PublicApp,
  admin: FastifyInstance,
): Promise<ServedApps> {
  const closeApp = prepareClose(app);
  const closeAdmin = prepareClose(admin);
  const url = await listen(app, config.host, config.port);
  // Detail is for those on this machine, wherever clients come from.
  const adminUrl = await listen(admin, '127.0.0.1', config.adminPort).catch(async (error: unknown) => {
    await closeApp();
    throw error;
  });
  return {
    url,
    adminUrl,
    async stop() {
      drain();
      // Whoever balances load must see that this replica leaves before it stops listening.
      if (config.mode === 'production') await sleep(DRAIN_MS);
      await Promise.all([closeApp(), closeAdmin()]);
    },
  };
}

/** @throws ConfigError when somebody else has the port, which is what goes wrong most often. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    if (!isErrno(error, 'EADDRINUSE')) throw error;
    throw new ConfigError(`${host}:${port} is in use. Choose another port with PORT or ADMIN_PORT.`, {
      cause: error,
    });
  }
  const address = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
