import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals';
import { type PlanNode, QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { buildFetchPlan } from './buildFetchPlan.ts';
import { indexTypes } from './entityKeys.ts';
import type { FetchPlan } from './fetchPlan.ts';
import type { Planner } from './planner.ts';

/** How many plans the planner may weigh against one another before it takes the best so far. */
const MAX_EVALUATED_PLANS = 1_000;

/**
 * Plans in this thread, as long as it takes.
 * @throws the fault of an invalid supergraph.
 */
export function createPlanner(sdl: string): Planner {
  const document = parse(sdl, { noLocation: true });
  const supergraph = Supergraph.build(document, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const apiSchema = supergraph.apiSchema();
  const types = indexTypes(document);
  const planner = new QueryPlanner(supergraph, {
    reuseQueryFragments: false,
    debug: { maxEvaluatedPlans: MAX_EVALUATED_PLANS },
  });
  const plan = (text: string, overrides: readonly string[]): FetchPlan => {
    const operation = operationFromDocument(apiSchema, parse(text, { noLocation: true }), {
      validate: false,
    });
    const { node } = planner.buildQueryPlan(operation, {
      overrideConditions: new Map(overrides.map((label) => [label, true])),
    });
    if (node?.kind === 'Subscription') throw new TypeError('Subscriptions are refused before planning.');
    return buildFetchPlan(node satisfies PlanNode | undefined, types);
  };
  return {
    plan: async (text, overrides) => plan(text, overrides),
    close: async () => {},
  };
}
