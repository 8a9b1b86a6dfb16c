import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Caller } from '../authentication/caller.ts';
import type { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { createGraphQLHandler } from './graphqlHandler.ts';
import { prefersPage } from './mediaType.ts';

export interface GraphQLEndpointOptions {
  readonly gateway: Gateway;
  /** Where false, only registered operations run and the schema stays private. */
  readonly allowAdHoc: boolean;
  /** Page for browsers, where there is one. */
  readonly landingPage?: ApolloServerPlugin;
  /** Where there are any, every request goes through Apollo Server's pipeline, so that they see it. */
  readonly plugins?: readonly ApolloServerPlugin[];
  /** Tells a listener when another generation took over, where that happens. */
  readonly onReplaced?: (listener: () => void) => () => void;
  /** The WWW-Authenticate header of an answer to who may not ask at all; undefined: none. */
  readonly describeChallenge?: (refusal: GatewayError) => string;
  readonly onInternalError: (error: unknown) => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any route runs. */
    caller: Caller;
  }
}

/**
 * Serves `GET` and `POST /graphql` on an app whose requests already have their caller. Requests go straight to
 * the gateway; Apollo Server, several times as dear, is loaded where it has pages or plugins to serve.
 * @returns what stops it.
 */
export async function serveGraphQL(
  app: FastifyInstance,
  options: GraphQLEndpointOptions,
): Promise<() => Promise<void>> {
  const { landingPage, plugins = [] } = options;
  const handle = createGraphQLHandler(options);
  const apollo =
    landingPage === undefined && plugins.length === 0
      ? undefined
      : await (await import('./apolloHandler.ts')).startApollo(options);
  app.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: (request, reply) => {
      // Answers are one caller's, and the landing page holds a token.
      reply.header('cache-control', 'no-store');
      const isApollos = plugins.length > 0 || (landingPage !== undefined && prefersPage(request));
      return apollo !== undefined && isApollos ? apollo.handle(request, reply) : handle(request, reply);
    },
  });
  return async () => apollo?.stop();
}
