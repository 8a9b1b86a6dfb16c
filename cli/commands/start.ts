import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { isErrno } from '../../subgraphs/errno.ts';
import { SUBGRAPHS } from '../../subgraphs/registry.ts';
import { serveSubgraph } from '../../subgraphs/serveSubgraph.ts';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { createAdminApp } from '../http/adminApp.ts';
import { prepareClose } from '../http/closeApp.ts';
import { createApp } from '../http/createApp.ts';
import { createMetrics } from '../http/metrics.ts';
import { readGatewayKey } from '../program/keys.ts';
import { createLog } from '../program/log.ts';
import { type OpenOptions, openSubgraphs, type SubgraphName } from '../program/openSubgraphs.ts';
import { openProgram } from '../program/program.ts';
import { UsageError } from '../usage.ts';

export interface StartedProgram {
  readonly url: string;
  readonly adminUrl: string;
  /** Answers what is under way, then lets everything go. */
  stop(): Promise<void>;
}

/** How long a replica that leaves goes on listening, unready. */
const DRAIN_MS = 500;

/** Runs the whole program: subgraphs, gateway and MCP, on two addresses. */
export async function startProgram(config: Config, options: OpenOptions): Promise<StartedProgram> {
  const program = await openProgram(config, options);
  try {
    const metrics = createMetrics();
    let url = '';
    const { app, drain } = await createApp(program, metrics, () => config.publicUrl ?? url);
    const admin = createAdminApp(program, metrics);
    const closeApp = prepareClose(app);
    const closeAdmin = prepareClose(admin);
    url = await listen(app, config.host, config.port);
    // Detail is for those on this machine, wherever clients come from.
    const adminUrl = await listen(admin, '127.0.0.1', config.adminPort);
    return {
      url,
      adminUrl,
      async stop() {
        drain();
        // Whoever balances load must see that this replica leaves before it stops listening.
        if (config.mode === 'production') await sleep(DRAIN_MS);
        try {
          await Promise.all([closeApp(), closeAdmin()]);
        } finally {
          await program.close();
        }
      },
    };
  } catch (error) {
    await program.close();
    throw error;
  }
}

/** @throws ConfigError when somebody else has the port, which is what goes wrong most often. */
async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
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

/** `genkan start [--subgraph <name>]`: runs until SIGTERM or SIGINT. */
export async function start(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { subgraph: { type: 'string' } } });
  const config = readConfig();
  const options = { now: () => new Date(), log: createLog(config.logLevel) };
  if (values.subgraph !== undefined) {
    const { url, stop } = await startSubgraph(config, values.subgraph, options);
    stopOnSignal(stop);
    process.stdout.write(`genkan subgraph ${values.subgraph} ready on ${url}\n`);
    return;
  }
  const { url, adminUrl, stop } = await startProgram(config, options);
  stopOnSignal(stop);
  process.stdout.write(`genkan ready on ${url} (admin ${adminUrl})\n`);
}

/** Runs one subgraph over HTTP, for a gateway that runs elsewhere. */
async function startSubgraph(config: Config, name: string, options: OpenOptions) {
  if (!isSubgraph(name)) throw new UsageError(`There is no subgraph ${name}.`);
  const gatewayKey =
    config.gatewayPublicKeyFile === undefined
      ? await readGatewayKey(config)
      : readFileSync(config.gatewayPublicKeyFile, 'utf8');
  const { subgraphs, close } = await openSubgraphs(config, [name], options);
  const subgraph = subgraphs.get(name);
  if (subgraph === undefined) throw new TypeError(`Subgraph ${name} did not open.`);
  const app = await serveSubgraph(subgraph, gatewayKey);
  const closeApp = prepareClose(app);
  const url = await listen(app, config.host, config.port);
  return {
    url,
    async stop() {
      try {
        await closeApp();
      } finally {
        await close();
      }
    },
  };
}

function isSubgraph(name: string): name is SubgraphName {
  return Object.hasOwn(SUBGRAPHS, name);
}

/** Longer than closing takes whatever clients do; a fault that holds on then is given up. */
const STOP_TIMEOUT_MS = 9_000;

function stopOnSignal(stop: () => Promise<void>): void {
  const end = () => {
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
