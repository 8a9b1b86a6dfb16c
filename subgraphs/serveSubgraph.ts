import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { InvalidCallToken } from './callToken.ts';
import { isRecord } from './isRecord.ts';
import type { Subgraph } from './subgraph.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/**
 * Serves one subgraph over HTTP to the gateway alone: a request without the gateway's fresh signature for this
 * very subgraph is 401, whatever it asks and wherever, before its body is read. Only `GET /healthz` is anybody's.
 */
export function serveSubgraph(
  subgraph: Pick<Subgraph, 'checkToken' | 'execute'>,
  onInternalError: (error: unknown) => void,
): FastifyInstance {
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES });
  app.removeContentTypeParser('text/plain');
  app.get('/healthz', async () => ({ status: 'ok' }));
  // Also where there is no such route: whoever is not the gateway learns nothing of what there is.
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url === '/healthz') return;
    const token = readToken(request.headers.authorization);
    try {
      if (token === undefined) return refuse(reply);
      subgraph.checkToken(token);
    } catch (error) {
      if (error instanceof InvalidCallToken) return refuse(reply);
      throw error;
    }
  });
  app.post('/graphql', async (request, reply) => {
    const { query, variables } = isRecord(request.body) ? request.body : {};
    if (typeof query !== 'string') return reply.code(400).send(codedError('INVALID_ARGUMENT'));
    return subgraph.execute({
      // The hook has seen it.
      token: readToken(request.headers.authorization) ?? '',
      document: query,
      variables: isRecord(variables) ? variables : {},
    });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(codedError('NOT_FOUND')));
  app.setErrorHandler((error, _request, reply) => {
    // A token may end while a slow body arrives.
    if (error instanceof InvalidCallToken) return refuse(reply);
    const status = readStatus(error);
    if (status >= 500) onInternalError(error);
    return reply.code(status).send(codedError(status >= 500 ? 'INTERNAL_ERROR' : 'INVALID_REQUEST'));
  });
  return app;
}

function readToken(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
}

function refuse(reply: FastifyReply): FastifyReply {
  // What it still sends is not read.
  return reply.code(401).header('connection', 'close').send(codedError('UNAUTHENTICATED'));
}

/** What Fastify finds wrong with a request, such as a body over the limit, it gives a status. */
function readStatus(error: unknown): number {
  return isRecord(error) && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

function codedError(code: string) {
  return { errors: [{ message: code, extensions: { code } }] };
}
