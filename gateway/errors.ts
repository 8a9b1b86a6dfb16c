import { GraphQLError } from 'graphql';

/**
 * Every code a client can see, with the HTTP status where it ends the whole request, and its wording.
 * Nothing of a subgraph's own wording is ever among them.
 */
export const ERROR_CODES = {
  BAD_REQUEST: { httpStatus: 400, message: 'The request cannot be read.' },
  METHOD_NOT_ALLOWED: { httpStatus: 405, message: 'This way only queries are served.' },
  NOT_FOUND: { httpStatus: 404, message: 'There is nothing here.' },
  NOT_ACCEPTABLE: { httpStatus: 406, message: 'Answers are JSON.' },
  PAYLOAD_TOO_LARGE: { httpStatus: 413, message: 'The body is larger than the limit.' },
  UNSUPPORTED_MEDIA_TYPE: { httpStatus: 415, message: 'The body must be JSON in UTF-8.' },
  UNAUTHENTICATED: { httpStatus: 401, message: 'A valid bearer token is required.' },
  INSUFFICIENT_SCOPE: { httpStatus: 403, message: 'The token lacks a scope that this operation needs.' },
  ISSUER_UNREACHABLE: { httpStatus: 503, message: 'Tokens cannot be verified at the moment.' },
  OPERATION_NOT_REGISTERED: { httpStatus: 400, message: 'Only registered operations are served here.' },
  PERSISTED_QUERY_MISMATCH: { httpStatus: 400, message: 'The id is not the sha256 of the text.' },
  OPERATION_TOO_COMPLEX: { httpStatus: 400, message: 'The operation is larger than the limits allow.' },
  OPERATION_NOT_PLANNABLE: {
    httpStatus: 500,
    message: 'No way to fetch what the operation asks for was found.',
  },
  OVERLOADED: { httpStatus: 503, message: 'Too much is being asked at the moment.' },
  AUDIT_UNAVAILABLE: { httpStatus: 503, message: 'What must be audited cannot be at the moment.' },
  SUBSCRIPTION_NOT_SERVED: { httpStatus: 400, message: 'Subscriptions are not served.' },
  GRAPHQL_PARSE_FAILED: { httpStatus: 400, message: 'The document is not valid GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { httpStatus: 400, message: 'The document does not fit the schema.' },
  BAD_USER_INPUT: { httpStatus: 400, message: 'A variable does not fit its type.' },
  UNAUTHORIZED_FIELD_OR_TYPE: { httpStatus: 200, message: 'Withheld: the caller may not see this.' },
  SUBGRAPH_UNAVAILABLE: { httpStatus: 200, message: 'A source did not answer.' },
  SUBGRAPH_TIMEOUT: { httpStatus: 200, message: 'A source did not answer in time.' },
  SUBGRAPH_ERROR: { httpStatus: 200, message: 'A source failed to answer this part.' },
  INVALID_ARGUMENT: { httpStatus: 200, message: 'An argument is outside its stated range or form.' },
  INVALID_CURSOR: { httpStatus: 200, message: 'The cursor does not belong to this list and caller.' },
  DENIED: { httpStatus: 200, message: 'The caller may not ask for that.' },
  INTERNAL_ERROR: { httpStatus: 500, message: 'Something failed inside.' },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** The codes that a subgraph may give for its own part; any other becomes SUBGRAPH_ERROR. */
const SUBGRAPH_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'INVALID_ARGUMENT',
  'INVALID_CURSOR',
  'DENIED',
]);

export type ResponsePath = readonly (string | number)[];

/** One part of an answer that is missing, and why. */
export interface Fault {
  readonly code: ErrorCode;
  readonly path: ResponsePath;
  /** Scopes that would lift it: alternatives, each a list of scopes needed together. */
  readonly scopes?: readonly (readonly string[])[];
  /** Withheld by policy: nothing that the caller could do lifts it. */
  readonly byPolicy?: true;
}

/** A request that is refused as a whole. */
export class GatewayError extends Error {
  override name = 'GatewayError';
  readonly code: ErrorCode;
  readonly scopes: readonly string[];

  /** @param detail replaces the table's wording; it may name what the client itself sent, nothing else. */
  constructor(
    code: ErrorCode,
    options: { detail?: string; scopes?: readonly string[]; cause?: unknown } = {},
  ) {
    super(options.detail ?? ERROR_CODES[code].message, { cause: options.cause });
    this.code = code;
    this.scopes = options.scopes ?? [];
  }
}

/** What a subgraph's error code becomes for clients. */
export function maskSubgraphCode(code: unknown): ErrorCode {
  return typeof code === 'string' && SUBGRAPH_CODES.has(code) ? (code as ErrorCode) : 'SUBGRAPH_ERROR';
}

/** An entry of a GraphQL response's `errors` (GraphQL specification, section 7.1.2). */
export interface ErrorEntry {
  readonly message: string;
  readonly path?: ResponsePath;
  readonly extensions: {
    readonly code: ErrorCode;
    readonly scopes?: Fault['scopes'] | GatewayError['scopes'];
  };
}

export function describeFault({ code, path, scopes }: Fault): ErrorEntry {
  return {
    message: ERROR_CODES[code].message,
    path,
    extensions: { code, ...(scopes !== undefined && { scopes }) },
  };
}

/**
 * @param withSchema whether the caller may know what in the schema a document does not fit: then each misfit is an
 * entry of its own.
 */
export function describeRefusal(
  { code, message, scopes, cause }: GatewayError,
  { withSchema }: { withSchema: boolean },
): readonly ErrorEntry[] {
  if (withSchema && code === 'GRAPHQL_VALIDATION_FAILED' && cause instanceof AggregateError) {
    return cause.errors.map((misfit: unknown) => ({
      message: misfit instanceof Error ? misfit.message : message,
      extensions: { code },
    }));
  }
  return [{ message, extensions: { code, ...(scopes.length > 0 && { scopes }) } }];
}

/** A fault for Apollo Server. */
export function faultToGraphQLError(fault: Fault): GraphQLError {
  const { message, ...rest } = describeFault(fault);
  return new GraphQLError(message, rest);
}

/** A refusal for Apollo Server, with its HTTP status. */
export function refusalToGraphQLError(error: GatewayError): GraphQLError {
  return new GraphQLError(error.message, {
    extensions: {
      code: error.code,
      http: { status: ERROR_CODES[error.code].httpStatus },
      ...(error.scopes.length > 0 && { scopes: error.scopes }),
    },
  });
}
