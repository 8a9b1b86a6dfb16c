import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Caller } from '../authentication/caller.ts';
import { faultToGraphQLError, GatewayError, refusalToGraphQLError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';

/** What every GraphQL request of Apollo Server carries. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly requestId: string;
  readonly traceparent?: string;
  readonly signal: AbortSignal;
}

/**
 * Lets Apollo Server serve the gateway: its plugins and landing page around the one path of a call.
 * @param onReplaced tells a listener when the gateway's schema is another; left out, it never is.
 * @param allowAdHoc where false, a text that is not registered is refused here too, whatever way it came by.
 */
export function createApolloGateway(
  gateway: Gateway,
  allowAdHoc: boolean,
  onReplaced: (listener: () => void) => () => void = () => () => {},
): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      const tell = () => callback({ apiSchema: gateway.schema, coreSupergraphSdl: gateway.supergraphSdl });
      tell();
      return onReplaced(tell);
    },
    load: async () => ({
      executor: async ({ source, request, context }) => {
        // The context function below the endpoint makes it; Apollo's interface leaves its type open.
        const call = context as GraphQLContext;
        try {
          if (!allowAdHoc && gateway.findRegisteredText(source) === undefined) {
            throw new GatewayError('OPERATION_NOT_REGISTERED');
          }
          // As the client wrote it: Apollo's own is null for a name that is not there, as if none were asked for.
          const name = request.operationName ?? undefined;
          const { data, faults } = await gateway.executeText(source, name, {
            variables: request.variables ?? {},
            ...call,
            readOnly: request.http?.method === 'GET',
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
