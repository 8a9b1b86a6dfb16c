import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph } from '../../secondGraph/openGraph.ts';

/** A dome that two subgraphs turn: what they do is written down. */

const deeds: string[] = [];
const asked: string[] = [];
const turn =
  (who: string) =>
  (_: unknown, { by }: { by: number }) => {
    deeds.push(`${who} ${by}`);
    return deeds.length;
  };
const openDome = (who: string) => () => {
  deeds.push(`open by ${who}`);
  return { id: 'd1', name: 'Antu', state: 'OPEN' };
};

const link = (...imports: readonly string[]) => `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: [${imports.map((name) => `"@${name}"`).join(', ')}]
)`;

const graph = openGraph({
  subgraphs: [
    {
      name: 'motors',
      sdl: `
        ${link('key', 'shareable')}
        type Query { dome: Dome }
        type Mutation { turn(by: Int!): Int! openDome: Dome! @shareable }
        type Dome @key(fields: "id") { id: ID! name: String! }
      `,
      resolvers: {
        Query: { dome: () => ({ id: 'd1', name: 'Antu' }) },
        Mutation: { turn: turn('turn'), openDome: openDome('motors') },
        Dome: { __resolveReference: async ({ id }: { id: string }) => ({ id, name: 'Antu' }) },
      },
    },
    {
      name: 'shutters',
      sdl: `
        ${link('key', 'shareable', 'external', 'requires')}
        type Mutation { tilt(by: Int!): Int! openDome: Dome! @shareable }
        type Dome @key(fields: "id") {
          id: ID!
          state: String!
          name: String! @external
          sign: String! @requires(fields: "name")
        }
      `,
      resolvers: {
        Mutation: { tilt: turn('tilt'), openDome: openDome('shutters') },
        Dome: {
          __resolveReference: async (reference: { id: string; name?: string }) => {
            asked.push(reference.id);
            return { ...reference, state: 'OPEN' };
          },
          sign: ({ name }: { name: string }) => `${name} is open`,
        },
      },
    },
  ],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => {
  graph.reset();
  deeds.length = 0;
  asked.length = 0;
});

describe('a mutation', () => {
  it('does its fields one after the other, whichever subgraphs they are of', async () => {
    const { data } = await graph.run(
      'mutation { a: turn(by: 1) b: tilt(by: 2) c: turn(by: 3) d: turn(by: 4) e: tilt(by: 5) }',
    );
    expect(deeds).toEqual(['turn 1', 'tilt 2', 'turn 3', 'turn 4', 'tilt 5']);
    expect(data).toEqual({ a: 1, b: 2, c: 3, d: 4, e: 5 });
  });

  it('is done once where several subgraphs could do it', async () => {
    const { data, faults } = await graph.run('mutation { openDome { id name state } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({ openDome: { id: 'd1', name: 'Antu', state: 'OPEN' } });
    expect(deeds).toHaveLength(1);
  });

  it('asks for each entity of its answer once', async () => {
    const { data } = await graph.run('mutation { openDome { sign } }');
    expect(data).toEqual({ openDome: { sign: 'Antu is open' } });
    expect(deeds).toHaveLength(1);
    expect(asked).toEqual(['d1']);
  });
});
