import type DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import { byId, byPosition } from '../batch.ts';
import type { FirstOf } from '../database/firstOf.ts';
import type { RequestContext } from '../requestContext.ts';
import {
  loadCustomerTickets,
  loadTicketNotes,
  loadTickets,
  type SupportTables,
  type TicketNoteRow,
  type TicketRow,
} from './repository.ts';

/** All that this subgraph knows of a customer. */
export interface CustomerReference {
  readonly id: string;
}

/** Each loader needs one statement a request, and finds what the caller may see only. */
export interface SupportContext {
  readonly request: RequestContext;
  /** For what is not batched: a page of tickets, and changes. */
  readonly database: Kysely<SupportTables>;
  /** Undefined alike for a missing ticket and one that the caller may not see. */
  readonly tickets: DataLoader<string, TicketRow | undefined>;
  /** By customer. */
  readonly customerTickets: DataLoader<FirstOf, TicketRow[], string>;
  /** By ticket. */
  readonly notes: DataLoader<FirstOf, TicketNoteRow[], string>;
}

export function createSupportContext(
  database: Kysely<SupportTables>,
  request: RequestContext,
): SupportContext {
  const { caller } = request;
  return {
    request,
    database,
    tickets: byId((ids) => loadTickets(database, caller, ids)),
    customerTickets: byPosition((keys) => loadCustomerTickets(database, caller, keys)),
    notes: byPosition((keys) => loadTicketNotes(database, caller, keys)),
  };
}
