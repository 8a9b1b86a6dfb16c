import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { compareAnswers } from './compareAnswers.ts';
import { openDifferential } from './differentialGraph.ts';
import { checkFaulted } from './faults/checkFaulted.ts';
import { faultsArbitrary } from './faults/faultsArbitrary.ts';
import { GRAPHS } from './graphs.ts';
import { operationArbitrary } from './operationArbitrary.ts';

/** Runs as many random operations as asked for over each graph: `npm run fuzz:execution -- --runs 100000 --seed 7`. */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    graph: { type: 'string' },
  },
});
const settings = { seed: Number(values.seed), numRuns: Number(values.runs) };

for (const definition of GRAPHS.filter(({ name }) => (values.graph ?? name) === name)) {
  const open = openDifferential(definition);
  const operations = operationArbitrary(open);
  const counts = new Map<string, number>();
  process.stdout.write(`${open.name}: seed ${settings.seed}, ${settings.numRuns} runs\n`);
  const compared = fc.asyncProperty(operations, async (operation) => {
    const verdict = await compareAnswers(open, operation);
    const name = 'reason' in verdict ? `${verdict.kind}: ${verdict.reason}` : verdict.kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  await fc.assert(compared, settings);
  const faulted = fc.asyncProperty(operations, faultsArbitrary(), (operation, faults) =>
    checkFaulted(open, operation, faults),
  );
  await fc.assert(faulted, settings);
  for (const [name, count] of counts) process.stdout.write(`  ${count} ${name}\n`);
}
