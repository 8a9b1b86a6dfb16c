import { sql, type Transaction } from 'kysely';
import type { SupportTables, TicketRow } from './repository.ts';

/** Keeps other transactions from opening tickets for this customer until this one ends. */
export async function lockTickets(
  transaction: Transaction<SupportTables>,
  customerId: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`support.ticket ${customerId}`}, 0))`.execute(
    transaction,
  );
}

/**
 * Opens a ticket unless its customer has as many open ones as it may; see {@link lockTickets}.
 * @returns what came of it; `ID_TAKEN` asks for another id.
 */
export async function openTicket(
  transaction: Transaction<SupportTables>,
  ticket: TicketRow,
  maxOpen: number,
): Promise<'OPENED' | 'ID_TAKEN' | 'LIMIT_REACHED'> {
  const { rows } = await sql<{ open: number; added: number }>`
    with open as (
      select count(*) as count from support.ticket
      where customer_id = ${ticket.customer_id} and status in ('OPEN', 'WAITING_FOR_CUSTOMER')
    ), added as (
      insert into support.ticket (id, customer_id, marketplace, topic, status, order_id, subject, message,
        created_at, updated_at)
      select ${ticket.id}::text, ${ticket.customer_id}::text, ${ticket.marketplace}::text,
        ${ticket.topic}::text, ${ticket.status}::text, ${ticket.order_id}::text, ${ticket.subject}::text,
        ${ticket.message}::text, ${ticket.created_at}::timestamptz, ${ticket.updated_at}::timestamptz
      where (select count from open) < ${maxOpen}
      on conflict (id) do nothing
      returning id
    )
    select (select count from open) as open, (select count(*) from added) as added`.execute(transaction);
  const [counts] = rows;
  if (counts === undefined) throw new Error('A query that gives one row gave none.');
  if (counts.open >= maxOpen) return 'LIMIT_REACHED';
  return counts.added === 1 ? 'OPENED' : 'ID_TAKEN';
}
