import type { Transaction } from 'kysely';
import { addRows } from '../../database/addRows.ts';
import type { SupportTables } from '../repository.ts';
import { JP_AND_DE_TICKETS } from './jpAndDeTickets.ts';
import { US_TICKETS } from './usTickets.ts';

const SAMPLE_TICKETS = [...US_TICKETS, ...JP_AND_DE_TICKETS];

const HOUR_MS = 60 * 60 * 1_000;

/** Puts the sample shop's tickets there, as of `now`; one that is there already stays as it has become. */
export async function seedSupport(transaction: Transaction<SupportTables>, now: Date): Promise<void> {
  const findMoment = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * HOUR_MS);
  await addRows(
    transaction,
    'support.ticket',
    SAMPLE_TICKETS.map((ticket) => ({
      id: ticket.id,
      customer_id: ticket.customerId,
      marketplace: ticket.marketplace,
      topic: ticket.topic,
      status: ticket.status,
      order_id: ticket.orderId ?? null,
      subject: ticket.subject,
      message: ticket.message,
      created_at: findMoment(ticket.openedHoursAgo),
      updated_at: findMoment(ticket.changedHoursAgo ?? ticket.openedHoursAgo),
    })),
  );
  await addRows(
    transaction,
    'support.ticket_note',
    SAMPLE_TICKETS.flatMap(({ id, notes = [] }) =>
      notes.map(([hoursAgo, author, text], index) => ({
        id: `${id}-N${notes.length - index}`,
        ticket_id: id,
        written_at: findMoment(hoursAgo),
        author,
        text,
      })),
    ),
  );
}
