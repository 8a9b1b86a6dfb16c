import { parse, print } from 'graphql';
import type {
  ExplainedFetch,
  ExplainedStep,
  OperationExplanation,
} from '../../gateway/planning/explainOperation.ts';
import { MAX_COST } from '../../gateway/planning/limits/cost.ts';

/** A line for each operation, in columns. */
export function describeExplanations(explanations: readonly OperationExplanation[]): string {
  const lines = explanations.map((explanation) => {
    const { name = '', fetches, depth, cost } = explanation;
    const counts = [fetches, depth, cost].map((count) => String(count).padStart(8)).join('');
    return `${name.padEnd(32)}${counts}  ${describeNeeds(explanation)}`;
  });
  return [`${'operation'.padEnd(32)} fetches   depth    cost  needs`, ...lines, ''].join('\n');
}

/** All that is known of one operation: a head, then its plan as a tree, each fetch with its document. */
export function describeExplanation(explanation: OperationExplanation): string {
  const { name = 'unnamed', kind, fetches, depth, cost, withheld, plan } = explanation;
  const lines = [
    `${kind} ${name}`,
    `fetches   ${fetches}, ${depth} after one another at most`,
    `cost      ${cost}${cost > MAX_COST ? `, above the ${MAX_COST} that an ad-hoc operation may cost` : ''}`,
    `needs     ${describeNeeds(explanation)}`,
    ...(withheld.length > 0 ? [`withheld  ${withheld.join(', ')}`] : []),
    '',
    ...(plan === undefined ? ['nothing is fetched'] : describeStep(plan)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Alternatives are joined by "or", what is needed together by "+", what is needed for one part or another by ",". */
function describeNeeds({ needs }: OperationExplanation): string {
  if (needs.length === 0) return 'nothing';
  return needs
    .map((need) =>
      need.kind === 'authenticated' ? need.kind : need.anyOf.map((all) => all.join('+')).join(' or '),
    )
    .join(', ');
}

function describeStep(step: ExplainedStep): string[] {
  switch (step.kind) {
    case 'sequence':
    case 'parallel':
      return [step.kind, ...indentAll(step.steps.map(describeStep))];
    case 'condition': {
      const { variable, whenTrue, whenFalse } = step;
      return [
        ...(whenTrue === undefined ? [] : [`if $${variable}`, ...indentAll([describeStep(whenTrue)])]),
        ...(whenFalse === undefined ? [] : [`unless $${variable}`, ...indentAll([describeStep(whenFalse)])]),
      ];
    }
    case 'fetch':
      return describeFetch(step);
  }
}

function describeFetch({ subgraph, document, entities }: ExplainedFetch): string[] {
  const places = entities.map(({ path, atMost }) => {
    const place = path.join('.').replaceAll('.@', '[]');
    return `  for at most ${atMost} ${atMost === 1 ? 'entity' : 'entities'} at ${place}`;
  });
  const text = print(parse(document)).split('\n');
  return [`fetch from ${subgraph}`, ...places, ...text.map((line) => `  | ${line}`)];
}

/** Draws branches: `├─` before each but the last. */
function indentAll(branches: readonly (readonly string[])[]): string[] {
  return branches.flatMap((lines, index) => {
    const isLast = index === branches.length - 1;
    const [first, others] = isLast ? ['└─ ', '   '] : ['├─ ', '│  '];
    return lines.map((line, row) => (row === 0 ? first : others) + line);
  });
}
