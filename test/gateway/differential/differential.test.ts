import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAnswers, type Verdict } from './compareAnswers.ts';
import { openDifferential } from './differentialGraph.ts';
import { GRAPHS } from './graphs.ts';
import { operationArbitrary } from './operationArbitrary.ts';

/** One of these for every run of the suite; `npm run fuzz:execution` goes further. */
const SEED = 1;
const RUNS = 60;
/** On a machine that does other things as well. */
const TIMEOUT_MS = 60_000;

describe('random operations are answered as one schema with all resolvers answers them', () => {
  it.each(GRAPHS.map((graph) => [graph.name, graph] as const))(
    'over the %s',
    async (_name, definition) => {
      const open = openDifferential(definition);
      const verdicts: Verdict['kind'][] = [];
      const property = fc.asyncProperty(operationArbitrary(open), async (operation) => {
        verdicts.push((await compareAnswers(open, operation)).kind);
      });
      await fc.assert(property, { seed: SEED, numRuns: RUNS });
      // Otherwise the rest says little.
      expect(verdicts.filter((kind) => kind === 'equal').length).toBeGreaterThan(RUNS / 2);
    },
    TIMEOUT_MS,
  );
});
