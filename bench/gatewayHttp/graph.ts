import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

/**
 * Four small subgraphs whose rows follow from their ids. What begins at `users` never meets a row twice, so that a
 * gateway gains nothing by asking for each only once; what begins at `circle` stays among a few readers who review
 * the same few products, as answers of real shops do.
 */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires"])';

// Each resolver declares the parent and the arguments that it reads.
type Resolve = (parent: never, args: never) => unknown;

interface BenchSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolve>>>>;
}

const ACCOUNTS: BenchSubgraph = {
  name: 'accounts',
  sdl: `
    ${LINK}
    type Query {
      users(first: Int!): [User!]!
      circle(first: Int!): [User!]!
    }
    type User @key(fields: "id") { id: ID! name: String! username: String }
  `,
  resolvers: {
    Query: {
      users: (_: unknown, { first }: Page) => list(first, (index) => describeUser(String(index))),
      circle: (_: unknown, { first }: Page) => list(first, (index) => describeUser(CIRCLE + index)),
    },
    User: { __resolveReference: async ({ id }: { id: string }) => describeUser(id) },
  },
};

const PRODUCTS: BenchSubgraph = {
  name: 'products',
  sdl: `
    ${LINK}
    type Query { topProducts(first: Int!): [Product!]! }
    type Product @key(fields: "upc") { upc: ID! name: String! price: Int weight: Int }
  `,
  resolvers: {
    Query: {
      topProducts: (_: unknown, { first }: Page) => list(first, (index) => describeProduct(String(index))),
    },
    Product: { __resolveReference: async ({ upc }: { upc: string }) => describeProduct(upc) },
  },
};

const INVENTORY: BenchSubgraph = {
  name: 'inventory',
  sdl: `
    ${LINK}
    type Product @key(fields: "upc") {
      upc: ID!
      price: Int @external
      weight: Int @external
      inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight")
    }
  `,
  resolvers: {
    Product: {
      __resolveReference: async (reference: Product) => ({
        ...reference,
        inStock: numberOf(reference.upc) % 3 > 0,
      }),
      shippingEstimate: ({ price, weight }: Product) => (price > 900 ? 0 : Math.round(weight / 2)),
    },
  },
};

const REVIEWS: BenchSubgraph = {
  name: 'reviews',
  sdl: `
    ${LINK}
    type Review { id: ID! body: String author: User! product: Product! }
    type User @key(fields: "id") { id: ID! reviews(first: Int!): [Review!]! }
    type Product @key(fields: "upc") { upc: ID! reviews(first: Int!): [Review!]! }
  `,
  resolvers: {
    User: {
      __resolveReference: async ({ id }: { id: string }) => ({ id }),
      reviews: ({ id }: { id: string }, { first }: Page) =>
        list(first, (index) => describeReview(id, relate(id, 2 * numberOf(id) + index))),
    },
    Product: {
      __resolveReference: async ({ upc }: { upc: string }) => ({ upc }),
      reviews: ({ upc }: { upc: string }, { first }: Page) =>
        list(first, (index) => describeReview(relate(upc, 1_000 + 7 * numberOf(upc) + index), upc)),
    },
  },
};

export const BENCH_SUBGRAPHS = [ACCOUNTS, PRODUCTS, INVENTORY, REVIEWS];

export interface BenchQuery {
  readonly work: string;
  readonly text: string;
  /** How many times less CPU than the stock gateway. */
  readonly atLeast: number;
  readonly aim: number;
  /** In one round; a heavier one needs fewer to measure. */
  readonly requests: number;
}

const PRODUCT_FIELDS = 'product { upc name price weight shippingEstimate';

/** At every level the next subgraph has to be asked: twenty users, 40 products twice, 280 readers, 280 products twice. */
function createLargeQuery(rootField: 'users' | 'circle'): string {
  return `query Seven {
    ${rootField}(first: 20) {
      id name
      reviews(first: 2) {
        id body
        ${PRODUCT_FIELDS}
          reviews(first: 7) {
            id body
            author { id name username reviews(first: 1) { id body ${PRODUCT_FIELDS} } } }
          }
        }
      }
    }
  }`;
}

export const BENCH_QUERIES: readonly BenchQuery[] = [
  {
    work: 'one fetch',
    text: 'query One { topProducts(first: 5) { upc name price weight } }',
    atLeast: 3,
    aim: 6,
    requests: 2_000,
  },
  {
    work: 'three fetches, 30 entities',
    text: 'query Three { topProducts(first: 10) { upc name reviews(first: 2) { id body author { id name username } } } }',
    atLeast: 3.5,
    aim: 5,
    requests: 1_000,
  },
  {
    work: 'seven fetches, 940 entities, few that differ',
    text: createLargeQuery('circle'),
    atLeast: 5,
    aim: 8,
    requests: 150,
  },
  {
    work: 'seven fetches, 940 entities, all different',
    text: createLargeQuery('users'),
    atLeast: 5,
    aim: 8,
    requests: 150,
  },
];

export function createBenchSchema({ sdl, resolvers }: BenchSubgraph): GraphQLSchema {
  // Apollo's map type asks for resolvers of any argument.
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
}

interface Page {
  readonly first: number;
}

type Product = ReturnType<typeof describeProduct>;

function list<Row>(length: number, describe: (index: number) => Row): Row[] {
  return Array.from({ length }, (_, index) => describe(index));
}

const CIRCLE = 'c';
const CIRCLE_SIZE = 35;

function numberOf(id: string): number {
  return Number(id.replace(CIRCLE, ''));
}

/** The id of that number where `id` comes from: within the circle it is one of a few. */
function relate(id: string, number: number): string {
  return id.startsWith(CIRCLE) ? `${CIRCLE}${number % CIRCLE_SIZE}` : String(number);
}

function describeUser(id: string) {
  return { id, name: `Reader ${id} of Many`, username: `reader${id}` };
}

function describeProduct(upc: string) {
  const number = numberOf(upc);
  return {
    upc,
    name: `Volume ${upc} of a long series`,
    price: 500 + (number % 600),
    weight: 100 + (number % 50),
  };
}

function describeReview(author: string, product: string) {
  return {
    id: `${author}-${product}`,
    body: `What reader ${author} thinks of volume ${product}: worth reading twice.`,
    author: { id: author },
    product: { upc: product },
  };
}
