import type { Kysely } from 'kysely';
import type { RequestContext } from '../requestContext.ts';

export interface CustomersContext {
  readonly request: RequestContext;
  readonly database: Kysely<object>;
}

export function createCustomersContext(database: Kysely<object>, request: RequestContext): CustomersContext {
  return { request, database };
}
