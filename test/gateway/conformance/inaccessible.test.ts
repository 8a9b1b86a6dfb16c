import { describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph } from '../../secondGraph/openGraph.ts';

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@inaccessible", "@external", "@requires"]
)`;

const FOUND = [
  { __typename: 'Comet', id: 'c1', code: 'C/1' },
  { __typename: 'Probe', id: 'p1', code: 'P-1' },
];

/** Some of what the subgraphs know is not for clients: a type, a value of an enum, a field. */
const graph = openGraph({
  subgraphs: [
    {
      name: 'sightings',
      sdl: `
        ${LINK}
        type Query { sightings: [Sighting!]! }
        interface Sighted { id: ID! }
        type Comet implements Sighted @key(fields: "id") { id: ID! }
        type Probe implements Sighted @key(fields: "id") @inaccessible { id: ID! }
        interface Launched @inaccessible { pad: String }
        union Flying @inaccessible = Probe
        union Moving = Comet | Probe
        input Orders @inaccessible { burn: Int }
        enum Status { SEEN CLASSIFIED @inaccessible }
        type Sighting @key(fields: "id") {
          id: ID!
          of: Sighted
          surely: Sighted!
          moving: Moving
          status: Status
          surelyStatus(as: Status = CLASSIFIED @inaccessible): Status!
          distance: Int! @inaccessible
        }
      `,
      resolvers: {
        Query: { sightings: () => FOUND.map(({ id }) => ({ id })) },
        Sighting: {
          of: ({ id }: { id: string }) => FOUND.find((one) => one.id === id),
          surely: ({ id }: { id: string }) => FOUND.find((one) => one.id === id),
          moving: ({ id }: { id: string }) => FOUND.find((one) => one.id === id),
          status: ({ id }: { id: string }) => (id === 'p1' ? 'CLASSIFIED' : 'SEEN'),
          surelyStatus: ({ id }: { id: string }) => (id === 'p1' ? 'CLASSIFIED' : 'SEEN'),
          distance: () => 12,
        },
      },
    },
    {
      name: 'reports',
      sdl: `
        ${LINK}
        type Sighting @key(fields: "id") {
          id: ID!
          distance: Int! @external
          report: String! @requires(fields: "distance")
        }
      `,
      resolvers: {
        Sighting: {
          __resolveReference: async (reference: object) => reference,
          report: ({ id, distance }: { id: string; distance: number }) => `${id} at ${distance}`,
        },
      },
    },
  ],
  callerRules: OBSERVATORY_RULES,
});

describe('what is inaccessible', () => {
  it.each(['of', 'moving'])(
    'is null without a fault where an object of such a type stands: %s',
    async (field) => {
      const { data, faults } = await graph.run(
        `{ sightings { ${field} { __typename ... on Comet { id } } } }`,
      );
      expect(faults).toEqual([]);
      expect(data).toEqual({
        sightings: [{ [field]: { __typename: 'Comet', id: 'c1' } }, { [field]: null }],
      });
    },
  );

  it('is null without a fault as the value of an enum', async () => {
    const { data, faults } = await graph.run('{ sightings { status } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({ sightings: [{ status: 'SEEN' }, { status: null }] });
  });

  it.each(['surely { id }', 'surelyStatus'])('is a fault where null may not stand: %s', async (selection) => {
    const { data, faults } = await graph.run(`{ sightings { ${selection} } }`);
    expect(data).toBeNull();
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['sightings', 1, selection.split(' ')[0]] }]);
  });

  it('can be required all the same', async () => {
    const { data } = await graph.run('{ sightings { report } }');
    expect(data).toEqual({ sightings: [{ report: 'c1 at 12' }, { report: 'p1 at 12' }] });
  });

  it('is in no answer about the schema', async () => {
    const { data } = await graph.run(
      '{ __schema { types { name enumValues { name } fields { name args { name } } possibleTypes { name } } } }',
    );
    const shown = JSON.stringify(data);
    expect(shown).toContain('"Comet"');
    expect(shown).not.toMatch(/"(Probe|Launched|Flying|Orders|CLASSIFIED|distance|as)"/);
  });

  it.each([
    '{ sightings { of { ... on Probe { id } } } }',
    '{ sightings { of { ... on Launched { pad } } } }',
    '{ sightings { distance } }',
    '{ sightings { surelyStatus(as: SEEN) } }',
  ])('cannot be asked for: %s', async (text) => {
    await expect(graph.run(text)).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});
