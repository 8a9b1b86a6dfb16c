import { existsSync, readFileSync } from 'node:fs';
import type { DataSource } from '../../gateway/execution/dataSource.ts';
import { createInProcessSource } from '../../gateway/execution/inProcessSource.ts';
import { createCallSigner, type SignCall } from '../../gateway/execution/signCall.ts';
import type { Generation } from '../../gateway/generations.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { compileTools, type Tool } from '../../mcp/compile/compileTools.ts';
import type { Subgraph } from '../../subgraphs/subgraph.ts';
import { type Config, ConfigError } from '../config.ts';
import { readPolicies } from './graphFiles.ts';
import { type GraphMeans, type GraphParts, joinGraph } from './joinGraph.ts';
import { openGatewayKey } from './keys.ts';
import { openRules } from './openPolicies.ts';
import { loadCallerRules, loadManifests, loadOperations, loadPolicyFiles } from './operationFiles.ts';
import { readSupergraph } from './supergraphFile.ts';

/** What follows from files alone, whatever database and subgraphs there are. */
export interface CompiledGraph extends Omit<GraphParts, 'policies' | 'candidate'> {
  /** Whose rules are evaluated beside the enforced ones. */
  readonly candidate: Supergraph | undefined;
  /** By name. */
  readonly tools: ReadonlyMap<string, Tool>;
}

export async function compileGraph(config: Config): Promise<CompiledGraph> {
  const supergraph = loadSupergraph(await readSupergraph());
  const operations = loadOperations(supergraph);
  return {
    supergraph,
    callerRules: loadCallerRules(),
    candidate: loadCandidate(config),
    authorizationMode: config.authorizationMode,
    operations,
    tools: compileTools({ schema: supergraph.apiSchema, operations }),
    safelisted: loadManifests(supergraph, config.manifestFiles),
  };
}

function loadCandidate({ candidateFile }: Config): Supergraph | undefined {
  if (candidateFile === undefined) return undefined;
  if (!existsSync(candidateFile)) {
    throw new ConfigError(`GENKAN_CANDIDATE_SUPERGRAPH names ${candidateFile}, which does not exist.`);
  }
  return loadSupergraph(readFileSync(candidateFile, 'utf8'));
}

/** Joins a compiled graph with subgraphs here and elsewhere; see {@link joinGraph}. */
export async function openGateway(
  config: Config,
  compiled: CompiledGraph,
  subgraphs: ReadonlyMap<string, Subgraph>,
  { now, ...means }: Omit<GraphMeans, 'sources'> & { readonly now: () => Date },
): Promise<Generation> {
  const sign = await openGatewayKey(config, (key) => createCallSigner(key, now));
  const { supergraph } = compiled;
  const files = {
    policies: await loadPolicyFiles(),
    candidatePolicies:
      config.candidatePolicies === undefined ? undefined : await readPolicies(config.candidatePolicies),
  };
  const rules = openRules(compiled, files, means.log);
  const sources = await createSources(config, supergraph, subgraphs, sign);
  return joinGraph({ ...compiled, ...rules }, { ...means, sources });
}

async function createSources(
  config: Config,
  supergraph: Supergraph,
  subgraphs: ReadonlyMap<string, Subgraph>,
  sign: (subgraph: string) => SignCall,
): Promise<ReadonlyMap<string, DataSource>> {
  const sources = new Map<string, DataSource>();
  for (const [name, subgraph] of subgraphs) sources.set(name, createInProcessSource(subgraph, sign(name)));
  if (config.subgraphUrls.size === 0) return sources;
  const known = new Set(supergraph.subgraphs.map(({ name }) => name));
  // It takes a while to load, and most programs have no use for it.
  const { createHttpSource } = await import('../../gateway/execution/httpSource.ts');
  for (const [name, url] of config.subgraphUrls) {
    if (!known.has(name)) throw new ConfigError(`GENKAN_SUBGRAPH_URLS names ${name}, which is no subgraph.`);
    sources.set(name, createHttpSource({ url, sign: sign(name) }));
  }
  return sources;
}
