import { describe, expect, it } from 'vitest';
import { decide } from '../../gateway/authorization/decide.ts';
import { compileOperation } from '../../gateway/planning/compileOperation.ts';
import {
  type ExplainedStep,
  explainOperation,
  type OperationExplanation,
} from '../../gateway/planning/explainOperation.ts';
import { findOperation, parseDocument, validateDocument } from '../../gateway/planning/parseOperation.ts';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import { openObservatory, signIn } from '../secondGraph/observatory.ts';

const { supergraph } = openObservatory();
const planner = createPlanner(supergraph.sdl);

async function explain(text: string, scopes: readonly string[] = []): Promise<OperationExplanation> {
  const document = parseDocument(text);
  validateDocument(supergraph.apiSchema, document);
  const operation = compileOperation(supergraph, document, findOperation(document), {
    key: text,
    characters: text.length,
  });
  const decision = decide(operation.requirements, signIn('observer', ...scopes));
  return explainOperation(supergraph, planner, operation, decision);
}

function entitiesOf(step: ExplainedStep | undefined): Record<string, number> {
  switch (step?.kind) {
    case 'sequence':
    case 'parallel':
      return Object.assign({}, ...step.steps.map(entitiesOf));
    case 'condition':
      return { ...entitiesOf(step.whenTrue), ...entitiesOf(step.whenFalse) };
    case 'fetch':
      return Object.fromEntries(step.entities.map(({ path, atMost }) => [path.join('.'), atMost]));
    case undefined:
      return {};
  }
}

describe('an operation is explained', () => {
  it('with its fetches, one after another, and how many entities each may be for', async () => {
    const explanation = await explain(
      `query Tonight { telescopes(first: 20) { observations(first: 4) { telescope { name } } } }`,
    );
    expect(explanation).toMatchObject({ name: 'Tonight', kind: 'query', fetches: 3, depth: 3, needs: [] });
    expect(entitiesOf(explanation.plan)).toEqual({
      'telescopes.@': 20,
      'telescopes.@.observations.@.telescope': 80,
    });
  });

  it('by the largest pages that its variables may ask for', async () => {
    const { plan, cost } = await explain(
      'query ($first: Int!) { mine: telescopes(first: $first) { ...F } } fragment F on Telescope { observations { id } }',
    );
    expect(entitiesOf(plan)).toEqual({ '__alias_mine.@': 50 });
    expect(cost).toBe(50 * (1 + 10 * (1 + 1)));
  });

  it('with branches, of which the deepest counts', async () => {
    const { fetches, depth, plan } = await explain(
      `query ($with: Boolean!) {
        telescope(id: "t1") { name ... @include(if: $with) { observations { telescope { name } } } }
        target(name: "Vega") { __typename }
      }`,
    );
    expect({ fetches, depth }).toEqual({ fetches: 4, depth: 3 });
    expect(JSON.stringify(plan)).toContain('"kind":"condition","variable":"with"');
  });

  it('with what it needs, and what is withheld from whoever has less', async () => {
    const text = '{ observation(id: "o1") { id notes } embargoed { id } }';
    const withheld = await explain(text);
    expect(withheld).toMatchObject({
      needs: [
        { kind: 'scopes', anyOf: [['observations:read'], ['archive:read']] },
        { kind: 'scopes', anyOf: [['observations:read']] },
      ],
      withheld: ['notes', 'embargoed'],
      fetches: 1,
    });
    expect(JSON.stringify(withheld.plan)).not.toMatch(/notes|embargoed/);
    expect(await explain(text, ['observations:read'])).toMatchObject({ withheld: [], fetches: 1 });
  });

  it('that fetches nothing', async () => {
    expect(await explain('{ __typename }')).toMatchObject({ fetches: 0, depth: 0, cost: 0, plan: undefined });
  });
});
