import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  specifiedRules,
  validate,
  visit,
} from 'graphql';
import { GatewayError } from '../errors.ts';
import { checkLimits, checkTokens } from './limits/limits.ts';

/**
 * Parses one document within the limits.
 * @throws GatewayError GRAPHQL_PARSE_FAILED or OPERATION_TOO_COMPLEX.
 */
export function parseDocument(text: string): DocumentNode {
  let document: DocumentNode;
  try {
    checkTokens(text);
    document = parse(text, { noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GatewayError('GRAPHQL_PARSE_FAILED', { detail: describeSyntaxError(error), cause: error });
  }
  checkLimits(document);
  return document;
}

/** Where a text stops being GraphQL; what stands there is the client's own and not repeated. */
function describeSyntaxError({ locations }: GraphQLError): string {
  const [at] = locations ?? [];
  const place = at === undefined ? '' : ` at line ${at.line}, column ${at.column}`;
  return `The document is not valid GraphQL${place}.`;
}

/**
 * Takes from an operation file what is there for clients alone: descriptions, and those directives that the
 * schema does not know.
 */
export function stripClientParts(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  return visit(document, {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    Directive: (node) => (schema.getDirective(node.name.value) ? undefined : null),
  });
}

/** The text of a stripped document, and the id that it is registered under: the text's sha256, in hex. */
export function identifyDocument(document: DocumentNode): { body: string; id: string } {
  const body = print(document);
  return { body, id: hashBody(body) };
}

export function hashBody(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}

/** @throws GatewayError GRAPHQL_VALIDATION_FAILED; `cause` says what is wrong, for those who may know. */
export function validateDocument(schema: GraphQLSchema, document: DocumentNode): void {
  const errors = validate(schema, document, specifiedRules, { maxErrors: 5 });
  if (errors.length === 0) return;
  throw new GatewayError('GRAPHQL_VALIDATION_FAILED', {
    cause: new AggregateError(errors, errors.join('\n')),
  });
}

/**
 * The one operation of a document, or the one of that name.
 * @throws GatewayError GRAPHQL_VALIDATION_FAILED when there is none, or several and no name.
 */
export function findOperation(document: DocumentNode, name?: string): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (name === undefined || definition.name?.value === name),
  );
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
  return operation;
}

/** A document with one of its operations alone: what the others ask for is not asked for now. */
export function keepOperation(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.filter(
      (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
    ),
  };
}
