import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** A user and a robot have fields of the same names, but not of the same types: one document may not ask for both. */

const USERS = [{ id: 'u1', name: 'Ada', rank: 3 }];
const ROBOTS = [{ id: null, name: 'R1', rank: 'senior' }];
const operators = () => [
  ...USERS.map((user) => ({ __typename: 'User', ...user })),
  ...ROBOTS.map((robot) => ({ __typename: 'Robot', ...robot })),
];

const ROTA_SUBGRAPH: TestSubgraph = {
  name: 'rota',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@shareable"])
    type Query { users: [User!]! }
    type User { id: ID @shareable }
  `,
  resolvers: { Query: { users: () => USERS.map(({ id }) => ({ id })) } },
};

const OPERATORS_SUBGRAPH: TestSubgraph = {
  name: 'operators',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
    type Query { operators: [Operator!]! }
    union Operator = User | Robot
    type User @key(fields: "id") { id: ID! name: String rank: Int reliefs: [Operator!]! }
    type Robot { id: ID name: String rank: String reliefs: [Operator!]! }
  `,
  resolvers: {
    Query: { operators },
    User: {
      __resolveReference: async ({ id }: { id: string }) => USERS.find((user) => user.id === id) ?? null,
      reliefs: operators,
    },
    Robot: { reliefs: operators },
  },
};

const graph = openGraph({ subgraphs: [ROTA_SUBGRAPH, OPERATORS_SUBGRAPH], callerRules: OBSERVATORY_RULES });
afterEach(() => graph.reset());

const USER = { id: 'u1', name: 'Ada' };
const ROBOT = { id: null, name: 'R1' };

/** Asks each member for `fields`, and so on for its reliefs. */
function nested(depth: number, fields: string): string {
  const inner = depth === 0 ? fields : `${fields} reliefs { ${nested(depth - 1, fields)} }`;
  return `... on User { ${inner} } ... on Robot { ${inner} }`;
}

function nestedData(depth: number): readonly object[] {
  return [USER, ROBOT].map((one) => (depth === 0 ? one : { ...one, reliefs: nestedData(depth - 1) }));
}

describe('members of a union', () => {
  it.each([0, 1, 2])('have a field of one name, nullable in one alone, %i levels down', async (depth) => {
    const { data, faults } = await graph.run(
      `{ users { id name } operators { ${nested(depth, 'id name')} } }`,
    );
    expect(data).toEqual({ users: [USER], operators: nestedData(depth) });
    expect(faults).toEqual([]);
  });

  it('have fields of unlike types under the aliases that tell them apart', async () => {
    const { data, faults } = await graph.run(
      '{ operators { ... on User { rank no: rank id } ... on Robot { grade: rank label: id } __typename } }',
    );
    expect(data).toEqual({
      operators: [
        { rank: 3, no: 3, id: 'u1', __typename: 'User' },
        { grade: 'senior', label: null, __typename: 'Robot' },
      ],
    });
    expect(faults).toEqual([]);
  });

  it('name the response key, and not the one of the fetch, where a field fails', async () => {
    graph.replace('operators', async () => ({
      data: { operators: [{ __typename: 'Robot', id__alias_0: null, name: 'R1' }] },
      errors: [{ message: 'no id', path: ['operators', 0, 'id__alias_0'] }],
    }));
    const { data, faults } = await graph.run('{ operators { ... on User { id } ... on Robot { id } } }');
    expect(data).toEqual({ operators: [{ id: null }] });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['operators', 0, 'id'] }]);
  });
});
