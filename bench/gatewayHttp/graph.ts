import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, parse } from 'graphql';

/**
 * Four small subgraphs whose rows follow from their ids. Every row of an answer is another one, so that a gateway
 * gains nothing by asking for each only once.
 */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@external", "@requires"])';

interface BenchSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const ACCOUNTS: BenchSubgraph = {
  name: 'accounts',
  sdl: `
    ${LINK}
    type Query { users(first: Int!): [User!]! }
    type User @key(fields: "id") { id: ID! name: String! username: String }
  `,
  resolvers: {
    Query: { users: (_: unknown, { first }: Page) => list(first, describeUser) },
    User: { __resolveReference: async ({ id }: { id: string }) => describeUser(Number(id)) },
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
    Query: { topProducts: (_: unknown, { first }: Page) => list(first, describeProduct) },
    Product: { __resolveReference: async ({ upc }: { upc: string }) => describeProduct(Number(upc)) },
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
        inStock: Number(reference.upc) % 3 > 0,
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
        list(first, (index) => describeReview(Number(id), 2 * Number(id) + index)),
    },
    Product: {
      __resolveReference: async ({ upc }: { upc: string }) => ({ upc }),
      reviews: ({ upc }: { upc: string }, { first }: Page) =>
        list(first, (index) => describeReview(1_000 + 7 * Number(upc) + index, Number(upc))),
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

const PRODUCT_FIELDS = 'product { upc name price weight inStock shippingEstimate';

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
    work: 'seven fetches, 940 entities',
    text: `query Seven {
      users(first: 20) {
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
    }`,
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

function describeUser(id: number) {
  return { id: String(id), name: `Reader ${id} of Many`, username: `reader${id}` };
}

function describeProduct(upc: number) {
  return {
    upc: String(upc),
    name: `Volume ${upc} of a long series`,
    price: 500 + (upc % 600),
    weight: 100 + (upc % 50),
  };
}

function describeReview(author: number, product: number) {
  return {
    id: `${author}-${product}`,
    body: `What reader ${author} thinks of volume ${product}: worth reading twice.`,
    author: { id: String(author) },
    product: { upc: String(product) },
  };
}
