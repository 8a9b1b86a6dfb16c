import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Domes, what an hour in them costs, and what billing makes of it: most of it needs what others know. */

interface Dome {
  readonly id: string;
  readonly rate: number;
  readonly nights: readonly { readonly date: string; readonly hours: number }[];
  readonly keeper: { readonly __typename: string; readonly id: string; readonly shifts: number };
}

const DOMES: readonly Dome[] = [
  {
    id: 'd1',
    rate: 10,
    nights: [
      { date: '01', hours: 8 },
      { date: '02', hours: 6 },
      { date: '03', hours: 7 },
    ],
    keeper: { __typename: 'Astronomer', id: 'k1', shifts: 3 },
  },
  { id: 'd2', rate: 20, nights: [], keeper: { __typename: 'Engineer', id: 'k2', shifts: 5 } },
];

const findDome = ({ id }: { id: string }) => DOMES.find((dome) => dome.id === id) ?? null;
const findKeeper = ({ id }: { id: string }) =>
  DOMES.map(({ keeper }) => keeper).find((keeper) => keeper.id === id) ?? null;

const link = (...imports: readonly string[]) => `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: [${imports.map((name) => `"@${name}"`).join(', ')}]
)`;

const DOMES_SUBGRAPH: TestSubgraph = {
  name: 'domes',
  sdl: `
    ${link('key')}
    type Query { domes: [Dome!]! dome(id: ID!): Dome }
    enum Unit { HOUR NIGHT }
    type Dome @key(fields: "id") {
      id: ID!
      fee(unit: Unit! = HOUR, currency: String! = "EUR"): Int
      nights(first: Int!): [Night!]!
      keeper: Keeper!
    }
    type Night { date: String! hours(atLeast: Int): Int }
    interface Keeper { id: ID! shifts(month: Int!): Int }
    type Astronomer implements Keeper @key(fields: "id") { id: ID! shifts(month: Int!): Int }
    type Engineer implements Keeper @key(fields: "id") { id: ID! shifts(month: Int!): Int }
  `,
  resolvers: {
    Query: {
      domes: () => DOMES,
      dome: (_: unknown, reference: { id: string }) => findDome(reference),
    },
    Dome: {
      __resolveReference: async (reference: Dome) => findDome(reference),
      fee: ({ id, rate }: Dome, { unit, currency }: { unit: string; currency: string }) => {
        if (currency === 'none') throw new Error(`No rate for ${id}.`);
        return rate * (unit === 'NIGHT' ? 8 : 1) * (currency === 'USD' ? 2 : 1);
      },
      nights: ({ nights }: Dome, { first }: { first: number }) => nights.slice(0, first),
    },
    Night: {
      hours: ({ hours }: { hours: number }, { atLeast }: { atLeast?: number }) =>
        hours >= (atLeast ?? 0) ? hours : null,
    },
    Astronomer: {
      __resolveReference: async (reference: { id: string }) => findKeeper(reference),
      shifts: ({ shifts }: { shifts: number }, { month }: { month: number }) => shifts * month,
    },
    Engineer: {
      __resolveReference: async (reference: { id: string }) => findKeeper(reference),
      shifts: ({ shifts }: { shifts: number }, { month }: { month: number }) => shifts * month,
    },
  },
};

interface Required {
  readonly id: string;
  readonly fee?: number | null;
  readonly nights?: readonly { readonly hours: number | null }[];
  readonly keeper?: { readonly shifts: number };
  readonly price?: number;
}

const BILLING_SUBGRAPH: TestSubgraph = {
  name: 'billing',
  sdl: `
    ${link('key', 'external', 'requires')}
    enum Unit { HOUR NIGHT }
    type Dome @key(fields: "id") {
      id: ID!
      fee(unit: Unit! = HOUR, currency: String! = "EUR"): Int @external
      nights(first: Int!): [Night!]! @external
      keeper: Keeper! @external
      price(taxed: Boolean!): String @requires(fields: "fee(unit: NIGHT)")
      dollars: String @requires(fields: "fee(currency: \\"USD\\", unit: NIGHT)")
      hourly: String @requires(fields: "fee")
      broken: String @requires(fields: "fee(currency: \\"none\\")")
      twoNights: String @requires(fields: "nights(first: 2) { hours(atLeast: 7) }")
      wages: String @requires(fields: "keeper { shifts(month: 2) }")
      wagesInMay: String @requires(fields: "keeper { shifts(month: 5) }")
    }
    type Night @external { hours(atLeast: Int): Int }
    interface Keeper { shifts(month: Int!): Int }
    type Astronomer implements Keeper @key(fields: "id", resolvable: false) { id: ID! @external shifts(month: Int!): Int @external }
    type Engineer implements Keeper @key(fields: "id", resolvable: false) { id: ID! @external shifts(month: Int!): Int @external }
  `,
  resolvers: {
    Dome: {
      __resolveReference: async (reference: Required) => reference,
      price: ({ fee }: Required, { taxed }: { taxed: boolean }) => `${fee} ${taxed ? 'taxed' : 'bare'}`,
      dollars: ({ fee }: Required) => `$${fee}`,
      hourly: ({ fee }: Required) => `${fee} an hour`,
      broken: ({ fee }: Required) => `${fee}`,
      twoNights: ({ nights }: Required) => nights?.map(({ hours }) => hours).join(),
      wages: ({ keeper }: Required) => `${keeper?.shifts}`,
      wagesInMay: ({ keeper }: Required) => `${keeper?.shifts}`,
    },
  },
};

const LEDGER_SUBGRAPH: TestSubgraph = {
  name: 'ledger',
  sdl: `
    ${link('key', 'external', 'requires')}
    type Dome @key(fields: "id") {
      id: ID!
      price(taxed: Boolean!): String @external
      entry: String @requires(fields: "price(taxed: true)")
    }
  `,
  resolvers: {
    Dome: {
      __resolveReference: async (reference: Required) => reference,
      entry: ({ price }: Required) => `entry ${price}`,
    },
  },
};

const graph = openGraph({
  subgraphs: [DOMES_SUBGRAPH, BILLING_SUBGRAPH, LEDGER_SUBGRAPH],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

describe('a field that requires another with arguments', () => {
  it('gets it with these, whatever the client asks of the same field', async () => {
    const { data, faults } = await graph.run(
      'query ($unit: Unit!) { domes { fee(unit: $unit, currency: "USD") price(taxed: false) } }',
      { variables: { unit: 'HOUR' } },
    );
    expect(faults).toEqual([]);
    expect(data).toEqual({
      domes: [
        { fee: 20, price: '80 bare' },
        { fee: 40, price: '160 bare' },
      ],
    });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['domes', 'billing']);
  });

  it('gets it beside another that requires it with other arguments', async () => {
    const { data, faults } = await graph.run('{ domes { price(taxed: false) dollars hourly } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({
      domes: [
        { price: '80 bare', dollars: '$160', hourly: '10 an hour' },
        { price: '160 bare', dollars: '$320', hourly: '20 an hour' },
      ],
    });
  });

  it('gets the default where it names no argument, not what the client asks for', async () => {
    const { data } = await graph.run('{ dome(id: "d1") { fee(unit: NIGHT) hourly } }');
    expect(data).toEqual({ dome: { fee: 80, hourly: '10 an hour' } });
  });

  it('gets lists with as many entries as it requires, and fields within them', async () => {
    const { data, faults } = await graph.run(
      '{ domes { nights(first: 1) { date hours } twoNights all: nights(first: 3) { hours(atLeast: 8) } } }',
    );
    expect(faults).toEqual([]);
    expect(data).toEqual({
      domes: [
        {
          nights: [{ date: '01', hours: 8 }],
          twoNights: '8,',
          all: [{ hours: 8 }, { hours: null }, { hours: null }],
        },
        { nights: [], twoNights: '', all: [] },
      ],
    });
  });

  it('gets it of an interface, for every type', async () => {
    const { data, faults } = await graph.run(
      '{ domes { wages wagesInMay keeper { __typename shifts(month: 1) } } }',
    );
    expect(faults).toEqual([]);
    expect(data).toEqual({
      domes: [
        { wages: '6', wagesInMay: '15', keeper: { __typename: 'Astronomer', shifts: 3 } },
        { wages: '10', wagesInMay: '25', keeper: { __typename: 'Engineer', shifts: 5 } },
      ],
    });
  });

  it('gets it where that one requires arguments itself', async () => {
    const { data } = await graph.run('{ dome(id: "d1") { entry price(taxed: false) } }');
    expect(data).toEqual({ dome: { entry: 'entry 80 taxed', price: '80 bare' } });
  });

  it('is left to the client’s condition', async () => {
    const text = 'query ($no: Boolean!) { dome(id: "d1") { hourly @include(if: $no) dollars } }';
    const { data } = await graph.run(text, { variables: { no: false } });
    expect(data).toEqual({ dome: { dollars: '$160' } });
  });

  it('shows no name in an answer that is not the schema’s or the client’s', async () => {
    const { data, faults } = await graph.run('{ dome(id: "d1") { dollars broken } }');
    expect(data).toEqual({ dome: { dollars: '$160', broken: 'null' } });
    expect(faults).toEqual([{ code: 'SUBGRAPH_ERROR', path: ['dome'] }]);
  });

  it('cannot be asked for by the name that it has for the planner', async () => {
    await expect(graph.run('{ dome(id: "d1") { _required_0_fee } }')).rejects.toMatchObject({
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });
});

describe('a subgraph that is asked again with what its field requires', () => {
  const reports = openGraph({
    subgraphs: [
      {
        name: 'domes',
        sdl: `
          ${link('key')}
          type Dome @key(fields: "id") { id: ID! name: String! }
        `,
        resolvers: { Dome: { __resolveReference: async ({ id }: Dome) => ({ id, name: `Dome ${id}` }) } },
      },
      {
        name: 'reports',
        sdl: `
          ${link('key', 'external', 'requires')}
          type Query { report: Report! }
          type Report { dome: Dome! }
          type Dome
            @key(fields: "site { code }", resolvable: false)
            @key(fields: "id site { code number }")
            @key(fields: "id", resolvable: false) {
            id: ID!
            site: Site!
            name: String! @external
            title: String! @requires(fields: "name")
          }
          type Site { code: String! number: Int! }
        `,
        resolvers: {
          Query: { report: () => ({ dome: { id: 'd1', site: { code: 'N', number: 4 } } }) },
          Dome: {
            __resolveReference: async (reference: {
              id?: string;
              name: string;
              site: { number?: number };
            }) => (reference.id === undefined || reference.site.number === undefined ? null : reference),
            title: ({ name, site }: { name: string; site: { number: number } }) =>
              `${name}, no. ${site.number}`,
          },
        },
      },
    ],
    callerRules: OBSERVATORY_RULES,
  });

  it('is asked by a key that it resolves, though others come first', async () => {
    const { data, faults } = await reports.run('{ report { dome { title } } }');
    expect(faults).toEqual([]);
    expect(data).toEqual({ report: { dome: { title: 'Dome d1, no. 4' } } });
  });
});
