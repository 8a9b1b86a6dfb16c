import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph } from '../../secondGraph/openGraph.ts';

/** Who answers a field that several subgraphs declare: seeing has moved, and reports bring some of it along. */

const never = () => {
  throw new Error('Somebody else answers this.');
};
const night = ({ id }: { id: string }) => ({ id, moon: 'new', seeing: 'GOOD', clouds: 0 });

const link = (...imports: readonly string[]) => `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: [${imports.map((name) => `"@${name}"`).join(', ')}]
)`;

const graph = openGraph({
  subgraphs: [
    {
      name: 'nights',
      sdl: `
        ${link('key', 'shareable')}
        type Query { night: Night nights: [Night!]! @shareable }
        type Night @key(fields: "id") { id: ID! moon: String! @shareable seeing: String! }
      `,
      resolvers: {
        Query: { night: () => night({ id: 'n1' }), nights: () => [{ id: 'n1' }] },
        Night: { __resolveReference: async (reference: { id: string }) => night(reference), seeing: never },
      },
    },
    {
      name: 'weather',
      sdl: `
        ${link('key', 'shareable', 'override', 'external')}
        type Query { nights: [Night!]! @shareable }
        type Night @key(fields: "id") {
          id: ID!
          seeing: String! @override(from: "nights")
          clouds: Int! @shareable
        }
      `,
      resolvers: {
        Query: { nights: () => [{ id: 'n1' }] },
        Night: {
          __resolveReference: async (reference: { id: string }) => night(reference),
          seeing: () => 'GOOD',
          clouds: () => 0,
        },
      },
    },
    {
      name: 'reports',
      sdl: `
        ${link('key', 'external', 'requires', 'provides')}
        type Query { report: Report }
        type Report { night: Night @provides(fields: "moon clouds") other: Night }
        type Night @key(fields: "id") {
          id: ID!
          moon: String! @external
          clouds: Int! @external
          seeing: String! @external
          verdict: String! @requires(fields: "seeing")
        }
      `,
      resolvers: {
        Query: { report: () => ({ night: night({ id: 'n2' }), other: { id: 'n3' } }) },
        Night: {
          __resolveReference: async (reference: object) => reference,
          clouds: never,
          verdict: ({ seeing }: { seeing: string }) => `seeing ${seeing}`,
        },
      },
    },
  ],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

const subgraphs = () => graph.fetches.map(({ subgraph }) => subgraph);

describe('a field that one subgraph has taken over from another', () => {
  it('is never asked of the other', async () => {
    const { data, faults } = await graph.run('{ night { id moon seeing } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({ night: { id: 'n1', moon: 'new', seeing: 'GOOD' } });
    expect(graph.fetches[0]?.document).not.toContain('seeing');
  });

  it('is what a third subgraph is given where it requires it', async () => {
    const { data, faults } = await graph.run('{ night { verdict } report { other { verdict seeing } } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({
      night: { verdict: 'seeing GOOD' },
      report: { other: { verdict: 'seeing GOOD', seeing: 'GOOD' } },
    });
  });
});

describe('a field that a subgraph provides on one way to an entity', () => {
  it('needs no other subgraph there, and is not asked for unless the client asks', async () => {
    const { data } = await graph.run('{ report { night { id phase: moon } } }');
    expect(data).toEqual({ report: { night: { id: 'n2', phase: 'new' } } });
    expect(subgraphs()).toEqual(['reports']);
    expect(graph.fetches[0]?.document).not.toContain('clouds');
  });

  it('comes from its owner on every other way', async () => {
    const { data } = await graph.run('{ report { other { id moon } } }');
    expect(data).toEqual({ report: { other: { id: 'n3', moon: 'new' } } });
    expect(subgraphs()).toEqual(['reports', 'nights']);
  });

  it('is not asked for where a condition leaves it out', async () => {
    const text =
      'query ($no: Boolean!) { report { night { id clouds @include(if: $no) ... @skip(if: true) { clouds } } } }';
    const { data, faults } = await graph.run(text, { variables: { no: false } });
    expect(faults).toEqual([]);
    expect(data).toEqual({ report: { night: { id: 'n2' } } });
  });
});
