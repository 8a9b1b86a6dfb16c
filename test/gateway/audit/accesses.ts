import type { Access } from '../../../gateway/audit/access.ts';
import { TEST_NOW } from '../../harness/clock.ts';

/** An access as support looks at somebody, but for what is given. */
export function anAccess(change: Partial<Access> = {}): Access {
  return {
    kind: 'accessed',
    at: TEST_NOW,
    subject: 'staff-1',
    ownId: undefined,
    context: 'support',
    subjects: ['ada'],
    omittedSubjects: 0,
    operationId: 'f'.repeat(64),
    operationName: 'Look',
    coordinates: [{ coordinate: 'Person.phone', classes: ['contact'], outcome: 'given' }],
    stated: { reason: 'a parcel is lost' },
    requestId: 'request-1',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    ...change,
  };
}
