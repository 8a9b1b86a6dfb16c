/** A request body, such as somebody sends to keep the program busy. */
export interface HostileBody {
  /** The number of the attack, and what it is. */
  readonly attack: string;
  readonly path: '/graphql' | '/mcp';
  readonly make: () => string;
}

const MIB = 1024 * 1024;

const many = (count: number, make: (index: number) => string, separator = ' ') =>
  Array.from({ length: count }, (_, index) => make(index)).join(separator);

const graphql = (attack: string, makeQuery: () => string, variables?: () => unknown): HostileBody => ({
  attack,
  path: '/graphql',
  make: () => JSON.stringify({ query: makeQuery(), variables: variables?.() }),
});

/** Arguments are JSON text, so that they can be what no value of this process could be. */
const mcp = (attack: string, makeArguments: () => string): HostileBody => ({
  attack,
  path: '/mcp',
  make: () =>
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find_editions","arguments":${makeArguments()}}}`,
});

const inSeries = (selections: string) => `{ series(match: "x") { ${selections} } }`;

const bomb = (levels: number) =>
  `{ series(match: "x") { ...F0 } } ${many(levels, (i) => `fragment F${i} on Series { ...F${i + 1} ...F${i + 1} }`)} fragment F${levels} on Series { id }`;

const chain = (length: number, inner: string) =>
  `${many(length, (i) => `fragment F${i} on Series { ${inner} ...F${i + 1} }`)} fragment F${length} on Series { id }`;

const FIND = 'query ($ids: [ID!]!) { editions(ids: $ids) { id } }';

export const HONEST_BODIES: readonly HostileBody[] = [
  graphql('', () => inSeries('id')),
  mcp('', () => '{"isbns":["9780306406157"]}'),
];

/** Those of the attacks that are one request each, and the worst that was found within each limit. */
export const HOSTILE_BODIES: readonly HostileBody[] = [
  graphql('1 depth 2,000', () => `${'{a'.repeat(2_000)}${'}'.repeat(2_000)}`),
  graphql('1 depth 300,000', () => '{a'.repeat(300_000)),
  graphql('1 brackets in a literal', () => `{ series(match: ${'['.repeat(400_000)}) { id } }`),
  graphql('2 5,000 aliases', () => `{ ${many(5_000, (i) => `a${i}: __typename`)} }`),
  graphql('2 aliases within the limits', () => inSeries(many(300, (i) => `a${i}: id`))),
  graphql('3 bomb 2^10', () => bomb(10)),
  graphql('3 bomb 2^20', () => bomb(20)),
  graphql('3 bomb within the limits', () => bomb(8)),
  graphql(
    '3 chain of fragments within the limits',
    () => `${inSeries('...F0')} ${chain(40, 'titles { romaji }')}`,
  ),
  graphql('4 20,000 duplicate fields', () => inSeries('id '.repeat(20_000))),
  graphql('4 duplicates within the limits', () => inSeries('id '.repeat(200))),
  graphql('4 duplicate objects within the limits', () => inSeries('titles { romaji } '.repeat(140))),
  graphql('4 duplicates in conflict within the limits', () =>
    inSeries(many(200, (i) => (i % 2 === 0 ? 'a: id' : 'a: demographic'))),
  ),
  graphql('4 duplicates of duplicates within the limits', () =>
    inSeries(many(14, () => `nextVolume { ${'label '.repeat(14)} }`)),
  ),
  graphql(
    '4 fragments beside fragments within the limits',
    () =>
      `${inSeries(many(7, () => `nextVolume { ${many(20, (i) => `...F${i}`)} }`))} ${many(20, (i) => `fragment F${i} on Volume { label }`)}`,
  ),
  graphql('4 unknown fields within the limits', () => inSeries(many(1_990, (i) => `ids${i}`))),
  graphql('4 a megabyte of comments', () => `${'#\n'.repeat(480_000 / 2)}{ __typename }`),
  graphql('4 100,000 characters of comments', () => `${'#\n'.repeat(49_990)}{ __typename }`),
  graphql('4 a name of 100,000 characters', () => `{ ${'x'.repeat(99_990)} }`),
  graphql(
    '4 a block string of 30,000 lines',
    () => `{ series(match: """${'\n x'.repeat(30_000)}""") { id } }`,
  ),
  graphql('5 2,000 directives', () => `{ series(match: "x") ${'@a '.repeat(2_000)} { id } }`),
  graphql('6 circular fragments', () => `{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }`),
  {
    attack: '7 a batch of 10,000',
    path: '/graphql',
    make: () => `[${many(10_000, () => '{"query":"{ __typename }"}', ',')}]`,
  },
  graphql('8 recursive lists', () =>
    inSeries(`${'editions(first: 20) { nodes { series { '.repeat(6)} id ${'} } }'.repeat(6)}`),
  ),
  graphql('9 first 1e9', () => `{ searchCatalog(query: "x", first: 1000000000) { pageInfo { endCursor } } }`),
  graphql(
    '12 50,000 elements',
    () => FIND,
    () => ({ ids: Array(50_000).fill('x') }),
  ),
  graphql(
    '12 50,000 wrong elements',
    () => FIND,
    () => ({ ids: Array(50_000).fill({}) }),
  ),
  graphql(
    '12 20,000 wrong elements',
    () => FIND,
    () => ({ ids: Array(19_990).fill({}) }),
  ),
  graphql(
    '12 a text of 1 MB',
    () => FIND,
    () => ({ ids: 'x'.repeat(MIB - 1_000) }),
  ),
  graphql(
    '12 a text of 1 MB for a number',
    () => 'query ($n: Int!) { upcomingReleases(first: $n) { pageInfo { endCursor } } }',
    () => ({
      n: 'x'.repeat(MIB - 1_000),
    }),
  ),
  {
    attack: '12 a megabyte of nested lists',
    path: '/graphql',
    make: () => `{"query":"{ __typename }","variables":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
  },
  {
    attack: '12 80,000 keys',
    path: '/graphql',
    make: () => `{"query":"{ __typename }","variables":{${many(80_000, (i) => `"k${i}":1`, ',')}}}`,
  },
  {
    attack: '12 10,000 keys',
    path: '/graphql',
    make: () => `{"query":"{ __typename }","variables":{${many(9_990, (i) => `"k${i}":1`, ',')}}}`,
  },
  mcp('46 300,000 keys', () => `{${many(300_000, (i) => `"k${i}":1`, ',')}}`),
  mcp('46 10,000 keys', () => `{${many(9_990, (i) => `"k${i}":1`, ',')}}`),
  mcp('46 a million elements', () => `{"isbns":[${'1,'.repeat(1_000_000)}1]}`),
  mcp('46 90,000 elements', () => `{"isbns":[${'1,'.repeat(90_000)}1]}`),
  mcp('46 45,000 objects', () => `{"isbns":[${'{},'.repeat(45_000)}{}]}`),
  mcp('46 half a million brackets', () => `{"isbns":${'['.repeat(500_000)}${']'.repeat(500_000)}}`),
  mcp('46 a text of 4 MB', () => `{"isbns":"${'x'.repeat(4 * MIB - 1_000)}"}`),
  mcp('46 4 MB of quotes', () => `{"isbns":"${'\\"'.repeat(2 * MIB - 1_000)}"}`),
];
