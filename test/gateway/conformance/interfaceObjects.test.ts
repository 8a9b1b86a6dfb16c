import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Who sees bodies in the sky need not know of which kind they are: `Body` is an object to it, to all others an interface. */

interface Body {
  readonly id: string;
  readonly __typename?: string;
  readonly name?: string | null;
  readonly brightness?: number;
  readonly [field: string]: unknown;
}

const BODIES: readonly Body[] = [
  { __typename: 'Planet', id: 'mars', name: 'Mars', brightness: -2.9, moons: ['phobos'] },
  { __typename: 'Moon', id: 'phobos', name: 'Phobos', brightness: 11.8, planet: 'mars' },
];
const SEEN = ['mars', 'phobos'];

function findBody(id: unknown): Body | null {
  return BODIES.find((body) => body.id === id) ?? null;
}

const BODIES_SUBGRAPH: TestSubgraph = {
  name: 'bodies',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    type Query { bodies: [Body!]! }
    interface Body @key(fields: "id") { id: ID! name: String brightness: Float }
    type Planet implements Body @key(fields: "id") {
      id: ID! name: String brightness: Float moons: [Body!]!
    }
    type Moon implements Body @key(fields: "id") {
      id: ID! name: String brightness: Float planet: Planet
    }
  `,
  resolvers: {
    Query: { bodies: () => BODIES },
    Body: { __resolveReference: async ({ id }: Body) => findBody(id) },
    Planet: {
      __resolveReference: async ({ id }: Body) => findBody(id),
      moons: ({ moons }: { moons: string[] }) => moons.map(findBody),
    },
    Moon: {
      __resolveReference: async ({ id }: Body) => findBody(id),
      planet: ({ planet }: Body) => findBody(planet),
    },
  },
};

const SIGHTINGS_SUBGRAPH: TestSubgraph = {
  name: 'sightings',
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@interfaceObject", "@external", "@requires"]
    )
    type Query { seen: [Body!]! sighting(id: ID!): Body }
    type Body @key(fields: "id") @interfaceObject {
      id: ID!
      brightness: Float @external
      lastSeen: String!
      nakedEye: Boolean @requires(fields: "brightness")
    }
  `,
  resolvers: {
    Query: {
      seen: () => SEEN.map((id) => ({ id })),
      sighting: (_: unknown, { id }: Body) => ({ id }),
    },
    Body: {
      __resolveReference: async (reference: Body) => reference,
      lastSeen: ({ id }: Body) => `${id} tonight`,
      nakedEye: ({ brightness }: Body) => (brightness === undefined ? null : brightness < 6),
    },
  },
};

/** Knows bodies as little as the sightings do. */
const DISTANCES_SUBGRAPH: TestSubgraph = {
  name: 'distances',
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@interfaceObject", "@external", "@requires"]
    )
    type Body @key(fields: "id") @interfaceObject {
      id: ID!
      lastSeen: String! @external
      lightMinutes: Int!
      sentAt: String @requires(fields: "lastSeen")
    }
  `,
  resolvers: {
    Body: {
      __resolveReference: async (reference: Body) => reference,
      lightMinutes: ({ id }: Body) => id.length,
      sentAt: ({ lastSeen }: Body) => `before ${lastSeen}`,
    },
  },
};

/** Knows one kind of body by its own name, and the interface not at all. */
const ATLAS_SUBGRAPH: TestSubgraph = {
  name: 'atlas',
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@external", "@requires"]
    )
    type Moon @key(fields: "id") {
      id: ID!
      lastSeen: String! @external
      craters: Int
      drawnBy: String @requires(fields: "lastSeen")
    }
  `,
  resolvers: {
    Moon: {
      __resolveReference: async (reference: Body) => reference,
      craters: ({ id }: Body) => id.length,
      drawnBy: ({ lastSeen }: Body) => `by moonlight of ${lastSeen}`,
    },
  },
};

const graph = openGraph({
  subgraphs: [BODIES_SUBGRAPH, SIGHTINGS_SUBGRAPH, DISTANCES_SUBGRAPH, ATLAS_SUBGRAPH],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

function asked(): readonly string[] {
  return graph.fetches.map(({ subgraph }) => subgraph);
}

describe('an interface object', () => {
  it('answers its own fields without anybody being asked for its type', async () => {
    const { data, faults } = await graph.run('{ seen { id lastSeen } }');
    expect(data).toEqual({
      seen: [
        { id: 'mars', lastSeen: 'mars tonight' },
        { id: 'phobos', lastSeen: 'phobos tonight' },
      ],
    });
    expect(faults).toEqual([]);
    expect(asked()).toEqual(['sightings']);
  });

  it('has fields of another subgraph to which it is an object too', async () => {
    const { data, faults } = await graph.run('{ seen { lightMinutes lastSeen sentAt } }');
    expect(data).toEqual({
      seen: [
        { lightMinutes: 4, lastSeen: 'mars tonight', sentAt: 'before mars tonight' },
        { lightMinutes: 6, lastSeen: 'phobos tonight', sentAt: 'before phobos tonight' },
      ],
    });
    expect(faults).toEqual([]);
    expect(asked()).not.toContain('bodies');
  });

  it('has the type that the subgraph of the interface says', async () => {
    const { data } = await graph.run('{ seen { kind: __typename lastSeen } }');
    expect(data).toEqual({
      seen: [
        { kind: 'Planet', lastSeen: 'mars tonight' },
        { kind: 'Moon', lastSeen: 'phobos tonight' },
      ],
    });
  });

  it('has the fields of its type, those of a subgraph that knows only this type too', async () => {
    const { data, faults } = await graph.run(
      '{ seen { lastSeen ... on Planet { moons { id } } ... on Moon { craters planet { name lastSeen } } } }',
    );
    expect(data).toEqual({
      seen: [
        { lastSeen: 'mars tonight', moons: [{ id: 'phobos' }] },
        { lastSeen: 'phobos tonight', craters: 6, planet: { name: 'Mars', lastSeen: 'mars tonight' } },
      ],
    });
    expect(faults).toEqual([]);
  });

  it('lends its fields to every type of the interface', async () => {
    const { data } = await graph.run(
      '{ bodies { ... on Moon { lastSeen craters } ... on Planet { name moons { lastSeen name } } } }',
    );
    expect(data).toEqual({
      bodies: [
        { name: 'Mars', moons: [{ lastSeen: 'phobos tonight', name: 'Phobos' }] },
        { lastSeen: 'phobos tonight', craters: 6 },
      ],
    });
    const sent = graph.fetches.filter(({ subgraph }) => subgraph === 'sightings');
    expect(sent.flatMap(({ variables }) => Object.values(variables).flat())).toContainEqual({
      __typename: 'Body',
      id: 'phobos',
    });
  });

  it('is given what its fields require, from either side', async () => {
    const { data, faults } = await graph.run(
      '{ seen { id nakedEye } bodies { id nakedEye } sighting(id: "phobos") { ... on Moon { nakedEye } } }',
    );
    const both = [
      { id: 'mars', nakedEye: true },
      { id: 'phobos', nakedEye: false },
    ];
    expect(data).toEqual({ seen: both, bodies: both, sighting: { nakedEye: false } });
    expect(faults).toEqual([]);
  });

  it('gives what a field of one of its types requires', async () => {
    const drawn = { drawnBy: 'by moonlight of phobos tonight' };
    const { data, faults } = await graph.run(
      '{ seen { ... on Moon { drawnBy } } bodies { ... on Planet { moons { ... on Moon { drawnBy sentAt } } } } }',
    );
    expect(data).toEqual({
      seen: [{}, drawn],
      bodies: [{ moons: [{ ...drawn, sentAt: 'before phobos tonight' }] }, {}],
    });
    expect(faults).toEqual([]);
  });

  it('keeps aliases apart from the fields that are fetched for its own needs', async () => {
    const { data } = await graph.run(
      '{ seen { id: lastSeen brightness: id name: nakedEye nakedEye: name lastSeen: __typename } }',
    );
    expect(data).toEqual({
      seen: [
        { id: 'mars tonight', brightness: 'mars', name: true, nakedEye: 'Mars', lastSeen: 'Planet' },
        { id: 'phobos tonight', brightness: 'phobos', name: false, nakedEye: 'Phobos', lastSeen: 'Moon' },
      ],
    });
  });
});

describe('an interface object that the subgraph of the interface does not know', () => {
  it('keeps its own fields; those of the interface are null', async () => {
    const { data, faults } = await graph.run(
      '{ sighting(id: "ghost") { id lastSeen name ... on Body { brightness } } }',
    );
    expect(data).toEqual({
      sighting: { id: 'ghost', lastSeen: 'ghost tonight', name: null, brightness: null },
    });
    expect(faults).toEqual([]);
  });

  it('keeps its own fields, and says that what is asked of its type is left out', async () => {
    const { data, faults } = await graph.run(
      '{ sighting(id: "ghost") { lastSeen ...Kinds } } fragment Kinds on Body { id ... on Moon { craters } }',
    );
    expect(data).toEqual({ sighting: { lastSeen: 'ghost tonight', id: 'ghost' } });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['sighting'] }]);
  });

  it('is null with one fault where its type is asked for', async () => {
    const { data, faults } = await graph.run('{ sighting(id: "ghost") { lastSeen __typename } }');
    expect(data).toEqual({ sighting: null });
    expect(faults).toMatchObject([{ code: 'SUBGRAPH_ERROR' }]);
  });

  it('keeps its own fields when that subgraph fails', async () => {
    graph.replace('bodies', async () => {
      throw new Error('down');
    });
    const { data, faults } = await graph.run(
      '{ sighting(id: "mars") { lastSeen name } seen { id ... on Planet { moons { id } } } }',
    );
    expect(data).toEqual({
      sighting: { lastSeen: 'mars tonight', name: null },
      seen: [{ id: 'mars' }, { id: 'phobos' }],
    });
    expect(faults).toEqual([
      { code: 'SUBGRAPH_UNAVAILABLE', path: ['sighting', 'name'] },
      { code: 'SUBGRAPH_UNAVAILABLE', path: ['seen'] },
    ]);
  });
});
