import { describe, expect, it } from 'vitest';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';
import { CREW_RULES, signIn } from './crew.ts';

const SHIPS: TestSubgraph = {
  name: 'ships',
  sdl: `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes", "@composeDirective"])
    @link(url: "https://specs.genkan.dev/contract/v1.1", import: ["@reads"]) @composeDirective(name: "@reads")
    directive @reads(fields: [String!]!) on ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
    type Query { ship: Ship vessel: Vessel }
    interface Vessel { crew(above: Int @reads(fields: ["Sailor.salary"])): [Sailor] }
    type Ship implements Vessel { crew(above: Int): [Sailor] name: String }
    type Sailor { name: String salary: Int @requiresScopes(scopes: [["pay:read"]]) }`,
  resolvers: {
    Query: {
      ship: () => ({ name: 'Hispaniola' }),
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
