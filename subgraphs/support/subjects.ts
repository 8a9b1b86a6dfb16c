import { ownSubject, type SubjectsByType } from '../subjects.ts';
import type { TicketRow } from './repository.ts';

export const supportSubjects: SubjectsByType = {
  Ticket: (ticket: TicketRow) => ticket.customer_id,
  Mutation: ownSubject,
};
