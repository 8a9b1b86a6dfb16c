import type { Kysely } from 'kysely';
import type { RequestContext } from '../requestContext.ts';

export interface SupportContext {
  readonly request: RequestContext;
  readonly database: Kysely<object>;
}

export function createSupportContext(database: Kysely<object>, request: RequestContext): SupportContext {
  return { request, database };
}
