import { type DocumentNode, extendSchema, type GraphQLSchema, parse } from 'graphql';
import type { PolicyOperation } from '../authorization/policyEngine.ts';
import { GatewayError } from '../errors.ts';
import type { ObjectShape } from '../response/responseShape.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type CompiledOperation, compileOperation } from './compileOperation.ts';
import {
  findOperation,
  hashBody,
  identifyDocument,
  parseDocument,
  stripClientParts,
  validateDocument,
} from './parseOperation.ts';
import { runAtOnce, type Steps } from './steps.ts';

export interface OperationFile {
  readonly path: string;
  readonly text: string;
}

/** One operation that clients may call by its id. */
export interface RegisteredOperation {
  /** sha256 of the body, in hex. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  /** The text that runs. */
  readonly body: string;
  /** As written: with descriptions and client directives. */
  readonly source: DocumentNode;
  readonly shape: ObjectShape;
  readonly compiled: CompiledOperation;
}

/** The form that front-end tools write: `apollo-persisted-query-manifest`, version 1. */
export interface OperationManifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly { id: string; name: string; type: string; body: string }[];
}

/** Thrown at start-up; names the file and what is wrong with it. */
export class OperationFileError extends Error {
  override name = 'OperationFileError';
}

/**
 * Compiles operation files, one operation each.
 * @param clientDirectives the SDL of directives that only clients know, such as `@tool`; undefined for none.
 * @returns in order of their names, which are unique.
 */
export function registerOperations(
  supergraph: Supergraph,
  files: readonly OperationFile[],
  clientDirectives: string | undefined,
): readonly RegisteredOperation[] {
  return runAtOnce(stepThroughFiles(supergraph, files, clientDirectives));
}

/** As {@link registerOperations}, a step for each file. */
export function* stepThroughFiles(
  supergraph: Supergraph,
  files: readonly OperationFile[],
  clientDirectives: string | undefined,
): Steps<readonly RegisteredOperation[]> {
  const { apiSchema } = supergraph;
  const clientSchema =
    clientDirectives === undefined ? apiSchema : extendSchema(apiSchema, parse(clientDirectives));
  const registered = new Map<string, RegisteredOperation>();
  for (const file of files) {
    const operation = explainFaults(file.path, () => registerFile(supergraph, clientSchema, file));
    if (registered.has(operation.name)) {
      throw new OperationFileError(`${file.path}: another file has an operation ${operation.name} already.`);
    }
    registered.set(operation.name, operation);
    yield;
  }
  return [...registered.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

function registerFile(
  supergraph: Supergraph,
  clientSchema: GraphQLSchema,
  file: OperationFile,
): RegisteredOperation {
  const source = parseDocument(file.text);
  validateDocument(clientSchema, source);
  const { body, id } = identifyDocument(stripClientParts(source, supergraph.apiSchema));
  return compileRegistered(supergraph, { body, id, registeredAs: 'tool' }, source);
}

/** Safelists the operations of a front end's own manifest: callable by id, and no tools. */
export function registerManifest(
  supergraph: Supergraph,
  path: string,
  manifest: OperationManifest,
): readonly RegisteredOperation[] {
  return runAtOnce(stepThroughManifest(supergraph, path, manifest));
}

/** As {@link registerManifest}, a step for each operation. */
export function* stepThroughManifest(
  supergraph: Supergraph,
  path: string,
  { operations }: OperationManifest,
): Steps<readonly RegisteredOperation[]> {
  const registered: RegisteredOperation[] = [];
  for (const { id, name, body } of operations) {
    const operation = explainFaults(`${path}, operation ${name}`, () => {
      if (hashBody(body) !== id) throw new OperationFileError('the id is not the sha256 of the body.');
      const document = parseDocument(body);
      validateDocument(supergraph.apiSchema, document);
      return compileRegistered(supergraph, { body, id, registeredAs: 'safelisted' }, document);
    });
    registered.push(operation);
    yield;
  }
  return registered;
}

export function describeManifest(operations: readonly RegisteredOperation[]): OperationManifest {
  return {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations.map(({ id, name, kind, body }) => ({ id, name, type: kind, body })),
  };
}

/** @throws TypeError unless it is a manifest. */
export function parseManifest(json: unknown): OperationManifest {
  const manifest = json as Partial<OperationManifest> | null;
  if (manifest?.format !== 'apollo-persisted-query-manifest' || manifest.version !== 1) {
    throw new TypeError('Not an "apollo-persisted-query-manifest" of version 1.');
  }
  const isOperation = (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    ['id', 'name', 'type', 'body'].every((key) => typeof Reflect.get(value, key) === 'string');
  if (!Array.isArray(manifest.operations) || !manifest.operations.every(isOperation)) {
    throw new TypeError('Each operation of a manifest must have an id, a name, a type and a body.');
  }
  return manifest as OperationManifest;
}

function compileRegistered(
  supergraph: Supergraph,
  { body, id, registeredAs }: { body: string; id: string; registeredAs: PolicyOperation['source'] },
  source: DocumentNode,
): RegisteredOperation {
  const document = parseDocument(body);
  const definition = findOperation(document);
  const name = definition.name?.value;
  if (name === undefined) throw new OperationFileError('the operation must have a name.');
  const compiled = compileOperation(supergraph, document, definition, {
    registered: { id, name, source: registeredAs },
    key: id,
    characters: body.length,
  });
  return { id, name, kind: compiled.kind, body, source, shape: compiled.shape, compiled };
}

function explainFaults<Result>(place: string, register: () => Result): Result {
  try {
    return register();
  } catch (error) {
    if (!(error instanceof GatewayError) && !(error instanceof OperationFileError)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new OperationFileError(`${place}: ${reason}`, { cause: error });
  }
}
