import type { FetchPlan } from '../fetches/fetchPlan.ts';

/** Plans operations of one supergraph. */
export interface Planner {
  /**
   * @param document one validated operation and its fragments, under the names of fetches (see fetchedNames.ts).
   * @param overrides the labels of progressive `@override`s that are in force for this plan.
   * @throws GatewayError OPERATION_TOO_COMPLEX for one that takes too long to plan, OVERLOADED when too many wait
   * or the planner is closed; the planner's own fault for one that it cannot plan.
   */
  plan(document: string, overrides: readonly string[]): Promise<FetchPlan>;
  /** Lets everything go; what is not planned by then is not. */
  close(): Promise<void>;
}
