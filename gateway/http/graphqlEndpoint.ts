import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../authentication/caller.ts';
import { ERROR_CODES, type ErrorCode, GatewayError, refusalToGraphQLError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { LIMITS } from '../planning/limits.ts';
import { hashBody, parseDocument } from '../planning/parseOperation.ts';
import { createApolloGateway, type GraphQLContext } from './apolloGateway.ts';

export interface GraphQLEndpointOptions {
  readonly gateway: Gateway;
  /** Where false, only registered operations run and the schema stays private. */
  readonly allowAdHoc: boolean;
  /** Page for browsers, where there is one. */
  readonly landingPage?: ApolloServerPlugin;
  /** Tells a listener when another generation took over, where that happens. */
  readonly onReplaced?: (listener: () => void) => () => void;
  readonly onInternalError: (error: unknown) => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any route runs. */
    caller: Caller;
  }
}

/**
 * Serves `GET` and `POST /graphql` on an app whose requests already have their caller.
 * @returns what stops it.
 */
export async function serveGraphQL(
  app: FastifyInstance,
  options: GraphQLEndpointOptions,
): Promise<() => Promise<void>> {
  const { gateway, allowAdHoc, onReplaced } = options;
  const apollo = new ApolloServer<GraphQLContext>({
    gateway: createApolloGateway(gateway, allowAdHoc, onReplaced),
    introspection: allowAdHoc,
    parseOptions: { maxTokens: LIMITS.tokens },
    hideSchemaDetailsFromClientErrors: !allowAdHoc,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: { cache: createOperationStore(gateway) },
    formatError: (formatted, error) => maskError(formatted, error, options),
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      // Left out, Apollo Server would choose a page by NODE_ENV.
      options.landingPage ?? ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    preHandler: async (request, reply) => {
      // Answers are one caller's, and the landing page holds a token.
      reply.header('cache-control', 'no-store');
      const refusal = findRefusal(
        readRequest(request.method === 'GET' ? request.query : request.body),
        options,
      );
      if (refusal === undefined) return;
      const { httpStatus } = ERROR_CODES[refusal.code];
      await reply.code(httpStatus).send({ errors: [stripHttp(refusalToGraphQLError(refusal).toJSON())] });
    },
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => ({
        caller: request.caller,
        requestId: request.id,
        signal: abortWhenClosed(reply.raw),
      }),
    }),
  });
  return () => apollo.stop();
}

/** Registered operations in place of Apollo's automatic persisted queries: nobody registers by asking. */
function createOperationStore(gateway: Gateway) {
  return {
    get: async (key: string) => gateway.findRegistered(key.replace(/^apq:/, ''))?.body,
    set: async () => {},
    delete: async () => false,
  };
}

interface OperationRequest {
  readonly text: string | undefined;
  /** The id of a persisted operation. */
  readonly id: string | undefined;
}

/** Refuses before anything is parsed or validated by Apollo Server: errors of either would tell of the schema. */
function findRefusal(
  { text, id }: OperationRequest,
  { gateway, allowAdHoc }: GraphQLEndpointOptions,
): GatewayError | undefined {
  if (text === undefined) {
    const isUnknown = id !== undefined && gateway.findRegistered(id) === undefined;
    return isUnknown ? new GatewayError('OPERATION_NOT_REGISTERED') : undefined;
  }
  const hash = hashBody(text);
  if (id !== undefined && id !== hash) return new GatewayError('PERSISTED_QUERY_MISMATCH');
  if (gateway.findRegistered(hash) !== undefined) return undefined;
  if (!allowAdHoc) return new GatewayError('OPERATION_NOT_REGISTERED');
  try {
    parseDocument(text);
    return undefined;
  } catch (error) {
    // Always refused here: what Apollo Server parsed in our place would meet no limit.
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

/** Reads what Apollo Server will read; over GET the extensions are JSON in a parameter. */
function readRequest(request: unknown): OperationRequest {
  const { query, extensions } = isRecord(request) ? request : {};
  const parsed = typeof extensions === 'string' ? parseExtensions(extensions) : extensions;
  const persisted = isRecord(parsed) && isRecord(parsed.persistedQuery) ? parsed.persistedQuery : {};
  return {
    text: typeof query === 'string' && query !== '' ? query : undefined,
    id: typeof persisted.sha256Hash === 'string' ? persisted.sha256Hash : undefined,
  };
}

/** Undefined for what is no JSON, which Apollo Server then refuses. */
function parseExtensions(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Errors of the code table have safe words; any other is worded by Apollo Server, or masked if it is internal. */
function maskError(
  formatted: GraphQLFormattedError,
  error: unknown,
  options: GraphQLEndpointOptions,
): GraphQLFormattedError {
  const code = formatted.extensions?.code;
  if (code === 'INTERNAL_SERVER_ERROR' || code === undefined) {
    options.onInternalError(error);
    return {
      message: ERROR_CODES.INTERNAL_ERROR.message,
      extensions: { code: 'INTERNAL_ERROR' satisfies ErrorCode },
    };
  }
  return stripHttp(formatted);
}

function stripHttp(error: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _http, ...extensions } = error.extensions ?? {};
  return { ...error, extensions };
}

/** Aborts when the client closes the connection before it has its answer. */
function abortWhenClosed(response: NodeJS.EventEmitter & { writableFinished: boolean }): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
