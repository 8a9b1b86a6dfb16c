/** One access to classified fields, as the gateway saw it. */
export interface Access {
  /**
   * `intended`: a mutation is about to run. `accessed`: it has run, or a query has, and its outcome is released once
   * this is kept. `refused`: the call was refused as a whole.
   */
  readonly kind: 'intended' | 'accessed' | 'refused';
  readonly at: Date;
  /** The caller's, from its token; undefined: an anonymous caller. */
  readonly subject: string | undefined;
  /** Under what id subgraphs report the caller's own data, where it has any. */
  readonly ownId: string | undefined;
  readonly context: string;
  /** Whose data it was, as subgraphs report it. */
  readonly subjects: readonly string[];
  /** Of how many more people it was, who are not listed. */
  readonly omittedSubjects: number;
  /** Undefined for an ad-hoc query. */
  readonly operationId: string | undefined;
  /** The registered one; a name that a client made up is nobody's business. */
  readonly operationName: string | undefined;
  readonly coordinates: readonly AccessedCoordinate[];
  /** What the call stated, such as a reason, by name. */
  readonly stated: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
  readonly traceId: string | undefined;
}

export const OUTCOMES = ['given', 'null', 'failed', 'read', 'withheld'] as const;

export interface AccessedCoordinate {
  readonly coordinate: string;
  /** None: the root field of a mutation, which is kept for what it did. */
  readonly classes: readonly string[];
  /**
   * `given`: the answer has a value of it. `null`: there was none. `failed`: none came. `read`: an argument filtered or
   * sorted by it, whether or not the answer has it too. `withheld`: the caller may not see it. Of a mutation that is `intended`: whether the caller may see it, `given` or `withheld`.
   */
  readonly outcome: (typeof OUTCOMES)[number];
}

/** Where every access to a classified field is kept. */
export interface AuditTrail {
  /**
   * @returns when the entry is durably kept.
   * @throws GatewayError AUDIT_UNAVAILABLE when it cannot be, or too many wait for it.
   */
  record(access: Access): Promise<void>;
  /**
   * Keeps that a call was refused. Nothing was released, so nobody waits; of a flood a bounded part is kept, and how
   * many were left out.
   */
  noteRefusal(access: Access): void;
}
