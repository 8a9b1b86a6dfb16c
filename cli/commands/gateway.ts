import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { discoverKeys } from '../../gateway/authentication/discoverKeys.ts';
import { serveGraphQL } from '../../gateway/http/graphqlEndpoint.ts';
import { createLandingPage } from '../../gateway/http/landingPage.ts';
import { createLazyAudit } from '../audit/lazyAudit.ts';
import { type Config, ConfigError, readGatewayConfig } from '../config.ts';
import { createAdminApp } from '../http/adminApp.ts';
import { challengeRefused } from '../http/authenticate.ts';
import { type AppOptions, createApp, type PublicApp } from '../http/createApp.ts';
import { createMetrics } from '../http/metrics.ts';
import { serveResourceMetadata } from '../http/resourceMetadata.ts';
import { type ServedApps, serveApps } from '../http/serveApps.ts';
import type { GraphPaths } from '../program/graphFiles.ts';
import { createLog } from '../program/log.ts';
import { openReloadable, type ReloadableGraph } from '../program/reloadableGraph.ts';
import { stopOnSignal } from '../program/stopOnSignal.ts';
import { warmPlans } from '../program/warmUp.ts';
import { UsageError } from '../usage.ts';

export interface GatewaySettings {
  readonly config: Config;
  readonly paths: GraphPaths;
  /** Whether changed files are looked for; a reload can be asked for in any case. */
  readonly watch: boolean;
}

export interface StartedGateway extends ServedApps {
  /** Plans what is called most before it is called; what a reload brings is planned by itself. */
  warm(): Promise<void>;
  /** Reads the files again. */
  reload(): Promise<void>;
}

const USAGE =
  'genkan gateway --supergraph <file> [--port …] [--url name=http://…]… [--watch] [--operations <folder>] [--callers <file>] [--policies <folder>] [--candidate <supergraph>] [--candidate-policies <folder>]';

/** `genkan gateway`: serves a supergraph that somebody else composed until SIGTERM or SIGINT; SIGHUP reloads. */
export async function gateway(args: string[]): Promise<void> {
  const settings = parseSettings(args);
  const log = createLog(settings.config.logLevel);
  const { url, adminUrl, warm, reload, stop } = await startGateway(settings, { log, now: () => new Date() });
  stopOnSignal(stop);
  process.on('SIGHUP', () => void reload());
  process.stdout.write(`genkan ready on ${url} (admin ${adminUrl})\n`);
  await warm();
}

function parseSettings(args: string[]): GatewaySettings {
  const { values } = parseArgs({
    args,
    options: {
      supergraph: { type: 'string' },
      port: { type: 'string' },
      url: { type: 'string', multiple: true },
      watch: { type: 'boolean' },
      operations: { type: 'string' },
      callers: { type: 'string' },
      policies: { type: 'string' },
      candidate: { type: 'string' },
      'candidate-policies': { type: 'string' },
    },
  });
  if (values.supergraph === undefined) throw new UsageError(USAGE);
  const config = readGatewayConfig({
    port: values.port,
    urls: values.url ?? [],
    candidate: values.candidate,
    candidatePolicies: values['candidate-policies'],
  });
  return {
    config,
    paths: {
      supergraph: values.supergraph,
      operations: values.operations,
      callers: values.callers,
      policies: values.policies,
      candidate: config.candidateFile,
      candidatePolicies: config.candidatePolicies,
      manifests: config.manifestFiles,
    },
    watch: values.watch ?? false,
  };
}

/** @throws ConfigError where a setting that these need is missing, GraphFileError where a file is invalid. */
export async function startGateway(
  { config, paths, watch }: GatewaySettings,
  { log, now }: { log: Logger; now: () => Date },
): Promise<StartedGateway> {
  checkSettings(config, paths);
  const metrics = createMetrics();
  const issuerKeys = config.oidc === undefined ? undefined : discoverKeys(config.oidc.issuer);
  const audit = createLazyAudit(config, { log, now });
  const options = {
    config,
    paths,
    issuerKeys,
    log,
    now,
    openAudit: audit.open,
    countDifference: metrics.countDifference,
  };
  let graph: ReloadableGraph;
  try {
    graph = await openReloadable(options, watch, metrics.countReload);
  } catch (error) {
    await audit.close();
    throw error;
  }
  const close = async () => {
    await graph.close();
    await audit.close();
  };
  try {
    let url = '';
    const app = await createGatewayApp(config, graph, {
      ...{ log, metrics, isAuditAvailable: audit.isAvailable },
      baseUrl: () => config.publicUrl ?? url,
    });
    const admin = createAdminApp(config, () => ({ mode: config.mode, ...graph.describe() }), metrics);
    const served = await serveApps(config, app, admin);
    url = served.url;
    return {
      ...served,
      warm: () => warmPlans(graph.generations.gateway, log),
      reload: graph.reload,
      async stop() {
        try {
          await served.stop();
        } finally {
          await close();
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function checkSettings(config: Config, { operations, callers, manifests }: GraphPaths): void {
  if (config.oidc !== undefined && callers === undefined) {
    throw new ConfigError('--callers is needed with OIDC_ISSUER: it says which claims and scopes count.');
  }
  if (config.mode === 'production' && operations === undefined && manifests.length === 0) {
    throw new ConfigError(
      'In production only registered operations are served: name them by --operations or GENKAN_MANIFESTS.',
    );
  }
}

async function createGatewayApp(
  config: Config,
  { generations }: ReloadableGraph,
  means: Omit<AppOptions, 'config' | 'verifyCaller'>,
): Promise<PublicApp> {
  const { gateway } = generations;
  const { log, baseUrl } = means;
  const { app, drain } = createApp({
    ...means,
    config,
    verifyCaller: (authorization) => generations.current.verifyCaller(authorization),
  });
  serveResourceMetadata(app, '/graphql', { config, gateway, baseUrl });
  const stopGraphQL = await serveGraphQL(app, {
    gateway,
    allowAdHoc: config.mode === 'development',
    describeChallenge: (refusal) => challengeRefused(refusal, baseUrl()),
    onReplaced: generations.onReplaced,
    ...(config.mode === 'development' && { landingPage: createLandingPage() }),
    onInternalError: (error) => log.error({ err: error }, 'a GraphQL request failed'),
  });
  app.addHook('onClose', stopGraphQL);
  return { app, drain };
}
