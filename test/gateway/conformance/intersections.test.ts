import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Two subgraphs that agree on a part of a type only: clients see what both know, or what is not hidden. */

const PASSES = [
  { id: 'a', sky: 'CLEAR' },
  { id: 'b', sky: 'CLASSIFIED' },
];
const filtered = (_: unknown, { filter }: { filter: Record<string, unknown> }) =>
  PASSES.filter(({ id }) => 'skip' in filter || id === 'a');

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.3"
  import: ["@key", "@shareable", "@inaccessible", "@external"]
)`;

const EAST_SUBGRAPH: TestSubgraph = {
  name: 'east',
  sdl: `
    ${LINK}
    type Query { passes: [Pass] east(filter: Filter!): [Pass!] found(id: ID!): Find @shareable }
    type Pass @key(fields: "id") { id: ID sky: Sky @shareable }
    enum Sky { CLEAR }
    input Filter { first: Int! }
    interface Find { id: ID! }
    type Comet implements Find @key(fields: "id") { id: ID! tail: String! }
    type Debris implements Find @key(fields: "id") { id: ID! @external owner: Comet! }
  `,
  resolvers: {
    Query: {
      passes: () => PASSES,
      east: filtered,
      found: (_: unknown, { id }: { id: string }) =>
        id === 'c1'
          ? { __typename: 'Comet', id, tail: 'long' }
          : { __typename: 'Debris', id: 'not for here to say' },
    },
    Comet: { __resolveReference: async ({ id }: { id: string }) => ({ id, tail: 'long' }) },
    Debris: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      owner: () => ({ id: 'c1', tail: 'long' }),
    },
  },
};

const WEST_SUBGRAPH: TestSubgraph = {
  name: 'west',
  sdl: `
    ${LINK}
    type Query { bySky(sky: Sky!): [Pass!] watched: [Pass!] west(filter: Filter!): [Pass!] found(id: ID!): Find @shareable }
    type Pass @key(fields: "id") { id: ID sky: Sky @shareable }
    enum Sky { CLASSIFIED @inaccessible CLEAR }
    input Filter { first: Int! skip: Int }
    interface Find { id: ID! }
    type Comet implements Find @key(fields: "id") { id: ID! @external fragments: [Debris!]! }
    type Debris implements Find @key(fields: "id") { id: ID! mass: Float! }
  `,
  resolvers: {
    Query: {
      bySky: (_: unknown, { sky }: { sky: string }) => PASSES.filter((pass) => pass.sky === sky),
      watched: () => PASSES,
      west: filtered,
      found: (_: unknown, { id }: { id: string }) =>
        id === 'c1'
          ? { __typename: 'Comet', id: 'not for here to say' }
          : { __typename: 'Debris', id, mass: 2 },
    },
    Comet: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      fragments: () => [{ id: 'd1', mass: 2 }],
    },
    Debris: { __resolveReference: async ({ id }: { id: string }) => ({ id, mass: 2 }) },
  },
};

const graph = openGraph({ subgraphs: [EAST_SUBGRAPH, WEST_SUBGRAPH], callerRules: OBSERVATORY_RULES });
afterEach(() => graph.reset());

describe('a value of an enum that one subgraph lacks', () => {
  it.each([
    ['passes', [{ code: 'SUBGRAPH_ERROR', path: ['passes', 1, 'sky'] }]],
    ['watched', []],
  ])('is null where %s answers it', async (field, expected) => {
    const { data, faults } = await graph.run(`{ ${field} { id sky } }`);
    expect(data).toEqual({
      [field]: [
        { id: 'a', sky: 'CLEAR' },
        { id: 'b', sky: null },
      ],
    });
    expect(faults).toEqual(expected);
  });

  it('is refused as an argument, as text and as a variable', async () => {
    expect((await graph.run('{ bySky(sky: CLEAR) { id } }')).data).toEqual({ bySky: [{ id: 'a' }] });
    graph.reset();
    await expect(graph.run('{ bySky(sky: CLASSIFIED) { id } }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
    await expect(
      graph.run('query ($sky: Sky!) { bySky(sky: $sky) { id } }', { variables: { sky: 'CLASSIFIED' } }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(graph.fetches).toEqual([]);
  });
});

describe('a field of an input that one subgraph lacks', () => {
  it.each(['east', 'west'])('is refused, of %s too', async (field) => {
    expect((await graph.run(`{ ${field}(filter: { first: 1 }) { id } }`)).data).toEqual({
      [field]: [{ id: 'a' }],
    });
    graph.reset();
    await expect(graph.run(`{ ${field}(filter: { first: 1, skip: 2 }) { id } }`)).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
    await expect(
      graph.run(`query ($filter: Filter!) { ${field}(filter: $filter) { id } }`, {
        variables: { filter: { first: 1, skip: 2 } },
      }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(graph.fetches).toEqual([]);
  });
});

describe('a shared root field whose types each subgraph knows in part', () => {
  it('is asked where the parts are', async () => {
    const { data, faults } = await graph.run(`{
      comet: found(id: "c1") { ... on Comet { id tail fragments { mass owner { tail } } } }
      debris: found(id: "d1") { ... on Debris { id mass owner { id fragments { id } } } __typename }
    }`);
    expect(data).toEqual({
      comet: { id: 'c1', tail: 'long', fragments: [{ mass: 2, owner: { tail: 'long' } }] },
      debris: { id: 'd1', mass: 2, owner: { id: 'c1', fragments: [{ id: 'd1' }] }, __typename: 'Debris' },
    });
    expect(faults).toEqual([]);
  });

  it('is an empty object where no fragment matches', async () => {
    const { data } = await graph.run(
      '{ comet: found(id: "c1") { ... on Debris { id } } debris: found(id: "d1") { ... on Comet { id } } }',
    );
    expect(data).toEqual({ comet: {}, debris: {} });
  });
});
