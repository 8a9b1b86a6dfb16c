import Fastify, { type FastifyInstance } from 'fastify';
import { ERROR_CODES, type ErrorCode } from '../../gateway/errors.ts';
import { serveGraphQL } from '../../gateway/http/graphqlEndpoint.ts';
import { createLandingPage } from '../../gateway/http/landingPage.ts';
import { describeClaims, PERSONAS } from '../../subgraphs/personas.ts';
import type { Services } from '../program/services.ts';
import { authenticateRequests, RESOURCE_METADATA_PATH } from './authenticate.ts';
import { acceptCompressedBodies } from './compressedBodies.ts';
import { boundJsonBodies } from './jsonBodies.ts';
import { serveMcp } from './mcpRoute.ts';
import type { Metrics } from './metrics.ts';
import { guardOrigin } from './originGuard.ts';

export interface PublicApp {
  readonly app: FastifyInstance;
  /** From then on `/readyz` says no, so that no new work is sent here. */
  drain(): void;
}

const MAX_BODY_BYTES = 1024 * 1024;
/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 30_000;
const LANDING_PAGE_TTL_SECONDS = 60 * 60;

/** Everything that clients reach: GraphQL, MCP, health. */
export async function createApp(
  services: Services,
  metrics: Metrics,
  baseUrl: () => string,
): Promise<PublicApp> {
  const { config, log } = services;
  let draining = false;
  const app = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    genReqId: () => crypto.randomUUID(),
  });
  app.setErrorHandler(async (error: { statusCode?: number; code?: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error }, 'a request failed');
    return reply.code(status).send({ errors: [describeHttpError(status)] });
  });
  app.setNotFoundHandler(async (_request, reply) =>
    reply.code(404).send({ errors: [describeHttpError(404)] }),
  );
  app.addHook('onRequest', async (request, reply) => {
    if (isForeignCharset(request.headers['content-type'])) {
      await reply.code(415).send({ errors: [describeHttpError(415)] });
    }
  });
  app.addHook('onResponse', async (request, reply) => {
    metrics.countRequest(request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1_000);
  });
  acceptCompressedBodies(app);
  boundJsonBodies(app);
  guardOrigin(app, config);
  authenticateRequests(app, services.verifyCaller, baseUrl);
  app.get('/healthz', { config: { public: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { public: true } }, async (_request, reply) =>
    draining ? reply.code(503).send({ status: 'draining' }) : { status: 'ready' },
  );
  for (const path of [RESOURCE_METADATA_PATH, `${RESOURCE_METADATA_PATH}/mcp`]) {
    app.get(path, { config: { public: true } }, async () => describeResource(services, baseUrl()));
  }
  const stopGraphQL = await serveGraphQL(app, {
    gateway: services.gateway,
    allowAdHoc: config.mode === 'development',
    ...describeLandingPage(services),
    onInternalError: (error) => log.error({ err: error }, 'a GraphQL request failed'),
  });
  const stopMcp = await serveMcp(app, services, baseUrl);
  app.addHook('onClose', async () => {
    await stopMcp();
    await stopGraphQL();
  });
  return {
    app,
    drain() {
      draining = true;
    },
  };
}

const CODE_BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

function describeHttpError(status: number) {
  const code = CODE_BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST');
  return { message: ERROR_CODES[code].message, extensions: { code } };
}

/** RFC 8259, section 8.1: JSON between systems is UTF-8. */
function isForeignCharset(contentType = ''): boolean {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1];
  return charset !== undefined && charset.toLowerCase() !== 'utf-8';
}

/** Protected resource metadata (RFC 9728, section 2). */
function describeResource({ config, gateway }: Services, baseUrl: string) {
  return {
    resource: `${baseUrl}/mcp`,
    ...(config.oidc !== undefined && { authorization_servers: [config.oidc.issuer] }),
    scopes_supported: [...gateway.obtainableScopes],
    bearer_methods_supported: ['header'],
  };
}

function describeLandingPage({ issuer, now }: Services) {
  const [persona] = PERSONAS;
  if (issuer === undefined || persona === undefined) return {};
  return {
    landingPage: createLandingPage(
      async () => `Bearer ${await issuer.sign(describeClaims(persona), LANDING_PAGE_TTL_SECONDS, now())}`,
    ),
  };
}
