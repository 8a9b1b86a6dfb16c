import {
  Supergraph as FederationSupergraph,
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
} from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
} from 'graphql';
import type { GeneratedOperation } from './operationArbitrary.ts';

// The package sends telemetry unless told otherwise before it is loaded.
process.env.APOLLO_TELEMETRY_DISABLED = '1';
const { executeQueryPlan } = await import('@apollo/gateway/dist/executeQueryPlan.js');

/** A subgraph as the stock gateway calls it. */
export interface StockSubgraph {
  execute(request: {
    document: string;
    variables: Readonly<Record<string, unknown>>;
    caller: unknown;
  }): Promise<{ data?: unknown; errors?: unknown }>;
}

export interface StockAnswer {
  readonly data: unknown;
  readonly errors: readonly GraphQLError[];
}

export interface StockGateway {
  readonly apiSchema: GraphQLSchema;
  /** With what is inaccessible, and the join specification's own. */
  readonly supergraphSchema: GraphQLSchema;
  /** @throws the planner's fault. */
  plan(document: DocumentNode): QueryPlan;
  execute(plan: QueryPlan, operation: GeneratedOperation): Promise<StockAnswer>;
}

/** The executor of Apollo's gateway on the plans of Apollo's planner. */
export function createStockGateway(
  supergraphSdl: string,
  subgraphs: ReadonlyMap<string, StockSubgraph>,
  caller: unknown = undefined,
): StockGateway {
  const supergraph = FederationSupergraph.build(supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const api = supergraph.apiSchema();
  const apiSchema = api.toGraphQLJSSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const planner = new QueryPlanner(supergraph);
  const services = Object.fromEntries(
    [...subgraphs].map(([name, subgraph]) => [name, createService(subgraph, caller)]),
  );
  return {
    apiSchema,
    supergraphSchema,
    plan: (document) => planner.buildQueryPlan(operationFromDocument(api, document, { validate: false })),
    async execute(plan, { document, variables }) {
      const { operation, fragments } = splitDocument(document);
      const { data, errors, extensions } = await executeQueryPlan(
        plan,
        services,
        // Of a request, the executor reads these alone.
        { request: { variables }, context: {}, metrics: {}, logger: SILENT } as never,
        { schema: apiSchema, operation, fragments },
        supergraphSchema,
        api,
      );
      // What its own completion found wrong, it reports aside.
      const completion = (extensions?.valueCompletion ?? []) as readonly GraphQLError[];
      return { data, errors: errors ?? completion };
    },
  };
}

function createService(subgraph: StockSubgraph, caller: unknown) {
  return {
    async process({ request }: { request: { query?: string; variables?: Record<string, unknown> } }) {
      const answer = await subgraph.execute({
        document: request.query ?? '',
        variables: request.variables ?? {},
        caller,
      });
      // As over HTTP: the executor writes into what it gets.
      return JSON.parse(JSON.stringify(answer)) as never;
    },
  };
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

function splitDocument({ definitions }: DocumentNode) {
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new TypeError('The document has no operation.');
  const fragments: Record<string, FragmentDefinitionNode> = Object.fromEntries(
    definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return { operation, fragments };
}
