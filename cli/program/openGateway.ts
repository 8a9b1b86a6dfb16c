import type { Logger } from 'pino';
import type { CallerRules } from '../../gateway/authentication/caller.ts';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  type DevelopmentIssuer,
} from '../../gateway/authentication/developmentIssuer.ts';
import {
  createTokenVerifier,
  discoverKeys,
  type VerifyCaller,
} from '../../gateway/authentication/verifyToken.ts';
import type { DataSource } from '../../gateway/execution/dataSource.ts';
import { createHttpSource } from '../../gateway/execution/httpSource.ts';
import { createInProcessSource } from '../../gateway/execution/inProcessSource.ts';
import { createCallSigner } from '../../gateway/execution/signCall.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import type { Planner } from '../../gateway/planning/planner.ts';
import type { RegisteredOperation } from '../../gateway/planning/registerOperations.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { compileTools, type Tool } from '../../mcp/compile/compileTools.ts';
import type { Subgraph } from '../../subgraphs/subgraph.ts';
import { type Config, ConfigError } from '../config.ts';
import { readGatewayKey } from './keys.ts';
import { logFetchFailure } from './logFetchFailure.ts';
import { loadCallerRules, loadManifests, loadOperations } from './operationFiles.ts';
import { readSupergraph } from './supergraphFile.ts';

/** One source may take this long, and a whole call that long: an answer comes well under three seconds. */
const FETCH_TIMEOUT_MS = 2_000;
const DEADLINE_MS = 2_500;

/** What follows from files alone, whatever database and subgraphs there are. */
export interface CompiledGraph {
  readonly supergraph: Supergraph;
  readonly callerRules: CallerRules;
  readonly operations: readonly RegisteredOperation[];
  readonly safelisted: readonly RegisteredOperation[];
  /** By name. */
  readonly tools: ReadonlyMap<string, Tool>;
}

export async function compileGraph(config: Config): Promise<CompiledGraph> {
  const supergraph = loadSupergraph(await readSupergraph());
  const operations = loadOperations(supergraph);
  return {
    supergraph,
    callerRules: loadCallerRules(),
    operations,
    tools: compileTools({ schema: supergraph.apiSchema, operations }),
    safelisted: loadManifests(supergraph, config.manifestFiles),
  };
}

/** Joins a compiled graph with subgraphs here and elsewhere. */
export async function openGateway(
  config: Config,
  { supergraph, callerRules, operations, safelisted }: CompiledGraph,
  planner: Planner,
  subgraphs: ReadonlyMap<string, Subgraph>,
  log: Logger,
): Promise<Gateway> {
  const graph = {
    supergraph,
    callerRules,
    planner,
    sources: await createSources(config, supergraph, subgraphs),
    fetchTimeoutMs: FETCH_TIMEOUT_MS,
    deadlineMs: DEADLINE_MS,
    onFetchFailed: (subgraph: string, code: string, cause: unknown) =>
      logFetchFailure(log, subgraph, code, cause),
  };
  return createGateway(graph, operations, safelisted);
}

async function createSources(
  config: Config,
  supergraph: Supergraph,
  subgraphs: ReadonlyMap<string, Subgraph>,
): Promise<ReadonlyMap<string, DataSource>> {
  const sources = new Map<string, DataSource>();
  for (const subgraph of subgraphs.values()) sources.set(subgraph.name, createInProcessSource(subgraph));
  if (config.subgraphUrls.size === 0) return sources;
  const known = new Set(supergraph.subgraphs.map(({ name }) => name));
  const sign = await createCallSigner(await readGatewayKey(config));
  for (const [name, url] of config.subgraphUrls) {
    if (!known.has(name)) throw new ConfigError(`GENKAN_SUBGRAPH_URLS names ${name}, which is no subgraph.`);
    sources.set(name, createHttpSource({ url, sign: (assertion) => sign(name, assertion) }));
  }
  return sources;
}

/** Tokens of the OIDC issuer in production, of the development issuer in development; never both. */
export function createVerifier(
  config: Config,
  rules: CallerRules,
  development: DevelopmentIssuer | undefined,
  now: () => Date,
): VerifyCaller {
  if (config.oidc !== undefined) {
    return createTokenVerifier({
      ...config.oidc,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      keys: discoverKeys(config.oidc.issuer),
      rules,
      now,
    });
  }
  if (development === undefined) throw new TypeError('There is no issuer to verify tokens of.');
  return createTokenVerifier({
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    algorithms: ['EdDSA'],
    keys: development.keys,
    rules,
    now,
  });
}
