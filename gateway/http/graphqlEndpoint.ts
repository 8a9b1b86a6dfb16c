import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Caller } from '../authentication/caller.ts';
import { ERROR_CODES, type ErrorCode, GatewayError, refusalToGraphQLError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { hashBody, parseDocument } from '../planning/parseOperation.ts';
import { createApolloGateway, type GraphQLContext } from './apolloGateway.ts';

export interface GraphQLEndpointOptions {
  readonly gateway: Gateway;
  /** Where false, only registered operations run and the schema stays private. */
  readonly allowAdHoc: boolean;
  /** Page for browsers, where there is one. */
  readonly landingPage?: ApolloServerPlugin;
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
  const { gateway, allowAdHoc } = options;
  const apollo = new ApolloServer<GraphQLContext>({
    gateway: createApolloGateway(gateway),
    introspection: allowAdHoc,
    hideSchemaDetailsFromClientErrors: !allowAdHoc,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: { cache: createOperationStore(gateway) },
    formatError: (formatted, error) => maskError(formatted, error, options),
    plugins: [
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ...(options.landingPage === undefined ? [] : [options.landingPage]),
    ],
  });
  await apollo.start();
  app.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    preHandler: async (request, reply) => {
      // Answers are one caller's, and the landing page holds a token.
      reply.header('cache-control', 'no-store');
      const refusal = refuseText(readText(request.method === 'GET' ? request.query : request.body), options);
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

/** Refuses a text before it is parsed and validated: errors of either would tell of the schema. */
function refuseText(text: string | undefined, options: GraphQLEndpointOptions): GatewayError | undefined {
  if (text === undefined || options.gateway.findRegistered(hashBody(text)) !== undefined) return undefined;
  if (!options.allowAdHoc) return new GatewayError('OPERATION_NOT_REGISTERED');
  try {
    parseDocument(text);
    return undefined;
  } catch (error) {
    // Apollo Server words a syntax error better, and it is about the client's own text.
    if (error instanceof GatewayError) return error.code === 'GRAPHQL_PARSE_FAILED' ? undefined : error;
    throw error;
  }
}

function readText(request: unknown): string | undefined {
  return typeof request === 'object' &&
    request !== null &&
    'query' in request &&
    typeof request.query === 'string'
    ? request.query
    : undefined;
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
