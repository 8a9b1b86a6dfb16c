import type { FastifyReply, FastifyRequest } from 'fastify';
import { describeFault, describeRefusal, ERROR_CODES, GatewayError } from '../errors.ts';
import type { OperationCall, OperationResult } from '../executeOperation.ts';
import type { Gateway } from '../gateway.ts';
import { hashBody } from '../planning/parseOperation.ts';
import { abortWhenClosed } from './abortWhenClosed.ts';
import type { GraphQLEndpointOptions } from './graphqlEndpoint.ts';
import { chooseMediaType, JSON_MEDIA_TYPE } from './mediaType.ts';
import { checkPreflight } from './preflight.ts';
import { type Parameters, readParameters } from './readParameters.ts';
import { readTrace } from './readTrace.ts';

/**
 * Answers GraphQL over HTTP (GraphQL-over-HTTP draft) from the gateway itself. What is refused as a whole has its
 * code's status in either media type; an answer, partial or not, is 200.
 */
export function createGraphQLHandler(
  options: Pick<GraphQLEndpointOptions, 'gateway' | 'allowAdHoc' | 'describeChallenge' | 'onInternalError'>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const { gateway, allowAdHoc, describeChallenge, onInternalError } = options;
  return async (request, reply) => {
    const mediaType = chooseMediaType(request.headers.accept);
    reply.header('content-type', mediaType ?? JSON_MEDIA_TYPE);
    try {
      if (mediaType === undefined) throw new GatewayError('NOT_ACCEPTABLE');
      const isGet = request.method === 'GET';
      if (!isGet && request.method !== 'POST') throw new GatewayError('METHOD_NOT_ALLOWED');
      checkPreflight(request.headers);
      const parameters = readParameters(isGet, request.query, request.body);
      const { data, faults } = await execute(gateway, allowAdHoc, parameters, {
        variables: parameters.variables,
        caller: request.caller,
        requestId: request.id,
        ...readTrace(request),
        signal: abortWhenClosed(reply.raw),
        readOnly: isGet,
      });
      return reply.send(
        JSON.stringify(faults.length === 0 ? { data } : { errors: faults.map(describeFault), data }),
      );
    } catch (error) {
      const refusal = error instanceof GatewayError ? error : new GatewayError('INTERNAL_ERROR');
      if (refusal !== error) onInternalError(error);
      if (refusal.code === 'METHOD_NOT_ALLOWED') {
        reply.header('allow', request.method === 'GET' ? 'POST' : 'GET, POST');
      }
      const { httpStatus } = ERROR_CODES[refusal.code];
      if (describeChallenge !== undefined && (httpStatus === 401 || httpStatus === 403)) {
        reply.header('www-authenticate', describeChallenge(refusal));
      }
      return reply
        .code(httpStatus)
        .send(JSON.stringify({ errors: describeRefusal(refusal, { withSchema: allowAdHoc }) }));
    }
  };
}

/** Whatever is not registered is refused unparsed where nothing else is served. */
async function execute(
  gateway: Gateway,
  allowAdHoc: boolean,
  { text, id, operationName }: Parameters,
  call: OperationCall,
): Promise<OperationResult> {
  if (text === undefined) {
    const registered = gateway.findRegistered(id);
    if (registered === undefined) throw new GatewayError('OPERATION_NOT_REGISTERED');
    if (operationName !== undefined && operationName !== registered.name) {
      throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
    }
    return gateway.executeRegistered(id, call);
  }
  if (id !== undefined && gateway.findRegistered(id)?.body !== text && hashBody(text) !== id) {
    throw new GatewayError('PERSISTED_QUERY_MISMATCH');
  }
  if (!allowAdHoc && gateway.findRegisteredText(text) === undefined) {
    throw new GatewayError('OPERATION_NOT_REGISTERED');
  }
  return gateway.executeText(text, operationName, call);
}
