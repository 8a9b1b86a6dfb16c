import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { describeRefusal, ERROR_CODES, type ErrorCode, GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { LIMITS } from '../planning/limits/limits.ts';
import { hashBody, parseDocument } from '../planning/parseOperation.ts';
import { abortWhenClosed } from './abortWhenClosed.ts';
import { createApolloGateway, type GraphQLContext } from './apolloGateway.ts';
import type { GraphQLEndpointOptions } from './graphqlEndpoint.ts';
import { prefersPage } from './mediaType.ts';
import { readParameters } from './readParameters.ts';
import { readTrace } from './readTrace.ts';

/** GraphQL requests through Apollo Server's own pipeline, for its plugins and its pages. */
export interface ApolloHandler {
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
  stop(): Promise<void>;
}

export async function startApollo(options: GraphQLEndpointOptions): Promise<ApolloHandler> {
  const { gateway, allowAdHoc, onReplaced, plugins = [] } = options;
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
      ...plugins,
    ],
  });
  await apollo.start();
  const handle = fastifyApolloHandler(apollo, {
    context: async (request, reply) => ({
      caller: request.caller,
      requestId: request.id,
      ...readTrace(request),
      signal: abortWhenClosed(reply.raw),
    }),
  });
  return {
    async handle(request, reply) {
      const isPage = options.landingPage !== undefined && prefersPage(request);
      const isServed = request.method === 'GET' || request.method === 'POST';
      const refusal = isPage || !isServed ? undefined : findRefusal(request, options);
      if (refusal === undefined) return handle.call(request.server, request, reply);
      return reply
        .code(ERROR_CODES[refusal.code].httpStatus)
        .send({ errors: describeRefusal(refusal, { withSchema: allowAdHoc }) });
    },
    stop: () => apollo.stop(),
  };
}

/** Registered operations in place of Apollo's automatic persisted queries: nobody registers by asking. */
function createOperationStore(gateway: Gateway) {
  return {
    get: async (key: string) => gateway.findRegistered(key.replace(/^apq:/, ''))?.body,
    set: async () => {},
    delete: async () => false,
  };
}

/** Refuses before anything is parsed or validated by Apollo Server: errors of either would tell of the schema. */
function findRefusal(
  request: FastifyRequest,
  { gateway, allowAdHoc }: GraphQLEndpointOptions,
): GatewayError | undefined {
  try {
    const { text, id } = readParameters(request.method === 'GET', request.query, request.body);
    if (text === undefined) {
      return gateway.findRegistered(id) === undefined
        ? new GatewayError('OPERATION_NOT_REGISTERED')
        : undefined;
    }
    if (id !== undefined && id !== hashBody(text)) return new GatewayError('PERSISTED_QUERY_MISMATCH');
    if (gateway.findRegisteredText(text) !== undefined) return undefined;
    if (!allowAdHoc) return new GatewayError('OPERATION_NOT_REGISTERED');
    // What Apollo Server parsed in our place would meet no limit.
    parseDocument(text);
    return undefined;
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
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
