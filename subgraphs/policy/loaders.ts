import type { Kysely } from 'kysely';
import type { RequestContext } from '../requestContext.ts';

export interface PolicyContext {
  readonly request: RequestContext;
  readonly database: Kysely<object>;
}

export function createPolicyContext(database: Kysely<object>, request: RequestContext): PolicyContext {
  return { request, database };
}
