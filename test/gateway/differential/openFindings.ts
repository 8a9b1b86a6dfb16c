import type { GeneratedOperation } from './operationArbitrary.ts';

interface OpenFinding {
  readonly reason: string;
  readonly applies: (operation: GeneratedOperation, fault: unknown) => boolean;
}

/** Ways in which this gateway is wrong and that wait to be set right. */
const OPEN_FINDINGS: readonly OpenFinding[] = [
  {
    reason: 'the planner refuses fragments on types that exclude each other',
    applies: (_operation, fault) =>
      fault instanceof Error &&
      /Cannot add fragment of condition|should have an edge from \S+ for __typename/.test(fault.message),
  },
];

export function findOpenFinding(operation: GeneratedOperation, fault?: unknown): string | undefined {
  return OPEN_FINDINGS.find(({ applies }) => applies(operation, fault))?.reason;
}
