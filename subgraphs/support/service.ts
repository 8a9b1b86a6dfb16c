import type { Kysely } from 'kysely';
import { doOnce, type Effect, type IdempotentOutcome } from '../idempotency.ts';
import { resolveMarketplace } from '../marketplace.ts';
import { createRecordId } from '../recordId.ts';
import type { RequestContext } from '../requestContext.ts';
import { requireCustomer } from '../requireCaller.ts';
import type { SupportTables, TicketRow } from './repository.ts';
import { lockTickets, openTicket } from './repositoryAdd.ts';

/** Enough for anybody's troubles; more at once is a loop, or spite. */
export const MAX_OPEN_TICKETS = 20;

/** Ids of 40 random bits are hardly ever taken. */
const MAX_ID_ATTEMPTS = 5;

export interface TicketArguments extends Pick<TicketRow, 'topic' | 'order_id' | 'subject' | 'message'> {
  readonly idempotencyKey: string;
}

/**
 * Opens a ticket once, in the caller's own marketplace; the result is the ticket.
 * @throws DENIED unless the caller is a customer with a marketplace.
 */
export async function createSupportTicket(
  database: Kysely<SupportTables>,
  request: RequestContext,
  { idempotencyKey, ...ticket }: TicketArguments,
): Promise<IdempotentOutcome<'LIMIT_REACHED'>> {
  const caller = requireCustomer(request.caller);
  const { customerId } = caller;
  const marketplace = resolveMarketplace(caller, undefined);
  const now = request.now();
  const { topic, order_id, subject, message } = ticket;
  const call = {
    customerId,
    key: idempotencyKey,
    action: 'createSupportTicket',
    args: { topic, order_id, subject, message },
    now,
  };
  return doOnce(database, 'support', call, async (transaction): Promise<Effect<'LIMIT_REACHED'>> => {
    // A lock first: two that count at the same time would both find room for the last one.
    await lockTickets(transaction, customerId);
    for (let attempt = 0; attempt < MAX_ID_ATTEMPTS; attempt++) {
      const row: TicketRow = {
        id: createRecordId('TK', 8),
        customer_id: customerId,
        marketplace,
        status: 'OPEN',
        ...ticket,
        created_at: now,
        updated_at: now,
      };
      const outcome = await openTicket(transaction, row, MAX_OPEN_TICKETS);
      if (outcome === 'OPENED') return { resultId: row.id };
      if (outcome === 'LIMIT_REACHED') return { error: outcome };
    }
    throw new Error(`${MAX_ID_ATTEMPTS} new ticket ids were all taken.`);
  });
}
