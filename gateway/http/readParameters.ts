import { GatewayError } from '../errors.ts';

/** The parameters of a request (GraphQL-over-HTTP, section 4): a text, the id of a registered one, or both. */
export type Parameters = {
  readonly operationName: string | undefined;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
} & (
  | { readonly text: string; readonly id: string | undefined }
  | { readonly text: undefined; readonly id: string }
);

/**
 * Reads them from a URL's query or from a JSON body.
 * @throws GatewayError BAD_REQUEST for what is not well-formed, a batch included.
 */
export function readParameters(isGet: boolean, query: unknown, body: unknown): Parameters {
  const source = isGet ? query : body;
  if (!isRecord(source)) throw new GatewayError('BAD_REQUEST');
  const operationName = readText(source.operationName);
  const variables = readObject(source.variables, isGet) ?? {};
  const id = readId(readObject(source.extensions, isGet)?.persistedQuery);
  // An empty text says nothing: then the id alone counts.
  const text = readText(source.query);
  if (text !== undefined && text !== '') return { text, id, operationName, variables };
  if (id === undefined) throw new GatewayError('BAD_REQUEST');
  return { text: undefined, id, operationName, variables };
}

/** A parameter that comes twice in a URL is a list, and so no text. */
function readText(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new GatewayError('BAD_REQUEST');
  return value;
}

function readObject(value: unknown, isEncoded: boolean): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  const object = isEncoded ? parseJson(value) : value;
  if (!isRecord(object)) throw new GatewayError('BAD_REQUEST');
  return object;
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') throw new GatewayError('BAD_REQUEST');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new GatewayError('BAD_REQUEST', { cause: error });
  }
}

/** Apollo's form of it: `{ version: 1, sha256Hash }`. */
function readId(persistedQuery: unknown): string | undefined {
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  if (!isRecord(persistedQuery) || persistedQuery.version !== 1) throw new GatewayError('BAD_REQUEST');
  if (typeof persistedQuery.sha256Hash !== 'string') throw new GatewayError('BAD_REQUEST');
  return persistedQuery.sha256Hash;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
