import type { ServerResponse } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { VerifyCaller } from '../../gateway/authentication/verifyToken.ts';
import { ERROR_CODES, type ErrorCode } from '../../gateway/errors.ts';
import type { Config } from '../config.ts';
import { authenticateRequests } from './authenticate.ts';
import { acceptCompressedBodies } from './compressedBodies.ts';
import { boundJsonBodies } from './jsonBodies.ts';
import type { Metrics } from './metrics.ts';
import { guardOrigin } from './originGuard.ts';

export interface AppOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly verifyCaller: VerifyCaller;
  readonly metrics: Metrics;
  /** Where clients reach the app, once it listens. */
  readonly baseUrl: () => string;
  /**
   * Whether the audit can be written: without it, what must be audited is refused, and everything else served.
   * Undefined where there is none.
   */
  readonly isAuditAvailable?: () => boolean;
}

export interface PublicApp {
  readonly app: FastifyInstance;
  /** From then on `/readyz` says no, so that no new work is sent here, and each answer closes its connection. */
  drain(): void;
}

const MAX_BODY_BYTES = 1024 * 1024;
/** How long a client may take to send a request. */
const REQUEST_TIMEOUT_MS = 30_000;

/** What every program that clients reach has: health, and requests that have been looked at and have their caller. */
export function createApp(options: AppOptions): PublicApp {
  const { config, log, verifyCaller, metrics, baseUrl, isAuditAvailable = () => true } = options;
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
  // Hooks with callbacks, here and below: an async one costs each request a promise and a turn of the queue.
  app.addHook('onRequest', (request, reply, done) => {
    if (!isForeignCharset(request.headers['content-type'])) return done();
    reply.code(415).send({ errors: [describeHttpError(415)] });
  });
  app.addHook('onResponse', (request, reply, done) => {
    metrics.countRequest(request.routeOptions.url ?? 'unknown', reply.statusCode, reply.elapsedTime / 1_000);
    done();
  });
  acceptCompressedBodies(app);
  boundJsonBodies(app);
  guardOrigin(app, config);
  authenticateRequests(app, verifyCaller, baseUrl);
  app.get('/healthz', { config: { public: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { public: true } }, async (_request, reply) => {
    if (draining) return reply.code(503).send({ status: 'draining' });
    // Replicas share the audit's database: were this a 503, all of them would serve nothing at all.
    return { status: 'ready', ...(!isAuditAvailable() && { audit: 'unavailable' }) };
  });
  return {
    app,
    drain() {
      draining = true;
      // Whoever goes on over a kept connection would send into its end.
      app.server.prependListener('request', (_request, response: ServerResponse) => {
        response.shouldKeepAlive = false;
      });
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
  if (contentType === 'application/json') return false;
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType)?.[1];
  return charset !== undefined && charset.toLowerCase() !== 'utf-8';
}
