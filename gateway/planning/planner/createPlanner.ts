import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals';
import { type PlanNode, QueryPlanner } from '@apollo/query-planner';
import { type DocumentNode, parse } from 'graphql';
import { buildFetchPlan } from '../fetches/buildFetchPlan.ts';
import { indexTypes } from '../fetches/entityKeys.ts';
import type { FetchPlan } from '../fetches/fetchPlan.ts';
import { collectVariablesOnce } from './collectVariables.ts';
import { findPartialTypes } from './fragments/partialTypes.ts';
import { restoreFragments } from './fragments/restoreFragments.ts';
import type { Planner } from './planner.ts';
import { rewriteRequiredArguments } from './requires/requiredArguments.ts';
import { preferResolvableKeys } from './requires/resolvableKeys.ts';
import { restoreArguments } from './requires/restoreArguments.ts';

collectVariablesOnce();

/** How many plans the planner may weigh against one another before it takes the best so far. */
const MAX_EVALUATED_PLANS = 1_000;

/**
 * Plans in this thread, as long as it takes.
 * @throws the fault of an invalid supergraph.
 */
export function createPlanner(sdl: string): Planner {
  const document = parse(sdl, { noLocation: true });
  const required = rewriteRequiredArguments(preferResolvableKeys(document));
  const hasStandIns = required.fields.size > 0;
  if (hasStandIns) buildSupergraph(document, true);
  const supergraph = buildSupergraph(required.document, !hasStandIns);
  const apiSchema = supergraph.apiSchema();
  const types = indexTypes(document);
  const planner = new QueryPlanner(supergraph, {
    reuseQueryFragments: false,
    debug: { maxEvaluatedPlans: MAX_EVALUATED_PLANS },
  });
  const partial = findPartialTypes(supergraph.subgraphs());
  const plan = (text: string, overrides: readonly string[]): FetchPlan => {
    const asked = parse(text, { noLocation: true });
    const operation = operationFromDocument(apiSchema, asked, { validate: false });
    const planned = planner.buildQueryPlan(operation, {
      overrideConditions: new Map(overrides.map((label) => [label, true])),
    });
    const { node } = restoreArguments(planned, required);
    if (node?.kind === 'Subscription') throw new TypeError('Subscriptions are refused before planning.');
    const restored = node && restoreFragments(node, asked, partial);
    return buildFetchPlan(restored satisfies PlanNode | undefined, types);
  };
  return {
    plan: async (text, overrides) => plan(text, overrides),
    close: async () => {},
  };
}

function buildSupergraph(document: DocumentNode, validateSupergraph: boolean): Supergraph {
  return Supergraph.build(document, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
    validateSupergraph,
  });
}
