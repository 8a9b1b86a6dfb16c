import type DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { byId } from '../batch.ts';
import type { RequestContext } from '../requestContext.ts';
import { type ClauseRow, loadClauses, type PolicyTables } from './repository.ts';

export interface PolicyContext {
  readonly request: RequestContext;
  readonly database: Kysely<PolicyTables>;
  /** One statement for all clauses of a request; undefined where there is none with that id. */
  readonly clauses: DataLoader<string, ClauseRow | undefined>;
}

export function createPolicyContext(database: Kysely<PolicyTables>, request: RequestContext): PolicyContext {
  return {
    request,
    database,
    clauses: byId((ids) => loadClauses(database, ids)),
  };
}
