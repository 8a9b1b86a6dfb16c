import Fastify, { type FastifyInstance } from 'fastify';
import { errors, importJWK, type JWK, jwtVerify } from 'jose';
import type { Subgraph } from './subgraph.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;

interface SignedCall {
  readonly caller: unknown;
  readonly operationId?: string;
  readonly requestId: string;
}

/**
 * Serves one subgraph over HTTP to the gateway alone: a request without the gateway's fresh signature for this
 * very subgraph is 401, whatever it asks.
 * @param gatewayKey the gateway's Ed25519 key as a JWK in JSON; its public half is enough.
 */
export async function serveSubgraph(subgraph: Subgraph, gatewayKey: string): Promise<FastifyInstance> {
  const verifyCall = await createCallVerifier(subgraph.name, gatewayKey);
  const app = Fastify({ bodyLimit: MAX_BODY_BYTES });
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.post('/graphql', async (request, reply) => {
    const call = await verifyCall(request.headers.authorization);
    if (call === undefined) return reply.code(401).send(codedError('UNAUTHENTICATED'));
    const { query, variables } = parseBody(request.body);
    if (query === undefined) return reply.code(400).send(codedError('INVALID_ARGUMENT'));
    return subgraph.execute({ document: query, variables, ...call });
  });
  return app;
}

async function createCallVerifier(subgraph: string, gatewayKey: string) {
  const { d: _private, ...publicJwk } = JSON.parse(gatewayKey) as JWK;
  const publicKey = await importJWK(publicJwk, 'EdDSA');
  return async (authorization: string | undefined): Promise<SignedCall | undefined> => {
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        issuer: 'urn:genkan:gateway',
        audience: `urn:genkan:subgraph:${subgraph}`,
        algorithms: ['EdDSA'],
        typ: 'genkan-call+jwt',
        maxTokenAge: '60s',
      });
      // The gateway alone can sign it, and writes it in this form.
      return payload.call as SignedCall;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

function parseBody(body: unknown): { query: string | undefined; variables: Record<string, unknown> } {
  const { query, variables } = (body ?? {}) as Record<string, unknown>;
  return {
    query: typeof query === 'string' ? query : undefined,
    variables: typeof variables === 'object' && variables !== null ? { ...variables } : {},
  };
}

function codedError(code: string) {
  return { errors: [{ message: code, extensions: { code } }] };
}
