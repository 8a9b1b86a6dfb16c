import { type DataSource, vouchFor } from './dataSource.ts';

/** What a subgraph in this process offers. */
export interface InProcessSubgraph {
  execute(request: {
    document: string;
    variables: Readonly<Record<string, unknown>>;
    caller: unknown;
    operationId?: string;
    requestId: string;
  }): Promise<{ data?: unknown; errors?: unknown; extensions?: unknown }>;
}

/** Calls a subgraph of this process: no serialization, same caller description as over HTTP. */
export function createInProcessSource(subgraph: InProcessSubgraph): DataSource {
  return {
    fetch: ({ document, variables }, { caller, operationId, requestId }) =>
      subgraph.execute({
        document,
        variables,
        caller: vouchFor(caller),
        ...(operationId !== undefined && { operationId }),
        requestId,
      }),
  };
}
