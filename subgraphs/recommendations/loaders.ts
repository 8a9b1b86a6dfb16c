import type { Kysely } from 'kysely';
import type { RequestContext } from '../requestContext.ts';

export interface RecommendationsContext {
  readonly request: RequestContext;
  readonly database: Kysely<object>;
}

export function createRecommendationsContext(
  database: Kysely<object>,
  request: RequestContext,
): RecommendationsContext {
  return { request, database };
}
