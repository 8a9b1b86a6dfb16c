import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Plates of glass and digital frames: two kinds of exposure, each with fields that other subgraphs bring. */

interface Exposure {
  readonly id: string;
  readonly __typename?: string;
  readonly frame?: { readonly width: number; readonly height: number };
  readonly [field: string]: unknown;
}

const EXPOSURES: readonly Exposure[] = [
  {
    __typename: 'Plate',
    id: 'p1',
    label: 'B 17',
    frame: { width: 4, height: 5 },
    owner: 'archive',
    takenBy: 'ada',
  },
  {
    __typename: 'Frame',
    id: 'f1',
    label: 'IMG 1',
    frame: { width: 8, height: 8 },
    owner: 'team',
    takenBy: 'eve',
  },
  {
    __typename: 'Plate',
    id: 'p2',
    label: 'B 18',
    frame: { width: 4, height: 5 },
    owner: 'team',
    takenBy: 'ada',
  },
];
const OWNERS: Readonly<Record<string, object>> = {
  archive: { __typename: 'Archive', id: 'archive' },
  team: { __typename: 'Team', contact: 'team@dome.test' },
};

function findExposure({ id }: Exposure): Exposure | null {
  return EXPOSURES.find((exposure) => exposure.id === id) ?? null;
}

const exposure = {
  __resolveReference: async (reference: Exposure) => findExposure(reference),
  takenBy: ({ takenBy }: Exposure) => ({ __typename: 'Person', login: takenBy }),
  owner: ({ owner }: Exposure) => OWNERS[String(owner)],
  neighbours: ({ id, __typename }: Exposure) =>
    EXPOSURES.filter((other) => other.__typename === __typename && other.id !== id),
};

const PLATE_FILE_SUBGRAPH: TestSubgraph = {
  name: 'plates',
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@shareable", "@inaccessible"]
    )
    type Query { exposures: [Exposure]! }
    interface Exposure { id: ID! label: String frame: Size takenBy: Person shelf: String @inaccessible }
    interface Neighboured { neighbours: [Exposure!]! }
    type Size @shareable { width: Int height: Int }
    type Plate implements Exposure & Neighboured @key(fields: "id") {
      id: ID! label: String frame: Size @shareable takenBy: Person shelf: String owner: Owner neighbours: [Plate!]!
    }
    type Frame implements Exposure & Neighboured @key(fields: "id") {
      id: ID! label: String frame: Size @shareable takenBy: Person shelf: String owner: Owner neighbours: [Frame!]!
    }
    union Owner = Archive | Team
    type Archive { id: ID! @shareable }
    type Team { contact: String }
    type Person @key(fields: "login") { login: ID! }
  `,
  resolvers: { Query: { exposures: () => EXPOSURES }, Plate: exposure, Frame: exposure },
};

const measured = {
  __resolveReference: async (reference: Exposure) => reference,
  scanMinutes: ({ frame }: Exposure, { dpi }: { dpi: number }) =>
    frame === undefined ? null : frame.width * frame.height * dpi,
  remarks: ({ id, __typename }: Exposure) =>
    id === 'p2' ? [] : [{ text: `${id} is fine`, about: { __typename, id } }],
};

const MEASUREMENTS_SUBGRAPH: TestSubgraph = {
  name: 'measurements',
  sdl: `
    extend schema @link(
      url: "https://specs.apollo.dev/federation/v2.3"
      import: ["@key", "@shareable", "@external", "@requires"]
    )
    interface Exposure { id: ID! scanMinutes(dpi: Int!): Int remarks: [Remark!]! }
    type Size @shareable { width: Int height: Int }
    type Plate implements Exposure @key(fields: "id") {
      id: ID! frame: Size @external remarks: [Remark!]!
      scanMinutes(dpi: Int!): Int @requires(fields: "frame { width height }")
    }
    type Frame implements Exposure @key(fields: "id") {
      id: ID! frame: Size @external remarks: [Remark!]!
      scanMinutes(dpi: Int!): Int @requires(fields: "frame { width height }")
    }
    type Remark { text: String about: Exposure }
  `,
  resolvers: { Plate: measured, Frame: measured },
};

/** Adds a member to the union that no field of the others ever returns, and fields to one that some do. */
const OWNERS_SUBGRAPH: TestSubgraph = {
  name: 'owners',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
    type Archive @key(fields: "id") { id: ID! building: String contact: Desk }
    type Desk { phone: String }
    type Club @key(fields: "id") { id: ID! building: String contact: String }
    extend union Owner = Archive | Club
    type Person @key(fields: "login") { login: ID! name: String plates: Int }
    type Plate @key(fields: "id") { id: ID! emulsion: String }
  `,
  resolvers: {
    Archive: {
      __resolveReference: async ({ id }: Exposure) => ({ id, building: 'North', contact: { phone: '7' } }),
    },
    Person: {
      __resolveReference: async ({ login }: { login: string }) => ({
        login,
        name: login.toUpperCase(),
        plates: 2,
      }),
    },
    Plate: { __resolveReference: async ({ id }: Exposure) => ({ id, emulsion: `IIa-${id}` }) },
  },
};

const graph = openGraph({
  subgraphs: [PLATE_FILE_SUBGRAPH, MEASUREMENTS_SUBGRAPH, OWNERS_SUBGRAPH],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

async function answer(text: string, variables: Readonly<Record<string, unknown>> = {}) {
  const { data, faults } = await graph.run(text, { variables });
  expect(faults).toEqual([]);
  return data;
}

describe('a list of several types', () => {
  it('has what another subgraph computes from fields that it requires, each type in its place', async () => {
    expect(await answer('{ exposures { id low: scanMinutes(dpi: 1) high: scanMinutes(dpi: 10) } }')).toEqual({
      exposures: [
        { id: 'p1', low: 20, high: 200 },
        { id: 'f1', low: 64, high: 640 },
        { id: 'p2', low: 20, high: 200 },
      ],
    });
  });

  it('has fields of one type beside fields of all, from three subgraphs', async () => {
    expect(
      await answer('{ exposures { by: takenBy { login name } ... on Plate { emulsion } remarks { text } } }'),
    ).toEqual({
      exposures: [
        { by: { login: 'ada', name: 'ADA' }, emulsion: 'IIa-p1', remarks: [{ text: 'p1 is fine' }] },
        { by: { login: 'eve', name: 'EVE' }, remarks: [{ text: 'f1 is fine' }] },
        { by: { login: 'ada', name: 'ADA' }, emulsion: 'IIa-p2', remarks: [] },
      ],
    });
  });

  it('answers a selection that is repeated on interface, second interface and type once', async () => {
    expect(
      await answer(
        '{ exposures { label ... on Exposure { label } ... on Plate { label } ... on Neighboured { kind: __typename __typename neighbours { id } } } }',
      ),
    ).toEqual({
      exposures: [
        { label: 'B 17', kind: 'Plate', __typename: 'Plate', neighbours: [{ id: 'p2' }] },
        { label: 'IMG 1', kind: 'Frame', __typename: 'Frame', neighbours: [] },
        { label: 'B 18', kind: 'Plate', __typename: 'Plate', neighbours: [{ id: 'p1' }] },
      ],
    });
  });

  it('asks a subgraph only for the entities whose type has the field', async () => {
    await answer('{ exposures { id ... on Plate { emulsion } } }');
    expect(graph.fetches.at(-1)?.variables).toEqual({
      representations: [
        { __typename: 'Plate', id: 'p1' },
        { __typename: 'Plate', id: 'p2' },
      ],
    });
  });
});

describe('an abstract type that is reached through an entity of another subgraph', () => {
  const throughRemarks = (selections: string, variable = '') =>
    `query ${variable} { exposures { id remarks { about { id ${selections} } } } }`;
  const about = (plate: object, frame: object) => ({
    exposures: [
      { id: 'p1', remarks: [{ about: { id: 'p1', ...plate } }] },
      { id: 'f1', remarks: [{ about: { id: 'f1', ...frame } }] },
      { id: 'p2', remarks: [] },
    ],
  });

  it.each([
    ['@include', true, { emulsion: 'IIa-p1' }],
    ['@include', false, {}],
    ['@skip', true, {}],
    ['@skip', false, { emulsion: 'IIa-p1' }],
  ])(
    'heeds %s(if: %s) on a fragment of one type, by the default of its variable',
    async (directive, value, plate) => {
      const text = throughRemarks(
        `... on Plate ${directive}(if: $flag) { emulsion } ... on Frame { label }`,
        `($flag: Boolean! = ${value})`,
      );
      expect(await answer(text)).toEqual(about(plate, { label: 'IMG 1' }));
      expect(await answer(text, { flag: value })).toEqual(about(plate, { label: 'IMG 1' }));
    },
  );

  it('heeds conditions within one another', async () => {
    const text = throughRemarks(
      '... on Plate @include(if: $flag) { label ... on Plate @skip(if: $flag) { emulsion } ... on Exposure { takenBy { name } } }',
      '($flag: Boolean!)',
    );
    expect(await answer(text, { flag: true })).toEqual(
      about({ label: 'B 17', takenBy: { name: 'ADA' } }, {}),
    );
    expect(await answer(text, { flag: false })).toEqual(about({}, {}));
  });

  it('keeps members of a union apart whose fields of one name differ in type', async () => {
    const text = throughRemarks(`... on Plate { owner { ...Whose } } ... on Frame { owner { ...Whose } }`);
    const fragment = `fragment Whose on Owner {
      ... on Archive { id building desk: contact { phone } }
      ... on Team { contact }
      ... on Club { building address: contact }
    }`;
    expect(await answer(`${text} ${fragment}`)).toEqual(
      about(
        { owner: { id: 'archive', building: 'North', desk: { phone: '7' } } },
        { owner: { contact: 'team@dome.test' } },
      ),
    );
  });

  it('refuses a field that is inaccessible', async () => {
    await expect(graph.run('{ exposures { shelf } }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });
});

describe('fragments that no object can reach', () => {
  const sky = openGraph({
    callerRules: OBSERVATORY_RULES,
    subgraphs: [
      {
        name: 'sky',
        sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3")
          type Query { bright: Bright near: Near! }
          interface Bright { name: String }
          interface Dark { name: String }
          type Sun implements Bright { name: String }
          type Dust implements Dark { name: String }
          type Eclipse implements Bright & Dark { name: String }
          type Near { name: String next(at: Int): Near! }`,
        resolvers: {
          Query: { bright: () => ({ __typename: 'Sun', name: 'Sol' }), near: () => ({}) },
          Near: { name: () => 'Luna', next: () => ({}) },
        },
      },
    ],
  });

  it('take nothing with them, however large the operation around them is', async () => {
    const next = Array.from({ length: 80 }, (_, index) => `n${index}: next(at: ${index}) { ...Names }`);
    const names = Array.from({ length: 100 }, (_, index) => `a${index}: name`);
    const { data } = await sky.run(
      `{ bright { name ... on Dark { ... on Dust { name } } } near { ${next.join(' ')} } }
      fragment Names on Near { ${names.join(' ')} }`,
    );
    expect(data).toMatchObject({ bright: { name: 'Sol' }, near: { n79: { a99: 'Luna' } } });
  });
});
