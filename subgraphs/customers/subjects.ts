import { ownSubject, type SubjectsByType } from '../subjects.ts';
import type { CustomerRow, EntryRow } from './repository.ts';

export const customersSubjects: SubjectsByType = {
  Customer: ({ id }: CustomerRow) => id,
  LibraryEntry: (entry: EntryRow) => entry.customer_id,
  WishlistEntry: (entry: EntryRow) => entry.customer_id,
  // What the caller owns of it.
  Series: ownSubject,
  Mutation: ownSubject,
};
