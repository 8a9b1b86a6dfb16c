import Fastify, { type FastifyInstance } from 'fastify';
import type { Services } from '../program/services.ts';
import type { Metrics } from './metrics.ts';

/** What operators alone reach: metrics, and detail that clients are not told. */
export function createAdminApp({ config, gateway }: Services, metrics: Metrics): FastifyInstance {
  const app = Fastify();
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
  app.get('/status', async () => ({
    mode: config.mode,
    database: config.databaseUrl === undefined ? 'embedded' : 'server',
    operations: gateway.operations.map(({ id, name, kind }) => ({ id, name, kind })),
    remoteSubgraphs: [...config.subgraphUrls.keys()],
  }));
  return app;
}
