import type { Caller } from './caller.ts';

/** What every resolver of one subgraph request may know beside its arguments. */
export interface RequestContext {
  readonly caller: Caller;
  /** The registered operation this request is part of; absent for an ad-hoc query. */
  readonly operationId?: string;
  readonly requestId: string;
  /** Says whose data the answer holds, by the customer's id; the audit names it. */
  readonly reportSubject: (customerId: string) => void;
  /** The clock; tests set it. */
  readonly now: () => Date;
  /** Seals cursors and confirmation tokens. The same in every replica. */
  readonly secret: string;
}
