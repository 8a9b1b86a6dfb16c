/** Why a subgraph over HTTP gave no answer; for logs, never for clients. */
export type FailureReason =
  | 'OVERLOADED'
  | 'CIRCUIT_OPEN'
  | 'HTTP_STATUS'
  | 'REQUEST_REFUSED'
  | 'ANSWER_TOO_LARGE'
  | 'ANSWER_TOO_DEEP'
  | 'UNKNOWN_ENCODING'
  | 'NOT_DECODABLE'
  | 'NOT_JSON'
  | 'NOT_GRAPHQL';

/** A fetch without an answer. Its message holds numbers and header names, nothing of the answer's text. */
export class SubgraphFailure extends Error {
  override name = 'SubgraphFailure';
  readonly code: FailureReason;

  constructor(code: FailureReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
