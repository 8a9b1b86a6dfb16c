import type { ExecutionResult } from 'graphql';
import type { Subgraph } from '../../subgraphs/subgraph.ts';

/** Runs one document on a subgraph as the gateway would, for a caller in the form that the gateway vouches. */
export function executeOnSubgraph(
  subgraph: Subgraph,
  caller: unknown,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  return subgraph.execute({ document, variables, caller, requestId: 'test' });
}

export const ANONYMOUS = { context: 'anonymous' };

export function customer(customerId: string, ...marketplaces: string[]) {
  return { context: 'customer', subject: customerId, claims: { customer_id: customerId, marketplaces } };
}
