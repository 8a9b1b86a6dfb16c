import type { FastifyInstance, FastifyReply } from 'fastify';
import type { VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import { ERROR_CODES, GatewayError } from '../../gateway/errors.ts';

/** Where clients learn how to get a token (RFC 9728, section 3). */
export const RESOURCE_METADATA_PATH = '/.well-known/oauth-protected-resource';

/** Gives every request its caller before any route runs; a token that does not verify ends it with 401. */
export function authenticateRequests(
  app: FastifyInstance,
  verifyCaller: VerifyCaller,
  baseUrl: () => string,
): void {
  // Fastify gives each request its own undefined; the hook sets it or ends the request.
  app.decorateRequest('caller');
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.public === true) return done();
    verifyCaller(request.headers.authorization).then(
      (caller) => {
        request.caller = caller;
        done();
      },
      (error: Error) => {
        if (error instanceof GatewayError) refuse(reply, error, baseUrl());
        else done(error);
      },
    );
  });
}

function refuse(reply: FastifyReply, error: GatewayError, baseUrl: string) {
  const { httpStatus } = ERROR_CODES[error.code];
  if (httpStatus === 401) {
    reply.header('www-authenticate', describeChallenge('invalid_token', error.scopes, baseUrl));
  }
  return reply
    .code(httpStatus)
    .send({ errors: [{ message: error.message, extensions: { code: error.code } }] });
}

/** The challenge to who may not ask at all: to sign in, or to come back with the scopes that it names. */
export function challengeRefused(
  { code, scopes }: { readonly code: string; readonly scopes: readonly string[] },
  baseUrl: string,
): string {
  return describeChallenge(code === 'INSUFFICIENT_SCOPE' ? 'insufficient_scope' : undefined, scopes, baseUrl);
}

/** The WWW-Authenticate header (RFC 6750, section 3; RFC 9728, section 5.1). */
function describeChallenge(
  error: 'invalid_token' | 'insufficient_scope' | undefined,
  scopes: readonly string[],
  baseUrl: string,
): string {
  const parameters = [
    ...(error === undefined ? [] : [`error="${error}"`]),
    ...(scopes.length === 0 ? [] : [`scope="${scopes.join(' ')}"`]),
    `resource_metadata="${baseUrl}${RESOURCE_METADATA_PATH}"`,
  ];
  return `Bearer ${parameters.join(', ')}`;
}
