import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph } from '../../secondGraph/openGraph.ts';

/** Keepers of domes: payroll knows them by their interface alone, and their bonus rests on what payroll says. */

interface Keeper {
  readonly id: string;
  readonly shifts?: number;
  readonly pay?: string;
}

const KEEPERS = [
  { __typename: 'Astronomer', id: 'k1' },
  { __typename: 'Engineer', id: 'k2' },
];
const findKeeper = async ({ id }: Keeper) => KEEPERS.find((keeper) => keeper.id === id) ?? null;
const keeper = {
  __resolveReference: findKeeper,
  shifts: ({ id }: Keeper, { month }: { month: number }) => Number(id.slice(1)) * month,
};

const link = (...imports: readonly string[]) => `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: [${imports.map((name) => `"@${name}"`).join(', ')}]
)`;

const graph = openGraph({
  subgraphs: [
    {
      name: 'staff',
      sdl: `
        ${link('key')}
        type Query { keepers: [Keeper!]! }
        interface Keeper @key(fields: "id") { id: ID! shifts(month: Int!): Int! }
        type Astronomer implements Keeper @key(fields: "id") { id: ID! shifts(month: Int!): Int! }
        type Engineer implements Keeper @key(fields: "id") { id: ID! shifts(month: Int!): Int! }
      `,
      resolvers: {
        Query: { keepers: () => KEEPERS },
        Keeper: { __resolveReference: findKeeper },
        Astronomer: keeper,
        Engineer: keeper,
      },
    },
    {
      name: 'payroll',
      sdl: `
        ${link('key', 'external', 'requires', 'interfaceObject')}
        type Query { paid: [Keeper!]! }
        type Keeper @key(fields: "id") @interfaceObject {
          id: ID!
          shifts(month: Int!): Int! @external
          pay: String! @requires(fields: "shifts(month: 2)")
          allowance: String! @requires(fields: "shifts(month: 12)")
        }
      `,
      resolvers: {
        Query: { paid: () => [{ id: 'k2' }] },
        Keeper: {
          __resolveReference: async (reference: Keeper) => reference,
          pay: ({ shifts }: Keeper) => `for ${shifts}`,
          allowance: ({ shifts }: Keeper) => `for ${shifts}`,
        },
      },
    },
    {
      name: 'bonuses',
      sdl: `
        ${link('key', 'external', 'requires')}
        type Engineer @key(fields: "id") {
          id: ID!
          pay: String! @external
          bonus: String! @requires(fields: "pay")
        }
      `,
      resolvers: {
        Engineer: {
          __resolveReference: async (reference: Keeper) => reference,
          bonus: ({ pay }: Keeper) => `once more ${pay}`,
        },
      },
    },
  ],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

describe('what is required with arguments of an interface that is an object elsewhere', () => {
  it('comes from the subgraph of its types', async () => {
    const { data, faults } = await graph.run(
      '{ keepers { __typename shifts(month: 1) pay allowance } paid { id pay } }',
    );
    expect(faults).toEqual([]);
    expect(data).toEqual({
      keepers: [
        { __typename: 'Astronomer', shifts: 1, pay: 'for 2', allowance: 'for 12' },
        { __typename: 'Engineer', shifts: 2, pay: 'for 4', allowance: 'for 24' },
      ],
      paid: [{ id: 'k2', pay: 'for 4' }],
    });
  });

  it('comes from the interface object for one of the types', async () => {
    const { data, faults } = await graph.run('{ keepers { id ... on Engineer { bonus pay } } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({
      keepers: [{ id: 'k1' }, { id: 'k2', bonus: 'once more for 4', pay: 'for 4' }],
    });
  });
});
