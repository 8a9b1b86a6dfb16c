import type { Kysely } from 'kysely';
import type { RequestContext } from '../requestContext.ts';

export interface MarketplaceContext {
  readonly request: RequestContext;
  readonly database: Kysely<object>;
}

export function createMarketplaceContext(
  database: Kysely<object>,
  request: RequestContext,
): MarketplaceContext {
  return { request, database };
}
