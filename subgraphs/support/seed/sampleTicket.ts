import type { Marketplace } from '../../caller.ts';
import type { TicketStatus, TicketTopic } from '../resolvers.generated.ts';

/** An invented ticket; times count back from the moment of seeding. */
export interface SampleTicket {
  readonly id: string;
  readonly customerId: string;
  readonly marketplace: Marketplace;
  readonly topic: TicketTopic;
  readonly status: TicketStatus;
  readonly orderId?: string;
  readonly openedHoursAgo: number;
  /** When it was opened, where left out. */
  readonly changedHoursAgo?: number;
  readonly subject: string;
  readonly message: string;
  /** Latest first. */
  readonly notes?: readonly (readonly [hoursAgo: number, author: string, text: string])[];
}

/** Tickets of one customer in one marketplace. */
export function ticketsOf(
  customerId: string,
  marketplace: Marketplace,
  tickets: readonly Omit<SampleTicket, 'customerId' | 'marketplace'>[],
): SampleTicket[] {
  return tickets.map((ticket) => ({ customerId, marketplace, ...ticket }));
}
