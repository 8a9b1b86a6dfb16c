import fc, { type Arbitrary } from 'fast-check';

/** What may go wrong with one answer of a subgraph. */
export const FAULT_KINDS = [
  'fetch fails',
  'refused as a whole',
  'no data',
  'data null',
  'entity null',
  'entity failed',
  'field failed',
  'object for a list',
  'member missing',
  'entities short',
  'entities long',
  'entities reversed',
  'entity twice',
  'members added',
  'entities short without keys',
  'wrong scalar',
  'entities reversed without keys',
  'list short',
  'list long',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A subgraph that lies cannot be told from one that does not: only the shape of what comes of it is certain. */
export const LIES: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'wrong scalar',
  'entities reversed without keys',
  'list short',
  'list long',
]);

/** A subgraph that says "there is none" without a word of error. */
export const SILENT: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'entity null',
  'data null',
  'member missing',
]);

export interface InjectedFault {
  readonly kind: FaultKind;
  /** Which fetch of the operation it happens to. */
  readonly nth: number;
  /** Picks the place in the answer. */
  readonly place: number;
}

export function faultsArbitrary(): Arbitrary<readonly InjectedFault[]> {
  const fault = fc.record({
    kind: fc.constantFrom(...FAULT_KINDS),
    nth: fc.nat({ max: 4 }),
    place: fc.nat({ max: 1_000 }),
  });
  return fc.array(fault, { minLength: 1, maxLength: 3 });
}
