import type { SignedCall } from './callToken.ts';

/** What every resolver of one subgraph request may know beside its arguments. */
export interface RequestContext extends SignedCall {
  /** Says whose data the answer holds, by the customer's id; the audit names it. */
  readonly reportSubject: (customerId: string) => void;
  /** The clock; tests set it. */
  readonly now: () => Date;
  /** Seals cursors and confirmation tokens. The same in every replica. */
  readonly secret: string;
}
