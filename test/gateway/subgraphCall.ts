import { ANONYMOUS } from '../../gateway/authentication/caller.ts';
import type { Call, SubgraphFetch } from '../../gateway/execution/dataSource.ts';

const NEVER = new AbortController().signal;

/** A fetch that any subgraph could get. */
export const QUERY: SubgraphFetch = { document: 'query { up }', kind: 'query', variables: {}, signal: NEVER };
export const MUTATION: SubgraphFetch = {
  document: 'mutation { up }',
  kind: 'mutation',
  variables: {},
  signal: NEVER,
};

export function createCall(fields: Partial<Call> = {}): Call {
  return {
    caller: ANONYMOUS,
    operationId: undefined,
    requestId: 'test',
    stated: {},
    signal: NEVER,
    ...fields,
  };
}
