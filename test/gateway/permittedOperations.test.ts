import { beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Caller } from '../../gateway/authentication/caller.ts';
import { decide } from '../../gateway/authorization/decide.ts';
import { GatewayError } from '../../gateway/errors.ts';
import { compileOperation } from '../../gateway/planning/compileOperation.ts';
import { findOperation, parseDocument } from '../../gateway/planning/parseOperation.ts';
import {
  createPermittedOperations,
  type PermittedOperations,
} from '../../gateway/planning/permittedOperations.ts';
import { createPlanner } from '../../gateway/planning/planner/createPlanner.ts';
import type { Planner } from '../../gateway/planning/planner/planner.ts';
import { decideConditions } from '../../gateway/planning/planVariant.ts';
import { openObservatory, signIn } from '../secondGraph/observatory.ts';

const { supergraph } = openObservatory();
const real = createPlanner(supergraph.sdl);
let planned: string[] = [];
let fault: Error | undefined;
const planner: Planner = {
  async plan(document, overrides) {
    planned.push(document);
    if (fault !== undefined) throw fault;
    return real.plan(document, overrides);
  },
  close: async () => {},
};
let permitted: PermittedOperations;
beforeEach(() => {
  planned = [];
  fault = undefined;
  permitted = createPermittedOperations(supergraph.apiSchema, planner);
});

function compile(text: string, id?: string) {
  const document = parseDocument(text);
  return compileOperation(supergraph, document, findOperation(document), {
    key: text,
    characters: text.length,
    ...(id !== undefined && { registered: { id, name: id, source: 'tool' } }),
  });
}

/** Of an operation without conditions, while no override is in force. */
const NO_REQUIREMENTS = { clauses: [], readings: [] };
const ALWAYS = { overrides: [], trueConditions: [] };
const TEXT = '{ telescope(id: "t1") { name observations { id log } } }';
const operation = compile(TEXT);
const decisionOf = (caller: Caller) => decide(operation.requirements, caller);
const reader = decisionOf(signIn('observer', 'observations:read'));
const visitor = decisionOf(ANONYMOUS);

describe('what a decision leaves of an operation', () => {
  it('attack 78: is planned once, however many ask for it at the same time', async () => {
    const asked = Array.from({ length: 50 }, () => permitted.permit(operation, reader, ALWAYS));
    const [first, ...others] = await Promise.all(asked);
    expect(planned).toHaveLength(1);
    expect(others.every((other) => other === first)).toBe(true);
    expect(permitted.find(operation, reader, ALWAYS)).toBe(first);
  });

  it('attack 42: is never found for another decision', async () => {
    await permitted.permit(operation, reader, ALWAYS);
    expect(permitted.find(operation, visitor, ALWAYS)).toBeUndefined();
    await permitted.permit(operation, visitor, ALWAYS);
    expect(planned).toHaveLength(2);
    expect(planned[0]).toContain('log');
    expect(planned[1]).not.toContain('log');
  });

  it('is never found for other overrides, nor for another operation', async () => {
    await permitted.permit(operation, reader, ALWAYS);
    expect(permitted.find(operation, reader, { ...ALWAYS, overrides: ['next'] })).toBeUndefined();
    expect(permitted.find(compile(`${TEXT} `), reader, ALWAYS)).toBeUndefined();
  });

  it('is not planned again where it cannot be planned', async () => {
    fault = new TypeError('canary');
    for (let call = 0; call < 3; call++) {
      await expect(permitted.permit(operation, reader, ALWAYS)).rejects.toMatchObject({
        code: 'OPERATION_NOT_PLANNABLE',
        cause: fault,
      });
    }
    expect(planned).toHaveLength(1);
  });

  it('is planned when there is room again', async () => {
    fault = new GatewayError('OVERLOADED');
    await expect(permitted.permit(operation, reader, ALWAYS)).rejects.toMatchObject({ code: 'OVERLOADED' });
    fault = undefined;
    expect((await permitted.permit(operation, reader, ALWAYS)).plan.root).toBeDefined();
  });

  it('attack 11: is forgotten in the end, where there is no end of operations', async () => {
    const texts = Array.from({ length: 10_001 }, (_, index) => `{ n${index}: __typename }`);
    const operations = texts.map((text) => compile(text));
    for (const each of operations) await permitted.permit(each, decide(NO_REQUIREMENTS, ANONYMOUS), ALWAYS);
    const [first, last] = [operations[0], operations.at(-1)].map(
      (each) => each && permitted.find(each, decide(NO_REQUIREMENTS, ANONYMOUS), ALWAYS),
    );
    expect(first).toBeUndefined();
    expect(last).toBeDefined();
  });

  it('attack 11: is forgotten the sooner the larger operations are, and never for those that are registered', async () => {
    const names = Array.from({ length: 190 }, (_, index) => `n${index}: __typename`).join(' ');
    const fragment = `fragment All on Telescope { ${names} }`;
    const operations = Array.from({ length: 60 }, (_, index) =>
      // Spread ten times, a fragment weighs as if it were written as often.
      compile(`{ ${spreadInto(index)} } ${fragment}`),
    );
    const anybody = decide(NO_REQUIREMENTS, ANONYMOUS);
    await permitted.permit(compile(TEXT, 'registered'), reader, ALWAYS);
    for (const each of operations) await permitted.permit(each, anybody, ALWAYS);
    const kept = operations.filter((each) => permitted.find(each, anybody, ALWAYS) !== undefined);
    expect(kept.length).toBeGreaterThan(5);
    expect(kept.length).toBeLessThan(15);
    expect(permitted.find(compile(TEXT, 'registered'), reader, ALWAYS)).toBeDefined();
  });
});

it('attack 11: decides conditions before planning only where their combinations are few', () => {
  const names = Array.from({ length: 9 }, (_, index) => `v${index}`);
  expect(decideConditions(names.slice(1), (name) => name === 'v3')).toEqual(['v3']);
  expect(decideConditions(names, () => true)).toBeUndefined();
});

function spreadInto(number: number): string {
  return Array.from({ length: 10 }, (_, index) => `t${number}_${index}: telescopes { ...All }`).join(' ');
}
