import { afterEach, describe, expect, it } from 'vitest';
import { OBSERVATORY_RULES } from '../../secondGraph/observatory.ts';
import { openGraph, type TestSubgraph } from '../../secondGraph/openGraph.ts';

/** Observing runs, whose keys differ by subgraph: by number, by number and night, by the nights that they hold. */

interface Night {
  readonly no: number;
  readonly dome: string;
  readonly siteId: string;
}

const NIGHTS: readonly Night[] = [
  { no: 1, dome: 'd1', siteId: 's1' },
  { no: 2, dome: 'd2', siteId: 's2' },
];
const SITES = [
  { id: 's1', code: 'ALT', firstNight: 1 },
  { id: 's2', code: 'BRG', firstNight: 2 },
];

function findNight(key: Partial<Night>): Night | null {
  return (
    NIGHTS.find(({ no, dome }) => no === key.no && (key.dome === undefined || key.dome === dome)) ?? null
  );
}

function findSite(id: string) {
  return SITES.find((site) => site.id === id) ?? null;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

const RUNS_SUBGRAPH: TestSubgraph = {
  name: 'runs',
  sdl: `
    ${LINK}
    type Query { run: Run! night(no: Int!): Night }
    type Run @key(fields: "nights { no }") { nights: [Night!]! }
    type Night @key(fields: "no") { no: Int! site: Site @shareable }
    type Site @key(fields: "id") { id: ID! code: String @shareable firstNight: Night }
  `,
  resolvers: {
    Query: { run: () => ({ nights: NIGHTS }), night: (_: unknown, key: Night) => findNight(key) },
    Night: {
      __resolveReference: async (key: Night) => findNight(key),
      site: ({ siteId }: Night) => findSite(siteId),
    },
    Site: {
      __resolveReference: async ({ id }: { id: string }) => findSite(id),
      firstNight: ({ firstNight }: { firstNight: number }) => findNight({ no: firstNight }),
    },
  },
};

/** Leads from one key to the other, and does nothing else. */
const DOMES_SUBGRAPH: TestSubgraph = {
  name: 'domes',
  sdl: `${LINK} type Night @key(fields: "no") @key(fields: "no dome") { no: Int! dome: ID! }`,
  resolvers: { Night: { __resolveReference: async (key: Night) => findNight(key) } },
};

const PLANS_SUBGRAPH: TestSubgraph = {
  name: 'plans',
  sdl: `
    ${LINK}
    type Run @key(fields: "nights { no dome }") { nights: [Night!]! best: Night @shareable last: Night @shareable }
    type Night @key(fields: "no dome") { no: Int! dome: ID }
  `,
  resolvers: {
    Run: {
      __resolveReference: async ({ nights }: { nights: Night[] }) => {
        const known = nights.map(findNight).filter((night) => night !== null);
        return { nights: known, best: known[1] ?? null, last: known.at(-1) ?? null };
      },
    },
    Night: { __resolveReference: async (key: Night) => findNight(key) },
  },
};

const WEATHER_SUBGRAPH: TestSubgraph = {
  name: 'weather',
  sdl: `
    ${LINK}
    type Run @key(fields: "nights { no dome site { id code } } best { no }") {
      nights: [Night!]! best: Night @shareable last: Night @shareable clearHours: Int
    }
    type Night @key(fields: "no dome site { id code }") { no: Int! dome: ID site: Site @shareable seeing: Seeing }
    type Site @key(fields: "id code") { id: ID! code: String @shareable }
    type Seeing { arcsec: Float! }
  `,
  resolvers: {
    Run: {
      __resolveReference: async ({ nights, best }: { nights: Night[]; best: Night | null }) => ({
        nights,
        best,
        clearHours: nights.length * 10 + (best?.no ?? 0),
      }),
    },
    Night: {
      // Answers what only it knows, and none of the key that it was asked with.
      __resolveReference: async ({ no, site }: { no: number; site: { id: string; code: string } }) =>
        findSite(site.id)?.code === site.code ? { night: no } : null,
      seeing: ({ night, no }: { night?: number; no: number }) => ({ arcsec: (night ?? no) / 2 }),
    },
  },
};

const graph = openGraph({
  subgraphs: [RUNS_SUBGRAPH, DOMES_SUBGRAPH, PLANS_SUBGRAPH, WEATHER_SUBGRAPH],
  callerRules: OBSERVATORY_RULES,
});
afterEach(() => graph.reset());

async function answer(text: string) {
  const { data, faults } = await graph.run(text);
  expect(faults).toEqual([]);
  return data;
}

describe('keys', () => {
  it('of one subgraph lead over another to those of a third', async () => {
    expect(await answer('{ night(no: 2) { seeing { arcsec } dome } }')).toEqual({
      night: { seeing: { arcsec: 1 }, dome: 'd2' },
    });
    expect(new Set(graph.fetches.map(({ subgraph }) => subgraph))).toEqual(
      new Set(['runs', 'domes', 'weather']),
    );
    expect(graph.fetches.at(-1)?.variables).toEqual({
      representations: [{ __typename: 'Night', no: 2, dome: 'd2', site: { id: 's2', code: 'BRG' } }],
    });
  });

  it('may be lists of objects, which are gathered from several subgraphs', async () => {
    expect(
      await answer('{ run { clearHours best { no } last { no dome } nights { seeing { arcsec } } } }'),
    ).toEqual({
      run: {
        clearHours: 22,
        best: { no: 2 },
        last: { no: 2, dome: 'd2' },
        nights: [{ seeing: { arcsec: 0.5 } }, { seeing: { arcsec: 1 } }],
      },
    });
  });

  it('are sent whole where the client gave their parts other names', async () => {
    expect(
      await answer(
        '{ run { clearHours best { dome: no } nights { no: dome dome: no site { id: code code: id } } } }',
      ),
    ).toEqual({
      run: {
        clearHours: 22,
        best: { dome: 2 },
        nights: [
          { no: 'd1', dome: 1, site: { id: 'ALT', code: 's1' } },
          { no: 'd2', dome: 2, site: { id: 'BRG', code: 's2' } },
        ],
      },
    });
  });

  it('need not be given back by the subgraph that is asked with them', async () => {
    expect(await answer('{ run { nights { no seeing { arcsec } } } }')).toEqual({
      run: {
        nights: [
          { no: 1, seeing: { arcsec: 0.5 } },
          { no: 2, seeing: { arcsec: 1 } },
        ],
      },
    });
  });

  it('lead in a circle and back to the entity that one came from', async () => {
    expect(
      await answer(
        '{ run { nights { site { firstNight { dome site { firstNight { seeing { arcsec } } code } } } seeing { arcsec } } } }',
      ),
    ).toEqual({
      run: {
        nights: [1, 2].map((no) => ({
          site: {
            firstNight: {
              dome: `d${no}`,
              site: { firstNight: { seeing: { arcsec: no / 2 } }, code: no === 1 ? 'ALT' : 'BRG' },
            },
          },
          seeing: { arcsec: no / 2 },
        })),
      },
    });
  });

  it('that nobody can complete leave a null and no fetch', async () => {
    graph.replace('domes', async () => ({ data: { _entities: [null] } }));
    expect(await answer('{ night(no: 2) { no seeing { arcsec } } }')).toEqual({
      night: { no: 2, seeing: null },
    });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['runs', 'domes']);
  });
});
