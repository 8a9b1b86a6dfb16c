import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Metrics } from './metrics.ts';
import { guardOrigin } from './originGuard.ts';

/**
 * What operators alone reach: metrics, and detail that clients are not told.
 * @param describeStatus gives that detail, as JSON.
 */
export function createAdminApp(
  config: Config,
  describeStatus: () => object,
  metrics: Metrics,
): FastifyInstance {
  const app = Fastify();
  guardOrigin(app, config);
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
  app.get('/status', async () => describeStatus());
  return app;
}
