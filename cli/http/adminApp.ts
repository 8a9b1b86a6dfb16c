import Fastify, { type FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.ts';
import { guardOrigin } from './originGuard.ts';

/**
 * What operators alone reach: metrics, and detail that clients are not told.
 * @param describeStatus gives that detail, as JSON.
 */
export function createAdminApp(describeStatus: () => object, metrics: Metrics): FastifyInstance {
  const app = Fastify();
  // It listens on this machine alone, where a page elsewhere would reach it by a name of its own.
  guardOrigin(app, { host: '127.0.0.1', publicUrl: undefined });
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
  app.get('/status', async () => describeStatus());
  return app;
}
