import { describe, expect, it } from 'vitest';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';
import { CREW_RULES, signIn } from './crew.ts';

const SHIPS: TestSubgraph = {
  name: 'ships',
  sdl: `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes", "@composeDirective"])
    @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@reads", "@classified"])
    @composeDirective(name: "@reads") @composeDirective(name: "@classified")
    directive @reads(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
    directive @classified(as: [String!]!) on FIELD_DEFINITION
    type Query {
      ship: Ship
      vessel: Vessel
      sailors(above: Int @reads(fields: ["Sailor.salary"]), by: Order = NAME, where: Where): [Sailor]
    }
    enum Order { NAME SALARY @reads(fields: ["Sailor.salary"]) }
    input Where { name: String blood: String @reads(fields: ["Sailor.blood"]) }
    interface Vessel { crew(above: Int @reads(fields: ["Sailor.salary"])): [Sailor] }
    type Ship implements Vessel { crew(above: Int): [Sailor] name: String }
    type Sailor { name: String
      salary: Int @requiresScopes(scopes: [["pay:read"]]) @classified(as: ["pay"])
      blood: String @classified(as: ["health"]) }`,
  resolvers: {
    Query: {
      ship: () => ({ name: 'Hispaniola' }),
      sailors: () => [],
      vessel: () => ({ __typename: 'Ship', name: 'Hispaniola' }),
    },
    Ship: { crew: () => [{ name: 'Mary' }] },
  },
};

describe('what the argument of an interface reads', () => {
  const graph = openGraph({ subgraphs: [SHIPS], callerRules: CREW_RULES });

  it.each([
    ['{ ship { name crew(above: 5) { name } } }', 'ship'],
    ['{ vessel { ... on Ship { name crew(above: 5) { name } } } }', 'vessel'],
  ])('is read through each of its types too: %s', async (text, root) => {
    graph.reset();
    const { data } = await graph.run(text, { caller: signIn('') });
    expect(data).toEqual({ [root]: { name: 'Hispaniola', crew: null } });
    expect(graph.fetches.map(({ document }) => document).join()).not.toContain('crew');
    const allowed = await graph.run(text, { caller: signIn('pay:read') });
    expect(allowed.data).toEqual({ [root]: { name: 'Hispaniola', crew: [{ name: 'Mary' }] } });
  });
});

describe('who sorts or filters by what is classified', () => {
  const graph = openGraph({ subgraphs: [SHIPS], callerRules: CREW_RULES });
  const audit = async (text: string, variables = {}, scope = 'pay:read') => {
    graph.reset();
    await graph.run(text, { caller: signIn(scope), variables });
    return graph.accesses.flatMap(({ coordinates }) =>
      coordinates.map(({ coordinate, classes, outcome }) => [coordinate, ...classes, outcome]),
    );
  };
  const SALARY = ['Sailor.salary', 'pay', 'read'];
  const TEXT = `query ($above: Int, $by: Order, $where: Where, $with: Boolean = true) {
    sailors(above: $above, by: $by, where: $where) @include(if: $with) { name } ship { name } }`;

  it.each([
    ['literally', '{ sailors(above: 3) { name } }', {}, [SALARY]],
    ['by a variable', TEXT, { above: 900 }, [SALARY]],
    ['by an order', TEXT, { by: 'SALARY' }, [SALARY]],
    [
      'by more than one',
      TEXT,
      { by: 'SALARY', where: { blood: 'AB' } },
      [SALARY, ['Sailor.blood', 'health', 'read']],
    ],
  ])('leaves an entry of it: %s', async (_, text, variables, expected) => {
    expect(await audit(text, variables)).toEqual(expected);
  });

  it('leaves it where the answer, asked for the same, has no value', async () => {
    const text = '{ sailors(above: 900) { name } ship { crew { salary } } }';
    expect(await audit(text)).toEqual([
      ['Sailor.salary', 'pay', 'null'],
      ['Sailor.salary', 'pay', 'read'],
    ]);
  });

  it('leaves one of what was withheld for it', async () => {
    expect(await audit(TEXT, { above: 900 }, '')).toEqual([['Sailor.salary', 'pay', 'withheld']]);
  });

  it.each([{}, { by: 'NAME', where: { name: 'Mary' } }, { above: 900, with: false }])(
    'and nothing where that is not asked for: %j',
    async (variables) => {
      expect(await audit(TEXT, variables)).toEqual([]);
    },
  );
});
