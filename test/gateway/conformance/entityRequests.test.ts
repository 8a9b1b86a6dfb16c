import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { NOBODY } from '../../../gateway/authentication/parseCallerRules.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

const LINK = (...names: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.8", import: [${names.map((name) => `"@${name}"`).join(', ')}])`;
const open = (subgraphs: readonly TestSubgraph[], overrides: readonly string[] = []) =>
  openGraph({ subgraphs, callerRules: NOBODY, overrides: new Set(overrides) });

const PEAKS: TestSubgraph = {
  name: 'peaks',
  sdl: `${LINK('key')} type Query { peak: Peak! rival: Hut }
    type Peak @key(fields: "id") { id: ID! } type Hut @key(fields: "id") { id: ID! }`,
  resolvers: { Query: { peak: () => ({ id: 'p1' }), rival: () => ({ id: 'h1' }) } },
};

describe('entities of two places in one subgraph', () => {
  const weather: TestSubgraph = {
    name: 'weather',
    sdl: `${LINK('key')} type Peak @key(fields: "id") { id: ID! wind: Int! } type Hut @key(fields: "id") { id: ID! snow: Int! }`,
    resolvers: {
      Peak: { __resolveReference: async ({ id }: { id: string }) => ({ id, wind: 7 }) },
      Hut: { __resolveReference: async ({ id }: { id: string }) => ({ id, snow: 3 }) },
    },
  };

  it('are asked for in one request', async () => {
    const graph = open([PEAKS, weather]);
    const { data } = await graph.run('{ peak { wind } rival { snow } }');
    expect(data).toEqual({ peak: { wind: 7 }, rival: { snow: 3 } });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['peaks', 'weather']);
  });

  it('are asked for apart when the answer to both is null, and the good one stays', async () => {
    const graph = open([PEAKS, weather]);
    graph.replace('weather', async ({ document, variables }) => {
      if (document.includes('wind') && document.includes('snow')) {
        return { data: null, errors: [new GraphQLError('canary', { path: ['_entities_1', 0, 'snow'] })] };
      }
      const list = variables.representations as { id: string }[];
      return document.includes('wind')
        ? { data: { _entities: list.map(({ id }) => ({ id, wind: 7 })) } }
        : { data: { _entities: [null] } };
    });
    const { data } = await graph.run('{ peak { wind } rival { snow } }');
    expect(data).toEqual({ peak: { wind: 7 }, rival: null });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['peaks', 'weather', 'weather', 'weather']);
  });
});

describe('a subgraph that cannot repeat a key', () => {
  it('is asked again without it', async () => {
    const graph = open([
      PEAKS,
      {
        name: 'weather',
        sdl: `${LINK('key')} type Peak @key(fields: "id") { id: ID! wind: Int }`,
        resolvers: { Peak: { __resolveReference: async () => ({ wind: 5 }) } },
      },
    ]);
    const { data, faults } = await graph.run('{ peak { wind } }');
    expect(data).toEqual({ peak: { wind: 5 } });
    expect(faults).toEqual([]);
    expect(graph.fetches.map(({ document }) => document.includes('{id wind}'))).toEqual([false, true, false]);
  });
});

describe('a field that moves under a label', () => {
  const subgraphs: readonly TestSubgraph[] = [
    {
      name: 'old',
      sdl: `${LINK('key')} type Query { peak: Peak! } type Peak @key(fields: "id") { id: ID! height: Int }`,
      resolvers: {
        Query: { peak: () => ({ id: 'p1', height: 1 }) },
        Peak: { __resolveReference: async ({ id }: { id: string }) => ({ id, height: 1 }) },
      },
    },
    {
      name: 'new',
      sdl: `${LINK('key', 'override')} type Peak @key(fields: "id") { id: ID! height: Int @override(from: "old", label: "moved") }`,
      resolvers: { Peak: { __resolveReference: async ({ id }: { id: string }) => ({ id, height: 2 }) } },
    },
  ];

  it('comes from where it was while the label is not in force, and from where it goes when it is', async () => {
    const before = await open(subgraphs).run('{ peak { height } }');
    const after = await open(subgraphs, ['moved']).run('{ peak { height } }');
    expect([before.data, after.data]).toEqual([{ peak: { height: 1 } }, { peak: { height: 2 } }]);
  });
});

describe('one entity in many contexts', () => {
  it('has in each place what that context gives it', async () => {
    const graph = open([
      {
        name: 'tours',
        sdl: `${LINK('key', 'context', 'fromContext')} type Query { tours: [Tour!]! }
          type Tour @key(fields: "id") @context(name: "tour") { id: ID! tongue: String peak: Peak }
          type Peak @key(fields: "id") { id: ID! name(in: String @fromContext(field: "$tour { tongue }")): String }`,
        resolvers: {
          Query: {
            tours: () =>
              Array.from({ length: 45 }, (_, index) => ({
                id: `t${index}`,
                tongue: `l${index}`,
                peak: { id: 'p1' },
              })),
          },
          Peak: {
            __resolveReference: async ({ id }: { id: string }) => ({ id }),
            name: (_peak: unknown, args: { in: string }) => `in ${args.in}`,
          },
        },
      },
      {
        name: 'other',
        sdl: `${LINK('key')} type Query { other: Int }`,
        resolvers: {},
      },
    ]);
    const { data } = await graph.run('{ tours { peak { name } } }');
    expect(data).toEqual({
      tours: Array.from({ length: 45 }, (_, index) => ({ peak: { name: `in l${index}` } })),
    });
  });
});
