import { GraphQLError } from 'graphql';

/**
 * What a subgraph may tell its caller through the gateway: the code alone travels on, never the wording.
 * Domain outcomes are data; these are for requests that cannot be answered at all.
 */
export type SubgraphErrorCode =
  /** An argument is outside its stated range or form. */
  | 'INVALID_ARGUMENT'
  /** A cursor that this caller did not get from this list. */
  | 'INVALID_CURSOR'
  /** The caller may not ask for that, whatever the data. */
  | 'DENIED';

export function subgraphError(code: SubgraphErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
