import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../../gateway/gateway.ts';
import type { Config } from '../config.ts';
import { RESOURCE_METADATA_PATH } from './authenticate.ts';

export interface ResourceOptions {
  readonly config: Config;
  readonly gateway: Gateway;
  readonly baseUrl: () => string;
}

/** Tells clients how to get a token for the resource at a path: its metadata (RFC 9728, sections 2 and 3). */
export function serveResourceMetadata(
  app: FastifyInstance,
  path: string,
  { config, gateway, baseUrl }: ResourceOptions,
): void {
  for (const url of [RESOURCE_METADATA_PATH, `${RESOURCE_METADATA_PATH}${path}`]) {
    app.get(url, { config: { public: true } }, async () => ({
      resource: `${baseUrl()}${path}`,
      ...(config.oidc !== undefined && { authorization_servers: [config.oidc.issuer] }),
      scopes_supported: [...gateway.obtainableScopes],
      bearer_methods_supported: ['header'],
    }));
  }
}
