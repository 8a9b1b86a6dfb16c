import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  parse,
  validate,
} from 'graphql';
import type { Access, AuditTrail } from '../../gateway/audit/access.ts';
import { ANONYMOUS, type Caller, type CallerRules } from '../../gateway/authentication/caller.ts';
import type { AuthorizationMode } from '../../gateway/authorization/access.ts';
import { type CandidateDifference, createCandidate } from '../../gateway/authorization/candidate.ts';
import type { PolicyEngine } from '../../gateway/authorization/policyEngine.ts';
import type { ErrorCode } from '../../gateway/errors.ts';
import type { OperationResult } from '../../gateway/executeOperation.ts';
import {
  type Call,
  type DataSource,
  type SubgraphFetch,
  vouchFor,
} from '../../gateway/execution/dataSource.ts';
import { createGateway, type Gateway } from '../../gateway/gateway.ts';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import {
  type OperationFile,
  type RegisteredOperation,
  registerOperations,
} from '../../gateway/planning/registerOperations.ts';
import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';

// Resolvers read parents and arguments of many types; each declares its own.
export type Resolve = (parent: never, args: never, context: never) => unknown;
export type Resolvers = Readonly<Record<string, GraphQLScalarType | Readonly<Record<string, Resolve>>>>;

export interface TestSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Resolvers;
}

export interface FetchRecord extends SubgraphFetch {
  readonly subgraph: string;
  readonly call: Call;
}

export interface GraphOptions {
  readonly subgraphs: readonly TestSubgraph[];
  readonly callerRules: CallerRules;
  readonly operations?: readonly OperationFile[];
  /** Replaces the composed supergraph. */
  readonly supergraphSdl?: string;
  readonly fetchTimeoutMs?: number;
  readonly deadlineMs?: number;
  readonly policies?: PolicyEngine;
  readonly authorizationMode?: AuthorizationMode;
  /** A supergraph whose rules are evaluated beside the enforced ones. */
  readonly candidateSdl?: string;
  /** Where accesses are kept; undefined: in {@link OpenGraph.accesses}. */
  readonly audit?: AuditTrail;
  /** The labels of progressive overrides that are in force. */
  readonly overrides?: ReadonlySet<string>;
}

export interface RunOptions {
  readonly caller?: Caller;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly signal?: AbortSignal;
}

export interface OpenGraph {
  readonly gateway: Gateway;
  readonly supergraph: Supergraph;
  /** Every fetch since the last reset, in the order sent. */
  readonly fetches: FetchRecord[];
  /** What the gateway told its operator of failed fetches since the last reset. */
  readonly failures: { subgraph: string; code: ErrorCode; cause: unknown }[];
  /** What the candidate would have done otherwise since the last reset. */
  readonly differences: CandidateDifference[];
  /** Every access that was audited since the last reset. */
  readonly accesses: Access[];
  /** Puts another source in a subgraph's place until the next reset. */
  replace(subgraph: string, fetch: DataSource['fetch']): void;
  reset(): void;
  /** Runs an ad-hoc text, anonymously unless said otherwise. */
  run(text: string, options?: RunOptions): Promise<OperationResult>;
}

/** The directives that operations of any graph may carry. */
export const CLIENT_DIRECTIVES = readFileSync(
  new URL('../../operations/directives.graphql', import.meta.url),
  'utf8',
);

export function composeTestSupergraph(subgraphs: readonly Pick<TestSubgraph, 'name' | 'sdl'>[]): string {
  return composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.test` })));
}

/** Composes subgraphs in memory and serves them through the gateway, as any graph is served. */
export function openGraph(options: GraphOptions): OpenGraph {
  const supergraph = loadSupergraph(options.supergraphSdl ?? composeTestSupergraph(options.subgraphs));
  const fetches: FetchRecord[] = [];
  const failures: OpenGraph['failures'] = [];
  const differences: CandidateDifference[] = [];
  const candidate =
    options.candidateSdl === undefined
      ? undefined
      : createCandidate({
          supergraph: loadSupergraph(options.candidateSdl),
          policies: options.policies,
          onDifference: (difference) => differences.push(difference),
        });
  const accesses: Access[] = [];
  const audit: AuditTrail = {
    record: async (access) => void accesses.push(access),
    noteRefusal: (access) => void accesses.push(access),
  };
  const replaced = new Map<string, DataSource['fetch']>();
  const sources = new Map(
    options.subgraphs.map((subgraph) => {
      const real = createTestSource(subgraph);
      const source: DataSource = {
        fetch(request, call) {
          fetches.push({ ...request, subgraph: subgraph.name, call });
          return (replaced.get(subgraph.name) ?? real.fetch)(request, call);
        },
      };
      return [subgraph.name, source];
    }),
  );
  const operations: readonly RegisteredOperation[] = registerOperations(
    supergraph,
    options.operations ?? [],
    CLIENT_DIRECTIVES,
  );
  const gateway = createGateway(
    {
      supergraph,
      callerRules: options.callerRules,
      policies: options.policies,
      candidate,
      ...(options.authorizationMode !== undefined && { authorizationMode: options.authorizationMode }),
      planner: createPlanner(supergraph.sdl),
      sources,
      audit: options.audit ?? audit,
      ...(options.overrides !== undefined && { overrides: options.overrides }),
      fetchTimeoutMs: options.fetchTimeoutMs ?? 5_000,
      deadlineMs: options.deadlineMs ?? 10_000,
      onFetchFailed: (subgraph, code, cause) => failures.push({ subgraph, code, cause }),
    },
    operations,
  );
  return {
    gateway,
    supergraph,
    fetches,
    failures,
    differences,
    accesses,
    replace: (subgraph, fetch) => replaced.set(subgraph, fetch),
    reset() {
      fetches.length = 0;
      failures.length = 0;
      differences.length = 0;
      accesses.length = 0;
      replaced.clear();
    },
    run: (text, { caller = ANONYMOUS, variables = {}, operationName, signal } = {}) =>
      gateway.executeText(text, operationName, {
        variables,
        caller,
        requestId: 'test',
        signal: signal ?? new AbortController().signal,
      }),
  };
}

/** A subgraph in this process that checks each document as a server of its own would. */
export function createTestSubgraph(subgraph: TestSubgraph) {
  const schema = buildSubgraphSchema([
    // Apollo's map type asks for resolvers of any argument.
    { typeDefs: parse(subgraph.sdl), resolvers: subgraph.resolvers as never },
  ]);
  return {
    async execute({ document, variables, caller }: TestRequest): Promise<ExecutionResult> {
      const parsed: DocumentNode = parse(document);
      const errors = validate(schema, parsed);
      if (errors.length > 0) return { errors };
      return execute({ schema, document: parsed, variableValues: variables, contextValue: { caller } });
    },
  };
}

/** A subgraph in this process that takes the gateway's word for the caller. */
export function createTestSource(subgraph: TestSubgraph): DataSource {
  const { execute } = createTestSubgraph(subgraph);
  return {
    fetch: ({ document, variables }, { caller }) =>
      execute({ document, variables, caller: vouchFor(caller) }),
  };
}

interface TestRequest {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: unknown;
}

/**
 * Gives the API schema the resolvers of all subgraphs, so that graphql-js alone can execute what the gateway
 * plans: the oracle of what an answer has to be.
 */
export function mergeResolvers(schema: GraphQLSchema, subgraphs: readonly TestSubgraph[]): GraphQLSchema {
  for (const { resolvers } of subgraphs) {
    for (const [name, resolver] of Object.entries(resolvers)) {
      const type = schema.getType(name);
      if (resolver instanceof GraphQLScalarType) {
        if (isScalarType(type)) type.serialize = resolver.serialize;
        continue;
      }
      for (const [key, resolve] of Object.entries(resolver)) {
        if (isObjectType(type) && type.getFields()[key] !== undefined) {
          Object.assign(type.getFields()[key] ?? {}, { resolve });
        } else if (isAbstractType(type) && key === '__resolveType') {
          type.resolveType = resolve as never;
        }
      }
    }
  }
  return schema;
}
