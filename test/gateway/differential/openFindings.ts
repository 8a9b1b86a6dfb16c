import type { GeneratedOperation } from './operationArbitrary.ts';
import { hasLiteralSkip } from './stockFaults.ts';

interface OpenFinding {
  readonly reason: string;
  readonly applies: (operation: GeneratedOperation) => boolean;
}

/** Ways in which this gateway is wrong and that wait to be set right. */
const OPEN_FINDINGS: readonly OpenFinding[] = [
  {
    reason: 'a field whose every selection is literally skipped is not fetched',
    applies: ({ document }) => hasLiteralSkip(document),
  },
];

export function findOpenFinding(operation: GeneratedOperation): string | undefined {
  return OPEN_FINDINGS.find(({ applies }) => applies(operation))?.reason;
}
