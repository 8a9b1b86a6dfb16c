import fc from 'fast-check';
import { describe, it } from 'vitest';
import { openDifferential } from './differentialGraph.ts';
import { checkFaulted } from './faults/checkFaulted.ts';
import { faultsArbitrary } from './faults/faultsArbitrary.ts';
import { GRAPHS } from './graphs.ts';
import { operationArbitrary } from './operationArbitrary.ts';

const SEED = 1;
const RUNS = 40;
/** On a machine that does other things as well. */
const TIMEOUT_MS = 60_000;

describe('attacks 24, 72, 74, 75: whatever a subgraph answers, no parent gets what is not its own', () => {
  it.each(GRAPHS.map((graph) => [graph.name, graph] as const))(
    'over the %s',
    async (_name, definition) => {
      const open = openDifferential(definition);
      const property = fc.asyncProperty(operationArbitrary(open), faultsArbitrary(), (operation, faults) =>
        checkFaulted(open, operation, faults),
      );
      await fc.assert(property, { seed: SEED, numRuns: RUNS });
    },
    TIMEOUT_MS,
  );
});
