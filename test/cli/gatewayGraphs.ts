import { composeSupergraph } from '../../gateway/supergraph/composeSupergraph.ts';
import type { TestServer } from '../gateway/testServer.ts';
import { startSubgraphServer } from '../harness/subgraphServer.ts';
import type { TestSubgraph } from '../secondGraph/openGraph.ts';

const LINK = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])
`;

const PEOPLE = [
  { id: 'p1', name: 'Ada' },
  { id: 'p2', name: 'Grace' },
];

/** Everything about people in one subgraph. */
const PEOPLE_FIRST: TestSubgraph = {
  name: 'people',
  sdl: `${LINK}
    type Query { version: String! people: [Person!]! journal: String @requiresScopes(scopes: [["journal:read"]]) }
    type Person @key(fields: "id") { id: ID! name: String! mood: String email: String @authenticated }
  `,
  resolvers: {
    Query: { version: () => 'first', people: () => PEOPLE, journal: () => 'Dear diary' },
    Person: {
      __resolveReference: async ({ id }: { id: string }) => PEOPLE.find((person) => person.id === id),
      mood: () => 'calm, says the first',
      email: ({ id }: { id: string }) => `${id}@people.example`,
    },
  },
};

/** The next version of it: moods have gone elsewhere. */
const PEOPLE_SECOND: TestSubgraph = {
  name: 'people',
  sdl: `${LINK}
    type Query { version: String! people: [Person!]! }
    type Person @key(fields: "id") { id: ID! name: String! }
  `,
  resolvers: {
    Query: { version: () => 'second', people: () => PEOPLE },
    Person: PEOPLE_FIRST.resolvers.Person ?? {},
  },
};
const MOODS_SECOND: TestSubgraph = {
  name: 'moods',
  sdl: `${LINK} type Person @key(fields: "id") { id: ID! mood: String }`,
  resolvers: {
    Person: {
      __resolveReference: async (reference: unknown) => reference,
      mood: () => 'glad, says the second',
    },
  },
};

/** One graph in two versions, each on servers of its own. */
export interface TwoVersions {
  /** The supergraph files. */
  readonly first: string;
  readonly second: string;
  /** Where the first one's only subgraph is. */
  readonly peopleUrl: string;
  close(): Promise<void>;
}

export const QUERY = '{ version people { name mood } }';
export const FIRST_ANSWER = {
  data: {
    version: 'first',
    people: PEOPLE.map(({ name }) => ({ name, mood: 'calm, says the first' })),
  },
};
export const SECOND_ANSWER = {
  data: {
    version: 'second',
    people: PEOPLE.map(({ name }) => ({ name, mood: 'glad, says the second' })),
  },
};

export async function startTwoVersions(): Promise<TwoVersions> {
  const servers: TestServer[] = [];
  const compose = async (subgraphs: readonly TestSubgraph[]) => {
    const located = [];
    for (const subgraph of subgraphs) {
      const server = await startSubgraphServer(subgraph);
      servers.push(server);
      located.push({ name: subgraph.name, sdl: subgraph.sdl, url: `${server.url}/graphql` });
    }
    return composeSupergraph(located);
  };
  const first = await compose([PEOPLE_FIRST]);
  const second = await compose([PEOPLE_SECOND, MOODS_SECOND]);
  return {
    first,
    second,
    peopleUrl: `${servers[0]?.url}/graphql`,
    async close() {
      for (const server of servers) await server.close();
    },
  };
}
