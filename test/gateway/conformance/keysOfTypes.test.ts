import { describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Parts of a telescope, whose keys have one name and one value, but not one type. */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

const THINGS = [
  { __typename: 'Lens', id: 1 },
  { __typename: 'Mirror', id: 1 },
  { __typename: 'Filter', id: 1 },
  null,
  { __typename: 'Lens', id: 2 },
];

const PARTS_SUBGRAPH: TestSubgraph = {
  name: 'parts',
  sdl: `
    ${LINK}
    type Query { things: [Thing] }
    union Thing = Lens | Mirror | Filter
    type Lens @key(fields: "id") { id: ID! }
    type Mirror @key(fields: "id") { id: Int! }
    type Filter @key(fields: "id") { id: String }
  `,
  resolvers: { Query: { things: () => THINGS } },
};

const valued = (typename: string) => ({
  __resolveReference: async ({ id }: { id: unknown }) => ({ id, worth: `${typename} ${id}` }),
});

const VALUES_SUBGRAPH: TestSubgraph = {
  name: 'values',
  sdl: `
    ${LINK}
    type Lens @key(fields: "id") { id: ID! worth: String }
    type Mirror @key(fields: "id") { id: Int! worth: String }
    type Filter @key(fields: "id") { id: String worth: String }
  `,
  resolvers: { Lens: valued('Lens'), Mirror: valued('Mirror'), Filter: valued('Filter') },
};

const graph = openGraph({ subgraphs: [PARTS_SUBGRAPH, VALUES_SUBGRAPH], callerRules: OBSERVATORY_RULES });

async function answer(text: string) {
  const { data, faults } = await graph.run(text);
  expect(faults).toEqual([]);
  return data;
}

describe('keys of several types in one fetch', () => {
  it('may differ in type', async () => {
    expect(
      await answer(
        '{ things { ... on Lens { worth } ... on Mirror { worth id } ... on Filter { worth band: id } } }',
      ),
    ).toEqual({
      things: [
        { worth: 'Lens 1' },
        { worth: 'Mirror 1', id: 1 },
        { worth: 'Filter 1', band: '1' },
        null,
        { worth: 'Lens 2' },
      ],
    });
  });

  it('tell entities apart that come back in another order', async () => {
    const text = '{ things { ... on Lens { worth } ... on Mirror { worth } ... on Filter { worth } } }';
    await answer(text);
    const sent = graph.fetches.at(-1);
    const reversed = [
      { __typename: 'Lens', __key_0_id: '2', worth: 'Lens 2' },
      { __typename: 'Filter', __key_2_id: '1', worth: 'Filter 1' },
      { __typename: 'Mirror', __key_1_id: 1, worth: 'Mirror 1' },
      { __typename: 'Lens', __key_0_id: '1', worth: 'Lens 1' },
    ];
    expect(sent?.document).toMatch(/__key_0_id.*__key_1_id.*__key_2_id/);
    graph.replace('values', async () => ({ data: { _entities: reversed } }));
    expect(await answer(text)).toEqual({
      things: [{ worth: 'Lens 1' }, { worth: 'Mirror 1' }, { worth: 'Filter 1' }, null, { worth: 'Lens 2' }],
    });
  });
});
