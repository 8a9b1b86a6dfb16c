import { ownSubject, type SubjectsByType } from '../subjects.ts';
import type { OrderRow } from './repository.ts';

export const ordersSubjects: SubjectsByType = {
  Order: (order: OrderRow) => order.customer_id,
  // A customer is shown what a change of its own order would do.
  CancelOrderPreview: ownSubject,
  StartReturnPreview: ownSubject,
  ChangeShippingAddressPreview: ownSubject,
  Mutation: ownSubject,
};
