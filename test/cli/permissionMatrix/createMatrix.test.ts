import { describe, expect, it } from 'vitest';
import { createMatrix } from '../../../cli/program/permissionMatrix/createMatrix.ts';
import type { FieldAccess, TypeAccess } from '../../../cli/program/permissionMatrix/matrix.ts';
import { renderText } from '../../../cli/program/permissionMatrix/renderText.ts';
import { openZoo, ZOO_CALLERS } from './zoo.ts';

const parts = openZoo();
const matrix = createMatrix(parts);

function type(name: string): TypeAccess {
  const found = matrix.types.find((one) => one.name === name);
  if (found === undefined) throw new Error(`The matrix has no type ${name}.`);
  return found;
}

function field(coordinate: string): FieldAccess {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const found = type(typeName).fields.find(({ name }) => name === fieldName);
  if (found === undefined) throw new Error(`The matrix has no field ${coordinate}.`);
  return found;
}

const takes = (...anyOf: readonly [scopes: readonly string[], policies?: readonly string[]][]) => ({
  anyOf: anyOf.map(([scopes, policies = []]) => ({ scopes, policies })),
});

describe('who sees what', () => {
  it('tells the contexts, anonymous callers first, what they can hold and whose data is their own', () => {
    expect(matrix.contexts).toEqual([
      { name: 'anonymous', isSignedIn: false, scopes: [] },
      { name: 'keeper', isSignedIn: true, scopes: ['zoo:feed', 'zoo:store'], ownDataClaim: 'badge' },
      { name: 'vet', isSignedIn: true, scopes: ['zoo:health'] },
      { name: 'guest', isSignedIn: true, scopes: [] },
    ]);
  });

  it('counts what leads to an object, by every way', () => {
    expect(type('Keeper')).toMatchObject({
      from: ['Feeding.by', 'Query.duty'],
      reach: { anonymous: 'never', keeper: 'visible', vet: 'visible', guest: 'visible' },
    });
    expect(type('Feeding').reach).toEqual({
      anonymous: 'never',
      keeper: { anyOf: [{ scopes: ['zoo:feed'], policies: [], path: ['Mutation.feed'] }] },
      vet: 'never',
      guest: 'never',
    });
    expect(field('Feeding.at').access).toMatchObject({ keeper: takes([['zoo:feed']]), vet: 'never' });
    expect(field('Feeding.at').rule).toMatchObject({ keeper: 'visible', vet: 'visible' });
  });

  it('leaves out alternatives that a context cannot hold', () => {
    expect(field('Elephant.weight').access).toEqual({
      anonymous: 'never',
      keeper: takes([['zoo:feed', 'zoo:store']]),
      vet: takes([['zoo:health']]),
      guest: 'never',
    });
  });

  it('names the policies that a call must be allowed by, beside its scopes', () => {
    expect(field('Keeper.phone').access).toEqual({
      anonymous: 'never',
      keeper: takes([[], ['reachable']]),
      vet: takes([[], ['reachable']]),
      guest: takes([[], ['reachable']]),
    });
    expect(Object.values(field('Keeper.home').access)).toEqual(['never', 'never', 'never', 'never']);
  });

  it('asks for a type wherever it is returned, and says so', () => {
    expect(field('Keeper.vet').access).toMatchObject({ keeper: 'never', vet: takes([['zoo:health']]) });
    expect(field('Keeper.vet').why).toEqual([
      { coordinate: 'Vet', relation: 'result', scopes: [[['zoo:health']]] },
    ]);
    expect(type('Vet').why).toEqual([{ coordinate: 'Vet', relation: 'type', scopes: [[['zoo:health']]] }]);
  });

  it('says of a field what is declared on it, and on what a subgraph is sent for it', () => {
    const scopes = [[['zoo:health'], ['zoo:feed', 'zoo:store']]];
    expect(field('Elephant.ration').why).toEqual([
      { coordinate: 'Elephant.ration', relation: 'itself', scopes },
      { coordinate: 'Elephant.weight', relation: 'needed', scopes },
    ]);
    expect(field('Keeper.home').why).toEqual([
      { coordinate: 'Keeper.home', relation: 'itself', scopes: [[['zoo:hr']]], policies: [[['reachable']]] },
    ]);
  });

  it('says which implementers an interface goes by, and that a signed-in caller is asked for', () => {
    const { types } = createMatrix(
      openZoo((sdl) =>
        sdl
          .replace('type Snake', 'type Snake')
          .replace('Snake implements Animal', 'Snake implements Animal @authenticated'),
      ),
    );
    const animal = types.find(({ name }) => name === 'Animal');
    expect(animal?.reach).toMatchObject({ anonymous: 'never', guest: 'visible' });
    expect(animal?.why).toContainEqual({ coordinate: 'Snake', relation: 'implementer', authenticated: true });
    expect(types.find(({ name }) => name === 'Query')?.fields[0]?.why).toContainEqual({
      coordinate: 'Snake',
      relation: 'result',
      authenticated: true,
    });
  });

  it('gets at an interface by the objects that have it', () => {
    const { types } = createMatrix(
      openZoo((sdl) =>
        sdl.replace(
          'type Vet',
          'interface Named @public(fields: "name") { name: String } type Vet implements Named',
        ),
      ),
    );
    expect(types.find(({ name }) => name === 'Named')).toMatchObject({
      kind: 'interface',
      from: [],
      reach: {
        keeper: 'never',
        vet: { anyOf: [{ scopes: ['zoo:health'], policies: [], path: ['Query.vets'] }] },
      },
    });
  });

  it('lists a type that nobody gets at', () => {
    expect(type('Ghost')).toMatchObject({ from: [], reach: { anonymous: 'never', keeper: 'never' } });
  });

  it('tells classes, and null where the graph does not say', () => {
    expect(field('Keeper.home').classes).toEqual(['contact', 'address']);
    expect(field('Keeper.name').classes).toEqual([]);
    const silent = createMatrix(
      openZoo((sdl) => sdl.replace('type Ghost @public(fields: "name")', 'type Ghost')),
    );
    expect(silent.types.find(({ name }) => name === 'Ghost')?.fields).toMatchObject([{ classes: null }]);
  });

  it('tells what each use of an argument reads, also deep within one that holds itself', () => {
    const reads = ['Elephant.weight'];
    const uses = field('Query.animals').arguments.map(({ use, ...rest }) => ({ use, reads: rest.reads }));
    expect(uses).toEqual([
      { use: 'sort: WEIGHT', reads },
      { use: 'where.weight.above', reads },
      { use: 'heavierThan', reads },
    ]);
    expect(field('Query.animals').access).toMatchObject({ anonymous: 'visible', guest: 'visible' });
    expect(field('Query.animals').arguments[0]?.access).toEqual(field('Elephant.weight').access);
  });

  it('counts what an argument reads that cannot be left out', () => {
    const strict = createMatrix(
      openZoo((sdl) => sdl.replace('vets(by: By!)', 'vets(by: By! @reads(fields: ["Keeper.phone"]))')),
    );
    const vets = strict.types
      .find(({ name }) => name === 'Query')
      ?.fields.find(({ name }) => name === 'vets');
    expect(vets?.arguments).toEqual([]);
    expect(vets?.access).toMatchObject({ keeper: 'never', vet: takes([['zoo:health'], ['reachable']]) });
    expect(vets?.why.map(({ coordinate, relation }) => [coordinate, relation])).toEqual([
      ['Vet', 'result'],
      ['Keeper.phone', 'needed'],
    ]);
  });

  it('tells which operations select a field, through an interface of its type too', () => {
    expect(field('Snake.name').operations).toEqual(['Names']);
    expect(field('Elephant.name').operations).toEqual(['Names', 'Ration']);
    expect(field('Keeper.phone').operations).toEqual(['Duty', 'Feed']);
    expect(field('Elephant.weight').operations).toEqual([]);
  });

  it('tells for whom an operation exists, and what it takes to see all of it', () => {
    const everybody = ['anonymous', 'keeper', 'vet', 'guest'];
    expect(matrix.operations).toEqual([
      expect.objectContaining({ name: 'Duty', kind: 'query', classes: ['contact'], existsFor: everybody }),
      {
        name: 'Feed',
        kind: 'mutation',
        classes: ['contact'],
        // Whoever has not signed in yet may be a keeper.
        existsFor: ['anonymous', 'keeper'],
        whole: {
          anonymous: 'never',
          keeper: takes([['zoo:feed'], ['reachable']]),
          vet: 'never',
          guest: 'never',
        },
      },
      expect.objectContaining({ name: 'Names', whole: expect.objectContaining({ anonymous: 'visible' }) }),
      expect.objectContaining({
        name: 'Ration',
        existsFor: everybody,
        whole: expect.objectContaining({ guest: 'never', vet: takes([['zoo:health']]) }),
      }),
    ]);
  });

  it('finds calls that a policy allows, from which nothing can be left out', () => {
    const nothing = { scopes: [], stated: [] };
    expect(matrix.policies).toEqual([
      {
        name: 'reachable',
        declaredOn: ['Keeper.home', 'Keeper.phone'],
        operations: [
          {
            name: 'Duty',
            allows: {
              anonymous: null,
              keeper: { ...nothing, stated: ['reason'] },
              vet: { ...nothing, stated: ['reason'] },
              guest: { ...nothing, stated: ['reason'] },
            },
          },
          {
            name: 'Feed',
            allows: { anonymous: null, keeper: { ...nothing, scopes: ['zoo:feed'] }, vet: null, guest: null },
          },
        ],
        unregistered: {
          anonymous: null,
          keeper: { ...nothing, stated: ['reason'] },
          vet: { ...nothing, stated: ['reason'] },
          guest: { ...nothing, stated: ['reason'] },
        },
      },
    ]);
  });

  it('tells whom a policy allows in no operation that is registered', () => {
    const strict = createMatrix({
      ...parts,
      policies: {
        names: new Set(['reachable']),
        decide: (_policy, { operation }) => operation?.name === 'Feed',
      },
    });
    const everybody = { anonymous: {}, keeper: {}, vet: {}, guest: {} };
    const nobody = { anonymous: null, keeper: null, vet: null, guest: null };
    expect(strict.policies[0]).toMatchObject({
      operations: [
        { name: 'Duty', allows: nobody },
        { name: 'Feed', allows: everybody },
      ],
      unregistered: nobody,
    });
  });

  it('tries no policy where nothing decides it', () => {
    const untried = createMatrix({ ...parts, policies: undefined });
    expect(untried.policies[0]).toMatchObject({
      operations: [
        { name: 'Duty', allows: {} },
        { name: 'Feed', allows: {} },
      ],
      unregistered: {},
    });
    expect(renderText(untried)).toMatch(/^policy reachable: .*\n\noperations/m);
  });

  it('is the same whatever order scopes, fields and operations are written in', () => {
    const shuffled = openZoo(
      (sdl) =>
        sdl
          .replace(
            '[["zoo:health"], ["zoo:feed", "zoo:store"]]',
            '[["zoo:store", "zoo:feed"], ["zoo:health"]]',
          )
          .replace('{ at: String by: Keeper }', '{ by: Keeper at: String }'),
      {
        ...ZOO_CALLERS,
        contexts: {
          ...ZOO_CALLERS.contexts,
          keeper: { scopes: ['zoo:store', 'zoo:feed'], requiredClaims: ['badge'] },
        },
      },
    );
    const [access, others] = [
      matrix,
      createMatrix({ ...shuffled, operations: [...shuffled.operations].reverse() }),
    ];
    const withoutReasons = ({ types, ...rest }: typeof matrix) => ({
      ...rest,
      types: types.map(({ why: _why, ...one }) => ({
        ...one,
        fields: one.fields.map(({ why: _fieldWhy, ...rest }) => rest),
      })),
    });
    expect(JSON.stringify(withoutReasons(others))).toBe(JSON.stringify(withoutReasons(access)));
  });
});
