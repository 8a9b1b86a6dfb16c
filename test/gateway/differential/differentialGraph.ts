import type { QueryPlan } from '@apollo/query-planner';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';
import type { Caller, CallerRules } from '../../../gateway/authentication/caller.ts';
import { mapClaims } from '../../../gateway/authentication/mapClaims.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import type { OperationResult } from '../../../gateway/executeOperation.ts';
import { type DataSource, vouchFor } from '../../../gateway/execution/dataSource.ts';
import {
  composeTestSupergraph,
  createTestSource,
  createTestSubgraph,
  type OpenGraph,
  openGraph,
  type TestSubgraph,
} from '../../secondGraph/openGraph.ts';
import type { GeneratedOperation } from './operationArbitrary.ts';
import { createStockGateway, type StockAnswer, type StockGateway } from './stockGateway.ts';
import { tameNames } from './tameNames.ts';

/** A graph that three executors answer from: this gateway, the stock one, and graphql-js alone. */
export interface DifferentialGraph {
  readonly name: string;
  readonly subgraphs: readonly TestSubgraph[];
  /** Scopes that its rules ask for anywhere: the caller holds them all. */
  readonly scopes: readonly string[];
  /** Policies that its rules ask for anywhere: all of them allow the caller. */
  readonly policies?: readonly string[];
  /** Texts and ids that mean something to it. */
  readonly texts: readonly string[];
  /** Gives the API schema resolvers, so that graphql-js alone can answer what the subgraphs answer together. */
  readonly merge: (apiSchema: GraphQLSchema) => GraphQLSchema;
  /** What mutations have done since it was last asked, in order. */
  readonly takeEffects?: () => readonly string[];
}

export interface OpenDifferential {
  readonly name: string;
  readonly graph: OpenGraph;
  /** As Apollo's own library derives it from the supergraph. */
  readonly apiSchema: GraphQLSchema;
  readonly texts: readonly string[];
  readonly stock: StockGateway;
  /** The subgraphs as they are, by name. */
  readonly sources: ReadonlyMap<string, DataSource>;
  /** The names of fields whose values follow from other fields' values. */
  readonly computedFields: ReadonlySet<string>;
  /** What mutations have done since it was last asked, in order; nothing where the graph does not tell. */
  takeEffects(): readonly string[];
  /** @throws GatewayError for an operation that is refused as a whole. */
  run(operation: GeneratedOperation): Promise<OperationResult>;
  /** What one schema with all resolvers answers. */
  runMerged(operation: GeneratedOperation): Promise<ExecutionResult>;
  /** @throws the planner's fault, or the executor's. */
  runStock(operation: GeneratedOperation): Promise<StockAnswer & { readonly plan: QueryPlan }>;
}

export function openDifferential(definition: DifferentialGraph): OpenDifferential {
  const { subgraphs, name, texts } = definition;
  const callerRules = rulesFor(definition);
  const caller = signInWithAll(callerRules, definition);
  const supergraphSdl = composeTestSupergraph(subgraphs);
  const policies = { names: new Set(definition.policies), decide: () => true };
  const graph = openGraph({ subgraphs, callerRules, supergraphSdl, policies });
  const stock = createStockGateway(
    supergraphSdl,
    new Map(subgraphs.map((subgraph) => [subgraph.name, createTestSubgraph(subgraph)])),
    vouchFor(caller),
  );
  const merged = definition.merge(buildSchema(printSchema(stock.apiSchema)));
  return {
    name,
    graph,
    apiSchema: stock.apiSchema,
    texts,
    stock,
    sources: new Map(subgraphs.map((one) => [one.name, createTestSource(one)])),
    computedFields: new Set(subgraphs.flatMap(({ sdl }) => listComputed(sdl))),
    takeEffects: () => definition.takeEffects?.() ?? [],
    run: ({ document, variables }) => graph.run(print(document), { caller, variables }),
    async runMerged(operation) {
      const { document, variables } = tameNames(operation);
      const answer = await execute({
        schema: merged,
        document,
        variableValues: variables,
        contextValue: { caller: vouchFor(caller) },
      });
      return withoutHidden(answer);
    },
    async runStock(operation) {
      const tame = tameNames(operation);
      const plan = stock.plan(tame.document);
      return { ...(await stock.execute(plan, tame)), plan };
    },
  };
}

function listComputed(sdl: string): readonly string[] {
  const names: string[] = [];
  visit(parse(sdl), {
    FieldDefinition: (field) => {
      if (/@(requires|fromContext)\(/.test(print(field))) names.push(field.name.value);
    },
  });
  return names;
}

const HIDDEN = /^Abstract type .* that does not exist inside the schema|^Enum .* cannot represent value/;

/** What is inaccessible is null without an error, where null may stand. */
function withoutHidden({ errors, ...answer }: ExecutionResult): ExecutionResult {
  const kept = errors?.filter(({ message, path = [] }) => {
    const place = path.reduce<unknown>((value, step) => Object(value)[step], answer.data);
    return !(HIDDEN.test(message) && place === null);
  });
  return kept === undefined || kept.length === 0 ? answer : { ...answer, errors: kept };
}

function rulesFor({ scopes }: DifferentialGraph): CallerRules {
  return parseCallerRules({ contextClaim: 'role', vouchedClaims: [], contexts: { anyone: { scopes } } });
}

function signInWithAll(rules: CallerRules, { scopes }: DifferentialGraph): Caller {
  const caller = mapClaims(rules, { sub: 'anyone-1', role: 'anyone', scope: scopes.join(' ') });
  if (caller === undefined) throw new TypeError('The claims make no caller.');
  return caller;
}
