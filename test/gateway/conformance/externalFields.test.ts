import { describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** One entity extended in every way that Federation 1 and 2 have words for. */

const PEOPLE = ['ada', 'eve'].map((id) => ({
  id,
  badge: `${id}-badge`,
  name: `${id}-name`,
  room: `${id}-room`,
}));

interface Person {
  readonly id: string;
  readonly badge?: string;
  readonly name?: string;
}

function findPerson(id: string) {
  return PEOPLE.find((person) => person.id === id) ?? null;
}

const link = (...names: readonly string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${names.map((name) => `"@${name}"`).join(', ')}])`;

/** Extends the person with a badge; knows the name only where it provides it. */
function badges(head: string, definition: string): TestSubgraph {
  return {
    name: 'badges',
    sdl: `${head}
      type Query { onDuty: Person inCharge: Person @provides(fields: "name") }
      ${definition} { id: ID! @external name: String! @external badge: ID }`,
    resolvers: {
      Query: {
        onDuty: () => ({ id: 'ada', badge: 'ada-badge' }),
        inCharge: () => ({ id: 'ada', badge: 'ada-badge', name: 'ada-name' }),
      },
      Person: {
        __resolveReference: async ({ id }: Person) => ({ id, badge: findPerson(id)?.badge }),
        name: ({ name }: Person) => name ?? 'not for here to say',
      },
    },
  };
}

function staff(head: string, name: string): TestSubgraph {
  return {
    name: 'staff',
    sdl: `${head}
      type Query { person(id: ID): Person }
      type Person @key(fields: "id") { id: ID! name: String! ${name} room: String }`,
    resolvers: {
      Query: { person: (_: unknown, { id }: Person) => findPerson(id) },
      Person: { __resolveReference: async ({ id }: Person) => findPerson(id) },
    },
  };
}

const GRAPHS: readonly [string, TestSubgraph, TestSubgraph][] = [
  ['@extends without a link', badges('', 'type Person @key(fields: "id") @extends'), staff('', '')],
  ['extend type without a link', badges('', 'extend type Person @key(fields: "id")'), staff('', '')],
  [
    '@extends with a link',
    badges(link('key', 'external', 'extends', 'provides'), 'type Person @key(fields: "id") @extends'),
    staff(link('key', 'shareable'), '@shareable'),
  ],
  [
    'extend type with a link',
    badges(link('key', 'external', 'provides'), 'extend type Person @key(fields: "id")'),
    staff(link('key', 'shareable'), '@shareable'),
  ],
];

describe.each(GRAPHS)('an entity extended by %s', (_name, ...subgraphs) => {
  const graph = openGraph({ subgraphs, callerRules: OBSERVATORY_RULES });

  it.each([
    ['{ onDuty { id badge } }', { onDuty: { id: 'ada', badge: 'ada-badge' } }, ['badges']],
    ['{ onDuty { badge name } }', { onDuty: { badge: 'ada-badge', name: 'ada-name' } }, ['badges', 'staff']],
    ['{ inCharge { badge name } }', { inCharge: { badge: 'ada-badge', name: 'ada-name' } }, ['badges']],
    ['{ inCharge { name room } }', { inCharge: { name: 'ada-name', room: 'ada-room' } }, ['badges', 'staff']],
    [
      '{ person(id: "eve") { name badge } }',
      { person: { name: 'eve-name', badge: 'eve-badge' } },
      ['staff', 'badges'],
    ],
    ['{ person(id: "bob") { name badge } }', { person: null }, ['staff']],
  ])('answers %s', async (text, expected, subgraphNames) => {
    graph.reset();
    const { data, faults } = await graph.run(text);
    expect(data).toEqual(expected);
    expect(faults).toEqual([]);
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(subgraphNames);
  });
});

describe('an extension with keys of external fields', () => {
  const LENS = { id: 'l1', maker: 'Zeiss', serial: 'Z-9', price: 12.5 };
  const graph = openGraph({
    callerRules: OBSERVATORY_RULES,
    subgraphs: [
      {
        name: 'lenses',
        sdl: 'type Query { lens: Lens } type Lens @key(fields: "id") { id: ID! maker: String mount: ID }',
        resolvers: { Query: { lens: () => ({ ...LENS, mount: 'M42' }) } },
      },
      {
        name: 'prices',
        sdl: `
          type Query { cheapest: Lens }
          extend type Lens @key(fields: "id maker") @key(fields: "serial") {
            id: ID @external
            maker: String @external
            serial: String @external
            price: Float!
          }`,
        resolvers: {
          Query: { cheapest: () => LENS },
          Lens: {
            __resolveReference: async ({ id, maker }: { id?: string; maker?: string }) =>
              id === LENS.id && maker === LENS.maker ? LENS : null,
          },
        },
      },
    ],
  });

  it('serves the external fields that only it has', async () => {
    const { data, faults } = await graph.run('{ lens { price serial mount maker id } }');
    expect(data).toEqual({ lens: { price: 12.5, serial: 'Z-9', mount: 'M42', maker: 'Zeiss', id: 'l1' } });
    expect(faults).toEqual([]);
  });
});
