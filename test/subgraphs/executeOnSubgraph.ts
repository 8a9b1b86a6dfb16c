import type { ExecutionResult } from 'graphql';
import type { Subgraph } from '../../subgraphs/subgraph.ts';
import { signTestCall, type VouchedCaller } from '../harness/testEnvironment.ts';

/** Runs one document on a subgraph as the gateway would, for a {@link VouchedCaller}. */
export function executeOnSubgraph(
  subgraph: Subgraph,
  caller: unknown,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<ExecutionResult> {
  return subgraph.execute({
    token: signTestCall(subgraph.name, caller as VouchedCaller, {}, { document, variables }),
    document,
    variables,
  });
}

export const ANONYMOUS = { context: 'anonymous' } as const;

export function customer(customerId: string, ...marketplaces: string[]) {
  return { context: 'customer', subject: customerId, claims: { customer_id: customerId, marketplaces } };
}
