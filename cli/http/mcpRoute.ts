import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '../../gateway/errors.ts';
import type { Refusal } from '../../mcp/executor.ts';
import { createMcpEndpoint, MAX_BODY_BYTES } from '../../mcp/httpEndpoint.ts';
import type { Services } from '../program/services.ts';
import { challengeRefused } from './authenticate.ts';
import { findJsonFault } from './jsonBodies.ts';

/**
 * Serves `/mcp`.
 * @returns what ends open streams.
 */
export async function serveMcp(
  app: FastifyInstance,
  services: Services,
  baseUrl: () => string,
): Promise<() => Promise<void>> {
  const endpoint = createMcpEndpoint(services.tools, (refusal) => challenge(refusal, baseUrl()));
  await app.register(async (scope) => {
    // The protocol has its own answers to bodies of another type and to malformed ones.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES },
      (_request, body: Buffer, done) => done(findJsonFault(body) ?? null, body.toString()),
    );
    scope.route({
      method: ['GET', 'POST', 'DELETE'],
      url: '/mcp',
      handler: async (request, reply) => {
        const controller = new AbortController();
        reply.raw.once('close', () => {
          if (!reply.raw.writableFinished) controller.abort();
        });
        const response = await endpoint.handle({
          method: request.method,
          url: `${baseUrl()}/mcp`,
          headers: webHeaders(request),
          body: typeof request.body === 'string' ? request.body : '',
          caller: request.caller,
          signal: controller.signal,
        });
        return reply.send(response);
      },
    });
  });
  return () => endpoint.close();
}

function challenge(refusal: Refusal, baseUrl: string): Response {
  const status = ERROR_CODES[refusal.code as ErrorCode].httpStatus;
  const error = status === 403 ? 'insufficient_scope' : undefined;
  return Response.json(
    { error: error ?? 'unauthorized', error_description: refusal.message, scope: refusal.scopes.join(' ') },
    { status, headers: { 'www-authenticate': challengeRefused(refusal, baseUrl) } },
  );
}

function webHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  return headers;
}
