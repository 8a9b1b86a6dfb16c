import type { JWTVerifyGetKey } from 'jose';
import type { Logger } from 'pino';
import type { AuditTrail } from '../../gateway/audit/access.ts';
import { ANONYMOUS, type CallerRules } from '../../gateway/authentication/caller.ts';
import { NOBODY, parseCallerRules } from '../../gateway/authentication/parseCallerRules.ts';
import type { VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import { PolicyFileError } from '../../gateway/authorization/policies/policyFiles.ts';
import { createHttpSource, type HttpSource } from '../../gateway/execution/httpSource.ts';
import { createCallSigner, type SignCall } from '../../gateway/execution/signCall.ts';
import type { Generation } from '../../gateway/generations.ts';
import { openPlannerThread } from '../../gateway/planning/planner/plannerThread.ts';
import {
  parseManifest,
  type RegisteredOperation,
  stepThroughFiles,
  stepThroughManifest,
} from '../../gateway/planning/registerOperations.ts';
import { runInTurns } from '../../gateway/planning/steps.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';
import type { Config } from '../config.ts';
import type { DifferenceKind } from './candidateDifferences.ts';
import { createOidcVerifier } from './createVerifier.ts';
import { GraphFileError, type GraphFiles, type GraphPaths } from './graphFiles.ts';
import { type GraphMeans, type GraphParts, joinGraph } from './joinGraph.ts';
import { useKeyFile } from './keys.ts';
import { openRules } from './openPolicies.ts';

/** One generation of a gateway whose subgraphs are all elsewhere. */
export interface GraphGeneration extends Generation {
  /** What {@link GraphFiles} it was made of. */
  readonly digest: string;
  readonly supergraphHash: string;
  readonly openedAt: Date;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  readonly verifyCaller: VerifyCaller;
  /** Where each subgraph is, and the state of the circuit breaker before it. */
  describeSubgraphs(): readonly object[];
}

/** What all generations share. */
export interface GenerationOptions {
  readonly config: Config;
  readonly paths: GraphPaths;
  /** The keys of the issuer that the configuration names, where it names one. */
  readonly issuerKeys: JWTVerifyGetKey | undefined;
  readonly log: Logger;
  readonly now: () => Date;
  /** Opens the audit that all generations share; asked for by those with classified fields alone. */
  readonly openAudit: () => Promise<AuditTrail>;
  /** Counts calls that candidate rules would decide otherwise. */
  readonly countDifference?: (kind: DifferenceKind) => void;
}

/**
 * Compiles a graph's files. No subgraph is asked for anything yet.
 * @throws GraphFileError naming the file that is invalid.
 */
export async function openGeneration(
  files: GraphFiles,
  options: GenerationOptions,
): Promise<GraphGeneration> {
  // The planner loads the supergraph in a thread of its own while this one compiles.
  const [planned, compiled] = await Promise.allSettled([
    openPlannerThread(files.supergraph),
    compileFiles(files, options),
  ]);
  try {
    if (compiled.status === 'rejected') throw compiled.reason;
    if (planned.status === 'rejected') throw describeFault(options.paths.supergraph, planned.reason);
    const { supergraph } = compiled.value;
    const audit = supergraph.classification.isUsed ? await options.openAudit() : undefined;
    const means = { planner: planned.value, audit };
    return await explain(options.paths.supergraph, () =>
      joinGeneration(files, compiled.value, means, options),
    );
  } catch (error) {
    if (planned.status === 'fulfilled') await planned.value.close();
    throw error;
  }
}

/** What follows from the files alone. */
interface CompiledFiles extends GraphParts {
  readonly subgraphs: GraphGeneration['subgraphs'];
  readonly sources: ReadonlyMap<string, HttpSource>;
}

/** In turns with whatever the generation before still serves. */
async function compileFiles(files: GraphFiles, options: GenerationOptions): Promise<CompiledFiles> {
  const { paths, config } = options;
  const supergraph = await explain(paths.supergraph, () => loadSupergraph(files.supergraph));
  const subgraphs = locateSubgraphs(supergraph, options);
  const sign = createSigner(options);
  const safelisted: RegisteredOperation[] = [];
  for (const { path, text } of files.manifests) {
    const manifest = await explain(path, () => parseManifest(JSON.parse(text)));
    safelisted.push(
      ...(await explain(path, () => runInTurns(stepThroughManifest(supergraph, path, manifest)))),
    );
  }
  const candidate = await loadCandidate(files, paths);
  const rules = await explain(paths.policies ?? paths.supergraph, () =>
    openRules({ supergraph, candidate }, files, options.log),
  );
  return {
    supergraph,
    callerRules: await explain(paths.callers, () => readCallerRules(files.callers)),
    ...rules,
    authorizationMode: config.authorizationMode,
    operations: await explain(paths.operations, () =>
      runInTurns(stepThroughFiles(supergraph, files.operations, files.clientDirectives)),
    ),
    safelisted,
    subgraphs,
    sources: await explain(paths.supergraph, () => createSources(subgraphs, sign)),
  };
}

async function loadCandidate({ candidate }: GraphFiles, paths: GraphPaths): Promise<Supergraph | undefined> {
  return candidate === undefined ? undefined : explain(paths.candidate, () => loadSupergraph(candidate));
}

function joinGeneration(
  { digest }: GraphFiles,
  { subgraphs, sources, ...parts }: CompiledFiles,
  means: Pick<GraphMeans, 'planner' | 'audit'>,
  options: GenerationOptions,
): GraphGeneration {
  return {
    ...joinGraph(parts, { ...means, sources, log: options.log, countDifference: options.countDifference }),
    digest,
    supergraphHash: parts.supergraph.hash,
    openedAt: options.now(),
    subgraphs,
    verifyCaller: createGraphVerifier(parts.callerRules, options),
    describeSubgraphs: () =>
      subgraphs.map(({ name, url }) => ({ name, url, circuit: sources.get(name)?.state() })),
  };
}

function readCallerRules(text: string | undefined): CallerRules {
  return text === undefined ? NOBODY : parseCallerRules(JSON.parse(text));
}

/** The URLs that the supergraph names, but for those that the configuration does. */
function locateSubgraphs(
  { subgraphs }: Supergraph,
  { config, paths }: GenerationOptions,
): GraphGeneration['subgraphs'] {
  return subgraphs.map(({ name, url: composed }) => {
    const url = config.subgraphUrls.get(name) ?? composed;
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new GraphFileError(
        `${paths.supergraph}: subgraph ${name} has no http or https URL; give it one by --url ${name}=…`,
      );
    }
    return { name, url };
  });
}

type Signer = (subgraph: string) => SignCall;

/** Signs calls only where a key is set: another's subgraphs know of none. */
function createSigner({ config: { gatewayKeyFile }, now }: GenerationOptions): Signer | undefined {
  if (gatewayKeyFile === undefined) return undefined;
  return useKeyFile('GENKAN_GATEWAY_KEY_FILE', gatewayKeyFile, (key) => createCallSigner(key, now));
}

function createSources(
  subgraphs: GraphGeneration['subgraphs'],
  sign: Signer | undefined,
): ReadonlyMap<string, HttpSource> {
  return new Map(subgraphs.map(({ name, url }) => [name, createHttpSource({ url, sign: sign?.(name) })]));
}

/** Where no issuer is configured there is nobody to be but anonymous, whatever token comes. */
function createGraphVerifier(
  rules: CallerRules,
  { config, issuerKeys, now }: GenerationOptions,
): VerifyCaller {
  if (config.oidc === undefined || issuerKeys === undefined) return async () => ANONYMOUS;
  return createOidcVerifier(config.oidc, issuerKeys, rules, now);
}

/** Whatever a text fails with once it could be read, the text is at fault. */
async function explain<Result>(
  path: string | undefined,
  compile: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await compile();
  } catch (error) {
    throw describeFault(path, error);
  }
}

function describeFault(path: string | undefined, fault: unknown): GraphFileError {
  const reason = fault instanceof Error ? fault.message : String(fault);
  // Which of many files it is, it says itself.
  if (fault instanceof PolicyFileError) return new GraphFileError(reason, { cause: fault });
  return new GraphFileError(`${path}: ${reason}`, { cause: fault });
}
