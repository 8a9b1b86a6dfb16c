import { beforeEach, describe, expect, it } from 'vitest';
import type { AuthenticatedCaller } from '../../../gateway/authentication/caller.ts';
import { parseCallerRules } from '../../../gateway/authentication/parseCallerRules.ts';
import type { SubgraphAnswer } from '../../../gateway/execution/dataSource.ts';
import { type OpenGraph, openGraph } from '../../secondGraph/openGraph.ts';

const SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9",
    import: ["@composeDirective", "@requiresScopes"])
  @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@classified"])
  @composeDirective(name: "@classified")
  directive @classified(as: [String!]!) on FIELD_DEFINITION
  type Query { people: [Person] named: [Named] found: [Found] ada: Person }
  type Mutation { rename: Person forget: Boolean }
  interface Named { name: String @classified(as: ["contact"]) }
  type Person implements Named {
    name: String @classified(as: ["contact"])
    phone: String @classified(as: ["contact"])
    home: Place @classified(as: ["address"])
    friend: Person
    notes: String @classified(as: ["note"]) @requiresScopes(scopes: [["notes:read"]])
  }
  type Firm implements Named { name: String @classified(as: ["contact"]) vat: String @classified(as: ["tax"]) }
  type Place { street: String @classified(as: ["address"]) door: Int! }
  type Secret @requiresScopes(scopes: [["secrets:read"]]) { text: String @classified(as: ["secret"]) }
  union Found = Person | Secret`;

const RULES = parseCallerRules({
  contextClaim: 'context',
  vouchedClaims: [],
  contexts: { staff: { scopes: ['notes:read', 'secrets:read'] } },
});
const STAFF: AuthenticatedCaller = {
  ...{ kind: 'authenticated', subject: 'staff-1', context: 'staff' },
  ...{ scopes: new Set(), claims: {} },
};

let graph: OpenGraph;
beforeEach(() => {
  graph = openGraph({ subgraphs: [{ name: 'library', sdl: SDL, resolvers: {} }], callerRules: RULES });
});

/** What is recorded, as "coordinate outcome", of a call that the subgraph answers so. */
async function record(text: string, answer: SubgraphAnswer | Error): Promise<readonly string[]> {
  graph.replace('library', async () => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  await graph.run(text, { caller: STAFF });
  const { coordinates = [] } = graph.accesses.at(-1) ?? {};
  return coordinates.map(({ coordinate, outcome }) => `${coordinate} ${outcome}`);
}

const PHONES = '{ people { phone } }';
const failed = (...path: (string | number)[]) => [{ message: 'It failed.', path }];

describe('what is recorded of a classified field', () => {
  it.each([
    ['that one of a list has', [{ phone: null }, { phone: '5' }], 'given'],
    ['that nobody has', [{ phone: null }, null], 'null'],
    ['of nobody', [], 'null'],
    ['of an object that is not there', null, 'null'],
    ['whose empty text is a value', [{ phone: '' }], 'given'],
  ])('%s', async (_which, people, outcome) => {
    expect(await record(PHONES, { data: { people } })).toEqual([`Person.phone ${outcome}`]);
  });

  it('is that it failed, where the fetch did or the subgraph says so of it or of what lies around it', async () => {
    const expected = ['Person.phone failed'];
    expect(await record(PHONES, new Error('It is down.'))).toEqual(expected);
    expect(await record(PHONES, { data: null, errors: failed() })).toEqual(expected);
    expect(await record(PHONES, { data: { people: null }, errors: failed('people') })).toEqual(expected);
    const people = [{ phone: null }, { phone: null }];
    const errors = failed('people', 1, 'phone');
    expect(await record(PHONES, { data: { people }, errors })).toEqual(expected);
    expect(await record(PHONES, { data: { people: [{ phone: 5 }] } })).toEqual(expected);
  });

  it('is that there was none, where something else failed', async () => {
    const text = '{ people { phone } ada { phone friend { name } } }';
    const data = { people: [{ phone: null }], ada: { phone: null, friend: null } };
    expect(await record(text, { data, errors: failed('ada', 'friend') })).toEqual([
      'Person.phone null',
      'Person.name failed',
    ]);
  });

  it('is nothing of a place that a condition left out', async () => {
    const text = 'query($with: Boolean = false) { ada { phone @include(if: $with) } people { phone } }';
    expect(await record(text, { data: { ada: {}, people: [{ phone: null }] } })).toEqual([
      'Person.phone null',
    ]);
  });

  it('is that it was given, where only some of it failed', async () => {
    const answer = { data: { people: [{ phone: null }, { phone: '5' }] }, errors: failed('people', 0) };
    expect(await record(PHONES, answer)).toEqual(['Person.phone given']);
  });

  it('is that it failed, where what stands beside it took it away', async () => {
    const text = '{ ada { home { street door } phone } }';
    const home = { street: 'Main Street', door: null };
    expect(await record(text, { data: { ada: { home, phone: '5' } } })).toEqual([
      'Person.home failed',
      'Place.street failed',
      'Person.phone given',
    ]);
  });

  it('is that it was withheld, by a rule or as the member of a union that the caller may not see', async () => {
    expect(await record('{ ada { phone notes } }', { data: { ada: { phone: '5' } } })).toEqual([
      'Person.phone given',
      'Person.notes withheld',
    ]);
    const text = '{ found { ... on Secret { text } ... on Person { phone } } }';
    const found = [{ __typename: 'Secret', text: 's' }];
    expect(await record(text, { data: { found } })).toEqual([
      'Secret.text withheld',
      'Person.phone withheld',
    ]);
  });

  it('goes by the type of each object, and by what was asked of an interface', async () => {
    const text = '{ named { name ... on Firm { x: vat } ... on Person { x: phone } } }';
    const of = (...named: object[]) => record(text, { data: { named } });
    expect(await of({ __typename: 'Person', name: null, __alias_x: '5' })).toEqual([
      'Named.name null',
      'Firm.vat null',
      'Person.phone given',
    ]);
    expect(await of({ __typename: 'Firm', name: 'Inc.', __alias_x: null })).toEqual([
      'Named.name given',
      'Firm.vat null',
      'Person.phone null',
    ]);
  });

  it('is found under aliases, in fragments and at any of several places', async () => {
    const text = `{ ada { friend { ...P } } x: people { friend { ...P } } } fragment P on Person { y: phone }`;
    const data = { ada: { friend: { __alias_y: null } }, __alias_x: [{ friend: null }] };
    expect(await record(text, { data })).toEqual(['Person.phone null']);
    const given = { ...data, __alias_x: [{ friend: null }, { friend: { __alias_y: '5' } }] };
    expect(await record(text, { data: given })).toEqual(['Person.phone given']);
  });

  it('is, of a mutation, what became of its root field too', async () => {
    const text = 'mutation { forget }';
    expect(await record(text, { data: { forget: true } })).toEqual(['Mutation.forget given']);
    expect(await record(text, new Error('It is down.'))).toEqual(['Mutation.forget failed']);
    expect(await record('mutation { rename { phone } }', { data: { rename: null } })).toEqual([
      'Mutation.rename null',
      'Person.phone null',
    ]);
    expect(graph.accesses.at(-2)).toMatchObject({
      kind: 'intended',
      coordinates: [{ outcome: 'given' }, {}],
    });
  });
});
