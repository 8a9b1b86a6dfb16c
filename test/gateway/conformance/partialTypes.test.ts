import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type Resolvers, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Two archives of the same survey; each knows kinds of finds that the other does not. */

const STAR = { __typename: 'Star', name: 'Vega' };
const PULSAR = { __typename: 'Pulsar', name: 'B1919', periods: [{ seconds: 1.3 }], radio: { band: 'L' } };
const PLATE_FLAW = { __typename: 'Flaw', name: 7, plate: 'B 17' };

const survey = (finds: readonly object[]): Resolvers => ({
  Survey: {
    __resolveReference: async ({ id }: { id: string }) => ({ id }),
    catalogue: () => ({ finds }),
    byRadio: () => ({ finds }),
  },
  Find: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
});

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key", "@shareable", "@external", "@requires"]
)`;

const RADIO_SUBGRAPH: TestSubgraph = {
  name: 'radio',
  sdl: `
    ${LINK}
    type Query { radioSurvey: Survey }
    type Survey @key(fields: "id") { id: ID! catalogue: Catalogue @shareable byRadio: Catalogue }
    type Catalogue @shareable { finds(first: Int): [Find!]! }
    union Find = Star | Pulsar
    type Star @shareable { name: String! }
    type Pulsar { name: String periods(longerThan: Float): [Period!] radio: Receiver }
    type Period { seconds: Float }
    interface Receiver { band: String }
    type Dish implements Receiver { band: String }
  `,
  resolvers: {
    ...survey([STAR, PULSAR]),
    Query: { radioSurvey: () => ({ id: 's1' }) },
    Receiver: { __resolveType: () => 'Dish' },
  },
};

const OPTICAL_SUBGRAPH: TestSubgraph = {
  name: 'optical',
  sdl: `
    ${LINK}
    type Query { opticalSurvey: Survey }
    type Survey @key(fields: "id") { id: ID! catalogue: Catalogue @shareable }
    type Catalogue @shareable { finds(first: Int): [Find!]! }
    union Find = Star | Flaw
    type Star @shareable { name: String }
    type Flaw { name: Int plate: String }
  `,
  resolvers: { ...survey([STAR, PLATE_FLAW]), Query: { opticalSurvey: () => ({ id: 's1' }) } },
};

const graph = openGraph({ subgraphs: [RADIO_SUBGRAPH, OPTICAL_SUBGRAPH], callerRules: OBSERVATORY_RULES });
afterEach(() => graph.reset());

const FINDS = `finds {
  __typename
  ... on Star { name }
  ... on Pulsar { periods { seconds } }
  ... on Flaw { plate }
}`;

describe('an object of a type that only one of several subgraphs knows', () => {
  it('has its fields where that subgraph answers', async () => {
    const { data, faults } = await graph.run(`{
      radioSurvey { catalogue { ${FINDS} } }
      opticalSurvey { catalogue { ${FINDS} } }
    }`);
    expect(faults).toEqual([]);
    expect(data).toEqual({
      radioSurvey: { catalogue: { finds: [STAR, { __typename: 'Pulsar', periods: [{ seconds: 1.3 }] }] } },
      opticalSurvey: { catalogue: { finds: [STAR, { __typename: 'Flaw', plate: 'B 17' }] } },
    });
    expect(graph.fetches).toHaveLength(2);
  });

  it('has them below an entity, with arguments, aliases, conditions and fragments', async () => {
    const { data, faults } = await graph.run(
      `query ($min: Float, $yes: Boolean!, $no: Boolean!) {
        opticalSurvey { byRadio { found: finds { ...OfPulsars } } }
      }
      fragment OfPulsars on Find {
        ... on Pulsar @include(if: $yes) {
          long: periods(longerThan: $min) { seconds }
          name @include(if: $no)
          radio { ... on Dish { __typename band } }
        }
      }`,
      { variables: { min: 1, yes: true, no: false } },
    );
    expect(faults).toEqual([]);
    expect(data).toEqual({
      opticalSurvey: {
        byRadio: {
          found: [{}, { long: [{ seconds: 1.3 }], radio: { __typename: 'Dish', band: 'L' } }],
        },
      },
    });
  });

  it('is asked for nothing that the client does not ask', async () => {
    await graph.run('{ radioSurvey { catalogue { finds { ... on Flaw { plate } } } } }');
    expect(graph.fetches.map(({ document }) => document)).toEqual([
      '{radioSurvey{catalogue{finds{__typename}}}}',
    ]);
  });

  it('does without its fields where they would make its subgraph refuse the rest', async () => {
    const { data, faults } = await graph.run(`{
      radioSurvey { catalogue { finds { ... on Star { name } ... on Pulsar { name } } } }
    }`);
    expect(faults).toEqual([]);
    expect(data).toEqual({ radioSurvey: { catalogue: { finds: [{ name: 'Vega' }, { name: null }] } } });
  });
});

describe('an operation that no subgraph can answer', () => {
  const blind = openGraph({
    subgraphs: [
      {
        name: 'mounts',
        sdl: `
          extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
          interface Mount @key(fields: "id") { id: ID! }
          type Query { mount: Mount ping: String }
        `,
        resolvers: { Query: { mount: () => null, ping: () => 'pong' } },
      },
      {
        name: 'drives',
        sdl: `
          extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
          type Mount @key(fields: "id", resolvable: false) @interfaceObject { id: ID! torque: Int }
          type Query { driven: Mount }
        `,
        resolvers: { Query: { driven: () => ({ id: 'm1' }) }, Mount: { torque: () => 5 } },
      },
    ],
    callerRules: OBSERVATORY_RULES,
  });

  it('is refused rather than answered with nothing', async () => {
    await expect(blind.run('{ mount { torque } }')).rejects.toMatchObject({
      code: 'OPERATION_NOT_PLANNABLE',
    });
    expect(blind.fetches).toEqual([]);
  });

  it('is another than one whose every field is left out', async () => {
    expect((await blind.run('{ mount @skip(if: true) { torque } }')).data).toEqual({});
    const text = 'query ($no: Boolean!) { ping @include(if: $no) }';
    expect((await blind.run(text, { variables: { no: false } })).data).toEqual({});
  });

  it('leaves what can be answered', async () => {
    const { data } = await blind.run('{ driven { id torque } }');
    expect(data).toEqual({ driven: { id: 'm1', torque: 5 } });
  });
});
