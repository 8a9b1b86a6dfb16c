import { serveGraphQL } from '../../gateway/http/graphqlEndpoint.ts';
import { createLandingPage } from '../../gateway/http/landingPage.ts';
import { describeClaims, PERSONAS } from '../../subgraphs/personas.ts';
import type { Services } from '../program/services.ts';
import { challengeRefused } from './authenticate.ts';
import { createApp, type PublicApp } from './createApp.ts';
import { serveMcp } from './mcpRoute.ts';
import type { Metrics } from './metrics.ts';
import { serveResourceMetadata } from './resourceMetadata.ts';

const LANDING_PAGE_TTL_SECONDS = 60 * 60;

/** Everything that clients of the whole program reach: GraphQL, MCP, health. */
export async function createProgramApp(
  services: Services,
  metrics: Metrics,
  baseUrl: () => string,
): Promise<PublicApp> {
  const { config, log, gateway, verifyCaller, audit } = services;
  const isAuditAvailable = () => audit.trail.isAvailable();
  const { app, drain } = createApp({ config, log, verifyCaller, metrics, baseUrl, isAuditAvailable });
  serveResourceMetadata(app, '/mcp', { config, gateway, baseUrl });
  const stopGraphQL = await serveGraphQL(app, {
    gateway,
    allowAdHoc: config.mode === 'development',
    ...describeLandingPage(services),
    describeChallenge: (refusal) => challengeRefused(refusal, baseUrl()),
    onInternalError: (error) => log.error({ err: error }, 'a GraphQL request failed'),
  });
  const stopMcp = await serveMcp(app, services, baseUrl);
  app.addHook('onClose', async () => {
    await stopMcp();
    await stopGraphQL();
  });
  return { app, drain };
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
