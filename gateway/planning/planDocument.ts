import { type DocumentNode, type GraphQLSchema, print } from 'graphql';
import { GatewayError } from '../errors.ts';
import type { FetchPlan } from './fetches/fetchPlan.ts';
import type { Planner } from './planner/planner.ts';
import { spellOutTypes } from './reachableSelections.ts';

/**
 * Plans a document as it stands, or else with its fragments spelled out: what the planner fails on in one form, it
 * plans in another at times.
 * @throws as {@link Planner.plan}.
 */
export async function planDocument(
  planner: Planner,
  document: DocumentNode,
  schema: GraphQLSchema,
  overrides: readonly string[],
): Promise<FetchPlan> {
  try {
    return await planner.plan(print(document), overrides);
  } catch (fault) {
    const spelledOut = fault instanceof GatewayError ? undefined : spellOutTypes(document, schema);
    if (spelledOut === undefined) throw fault;
    return planner.plan(print(spelledOut), overrides);
  }
}
