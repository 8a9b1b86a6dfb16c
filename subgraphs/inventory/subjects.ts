import { ownSubject, type SubjectsByType } from '../subjects.ts';
import type { RestockAlertRow } from './repository.ts';

export const inventorySubjects: SubjectsByType = {
  RestockAlert: (alert: RestockAlertRow) => alert.customer_id,
  Mutation: ownSubject,
};
