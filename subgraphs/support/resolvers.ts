import { parseIdempotencyKey, parseOrderId } from '../arguments.ts';
import { createCursors, parsePageSize } from '../connection.ts';
import { IDEMPOTENCY_CONFLICT } from '../idempotency.ts';
import { requireStaff } from '../requireCaller.ts';
import { parseMessage, parseSubject } from './arguments.ts';
import { listTickets, type TicketPosition, type TicketRow } from './repository.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { createSupportTicket, MAX_OPEN_TICKETS } from './service.ts';

export const supportResolvers: Resolvers = {
  Query: {
    async tickets(_query, { first, after }, { database, request }) {
      const size = parsePageSize(first);
      const cursors = createCursors<TicketPosition>(request.secret, request.caller, 'tickets', [
        'createdAt',
        'id',
      ]);
      const rows = await listTickets(database, request.caller, size + 1, cursors.parse(after));
      return cursors.page(rows, size, describePosition);
    },
  },
  Mutation: {
    async createSupportTicket(
      _mutation,
      { topic, orderId, subject, message, idempotencyKey },
      { database, request, tickets },
    ) {
      const outcome = await createSupportTicket(database, request, {
        topic,
        order_id: orderId == null ? null : parseOrderId('orderId', orderId),
        subject: parseSubject(subject),
        message: parseMessage(message),
        idempotencyKey: parseIdempotencyKey(idempotencyKey),
      });
      if ('error' in outcome) return { userErrors: [USER_ERRORS[outcome.error]], replayed: false };
      const ticket = await tickets.load(outcome.resultId);
      return ticket === undefined
        ? { userErrors: [USER_ERRORS.NOT_FOUND], replayed: false }
        : { ticket, userErrors: [], replayed: outcome.replayed };
    },
  },
  Ticket: {
    // Async, so that one reference that throws does not fail its whole batch.
    __resolveReference: async ({ id }, { tickets }) => (await tickets.load(id)) ?? null,
    createdAt: (ticket) => ticket.created_at.toISOString(),
    updatedAt: (ticket) => ticket.updated_at.toISOString(),
    orderReference: (ticket) => ticket.order_id,
    customerReference: (ticket) => ticket.customer_id,
    async notes(ticket, { first }, { notes, request }) {
      requireStaff(request.caller);
      return notes.load({ id: ticket.id, first: parsePageSize(first) });
    },
  },
  TicketNote: {
    writtenAt: (note) => note.written_at.toISOString(),
  },
  Customer: {
    __resolveReference: async ({ id }) => ({ id }),
    tickets: async ({ id }, { first }, { customerTickets }) =>
      customerTickets.load({ id, first: parsePageSize(first) }),
  },
};

/** What a person reads beside the code, and the argument it is about. */
const USER_ERRORS = {
  LIMIT_REACHED: {
    code: 'LIMIT_REACHED',
    message: `There are ${MAX_OPEN_TICKETS} open tickets already. Wait for an answer to one of them.`,
  },
  // A replay by somebody who no longer has the ticket's marketplace.
  NOT_FOUND: { code: 'NOT_FOUND', message: 'There is no such ticket.' },
  IDEMPOTENCY_CONFLICT,
} as const;

function describePosition(ticket: TicketRow): TicketPosition {
  return { createdAt: ticket.created_at.toISOString(), id: ticket.id };
}
