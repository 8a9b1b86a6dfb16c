import { parseArgs } from 'node:util';
import { SUBGRAPHS } from '../../subgraphs/registry.ts';
import { serveSubgraph } from '../../subgraphs/serveSubgraph.ts';
import { type Config, readConfig } from '../config.ts';
import { createAdminApp } from '../http/adminApp.ts';
import { prepareClose } from '../http/closeApp.ts';
import { createMetrics } from '../http/metrics.ts';
import { createProgramApp } from '../http/programApp.ts';
import { listen, serveApps } from '../http/serveApps.ts';
import { createLog } from '../program/log.ts';
import { type OpenOptions, openSubgraphs, type SubgraphName } from '../program/openSubgraphs.ts';
import { openProgram, type Program } from '../program/program.ts';
import { stopOnSignal } from '../program/stopOnSignal.ts';
import { warmPlans, warmTools } from '../program/warmUp.ts';
import { UsageError } from '../usage.ts';

export interface StartedProgram {
  readonly url: string;
  readonly adminUrl: string;
  /** Plans what is called most before it is called. */
  warm(): Promise<void>;
  /** Answers what is under way, then lets everything go. */
  stop(): Promise<void>;
}

/** Runs the whole program: subgraphs, gateway and MCP, on two addresses. */
export async function startProgram(config: Config, options: OpenOptions): Promise<StartedProgram> {
  const metrics = createMetrics();
  const program = await openProgram(config, { ...options, countDifference: metrics.countDifference });
  try {
    let url = '';
    const app = await createProgramApp(program, metrics, () => config.publicUrl ?? url);
    const served = await serveApps(
      config,
      app,
      createAdminApp(config, () => describeStatus(program), metrics),
    );
    url = served.url;
    return {
      url,
      adminUrl: served.adminUrl,
      async warm() {
        await warmTools(program.tools.tools);
        await warmPlans(program.gateway, options.log);
      },
      async stop() {
        try {
          await served.stop();
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

function describeStatus({ config, gateway }: Program) {
  return {
    mode: config.mode,
    database: config.databaseUrl === undefined ? 'embedded' : 'server',
    operations: gateway.operations.map(({ id, name, kind }) => ({ id, name, kind })),
    remoteSubgraphs: [...config.subgraphUrls.keys()],
  };
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
  const { url, adminUrl, warm, stop } = await startProgram(config, options);
  stopOnSignal(stop);
  process.stdout.write(`genkan ready on ${url} (admin ${adminUrl})\n`);
  await warm();
}

/** Runs one subgraph over HTTP, for a gateway that runs elsewhere. */
async function startSubgraph(config: Config, name: string, options: OpenOptions) {
  if (!isSubgraph(name)) throw new UsageError(`There is no subgraph ${name}.`);
  const { subgraphs, close } = await openSubgraphs(config, [name], options);
  const subgraph = subgraphs.get(name);
  if (subgraph === undefined) throw new TypeError(`Subgraph ${name} did not open.`);
  const app = serveSubgraph(subgraph, (error) => options.log.error({ err: error }, 'a request failed'));
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
