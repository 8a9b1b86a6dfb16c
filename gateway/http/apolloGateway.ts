import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Caller } from '../authentication/caller.ts';
import { faultToGraphQLError, GatewayError, refusalToGraphQLError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';

/** What every GraphQL request of Apollo Server carries. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly signal: AbortSignal;
}

/** Lets Apollo Server serve the gateway: its plugins and landing page around the one path of a call. */
export function createApolloGateway(gateway: Gateway): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: gateway.schema, coreSupergraphSdl: gateway.supergraphSdl });
      return () => {};
    },
    load: async () => ({
      executor: async ({ source, operationName, request, context }) => {
        // The context function below the endpoint makes it; Apollo's interface leaves its type open.
        const { caller, requestId, signal } = context as GraphQLContext;
        try {
          const { data, faults } = await gateway.executeText(source, operationName ?? undefined, {
            variables: request.variables ?? {},
            caller,
            requestId,
            signal,
          });
          return { data, ...(faults.length > 0 && { errors: faults.map(faultToGraphQLError) }) };
        } catch (error) {
          if (error instanceof GatewayError) return { errors: [refusalToGraphQLError(error)] };
          throw error;
        }
      },
    }),
    stop: async () => {},
  };
}
