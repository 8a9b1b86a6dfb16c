import type { ChainRow } from './chain.ts';
import type { Head } from './entry.ts';
import type { Party } from './parties.ts';

/** Where chains are kept. */
export interface AuditStore {
  /**
   * Appends rows to a chain, all or none, durably.
   * @param head what they follow; nothing is looked for before the first row of a chain.
   * @returns false, with nothing appended, where the row before is not there as it was written.
   */
  append(head: Head, rows: readonly ChainRow[]): Promise<boolean>;
  /** The last row of each chain, or its checkpoint where all rows are pruned; the latest `limit` of them. */
  findHeads(limit: number): Promise<readonly Head[]>;
  /**
   * Keeps parties that are not there by name yet.
   * @returns those that are there now, one for each name, in no order.
   */
  keepParties(parties: readonly Party[]): Promise<readonly Party[]>;
}

/** The heads that this place has seen released, kept out of the database's reach. */
export interface HeadRegister {
  keep(head: SignedHead): void;
  list(): readonly SignedHead[];
}

export interface SignedHead extends Head {
  readonly signature: string;
}
