import { Supergraph as FederationSupergraph, operationFromDocument } from '@apollo/federation-internals';
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { type GraphQLSchema, parse } from 'graphql';
import { ANONYMOUS } from '../gateway/authentication/caller.ts';
import type { SubgraphAnswer } from '../gateway/execution/dataSource.ts';
import { composeSupergraph } from '../gateway/supergraph/composeSupergraph.ts';
import { openBenchGateway } from './benchGateway.ts';
import type { Row } from './table.ts';

// Read when the stock gateway is loaded, as it is below and not above.
process.env.APOLLO_TELEMETRY_DISABLED = '1';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
const SUBGRAPHS = [
  {
    name: 'stars',
    url: 'http://stars.test',
    sdl: `${LINK} type Query { stars(first: Int!): [Star!]! }
      type Star @key(fields: "id") { id: ID! name: String! magnitude: Float! kind: Kind! discovered: Year names: [String!]! }
      type Year { value: Int! by: String } enum Kind { DWARF GIANT }`,
  },
  {
    name: 'sightings',
    url: 'http://sightings.test',
    sdl: `${LINK} type Query { sightings: Int }
      type Star @key(fields: "id") { id: ID! count: Int! last: Sighting }
      type Sighting { at: String! by: String! clear: Boolean! }`,
  },
];
const OPERATION = `query Stars($first: Int!) { stars(first: $first) {
  id name magnitude kind discovered { value by } names count last { at by clear } } }`;

const WORKS = [
  { work: 'small result', entities: 30, calls: 2_000, atLeast: 4, aim: 6 },
  { work: 'large result', entities: 1_000, calls: 200, atLeast: 5, aim: 8 },
];
const ROUNDS = 5;

/** CPU of executing one cached plan, ours and the stock gateway's, on the same answers of the same subgraphs. */
export async function measureExecutor(): Promise<Row[]> {
  const sdl = composeSupergraph(SUBGRAPHS);
  const ours = openOurs();
  const stock = await openStock(sdl);
  const rows: Row[] = [];
  for (const { work, entities, calls, atLeast, aim } of WORKS) {
    const texts = describeAnswers(entities);
    const [mine, theirs] = [await ours(parseAnswers(texts)), await stock(parseAnswers(texts))];
    if (JSON.stringify(mine) !== JSON.stringify(theirs))
      throw new Error('The two gateways answer differently.');
    const figures: { ours: number; stock: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      figures.push({ ours: await time(ours, texts, calls), stock: await time(stock, texts, calls) });
    }
    // The first round warms up.
    const best = (pick: (figure: { ours: number; stock: number }) => number) =>
      Math.min(...figures.slice(1).map(pick));
    const [oursUs, stockUs] = [best((figure) => figure.ours), best((figure) => figure.stock)];
    rows.push({
      work: `${work}: ${entities} entities, ${Math.round(JSON.stringify(mine).length / 1_000)} KB`,
      'ours µs': oursUs,
      'stock µs': stockUs,
      'times less': stockUs / oursUs,
      'at least': atLeast,
      aim,
    });
  }
  return rows;
}

interface Answers {
  readonly stars: SubgraphAnswer;
  readonly sightings: SubgraphAnswer;
}
type Execute = (answers: Answers) => Promise<unknown>;

interface AnswerTexts {
  readonly stars: string;
  readonly sightings: string;
}

function describeAnswers(entities: number): AnswerTexts {
  const all = Array.from({ length: entities }, (_, index) => index);
  return {
    stars: JSON.stringify({
      stars: all.map((index) => ({
        __typename: 'Star',
        id: `s${index}`,
        name: `Star number ${index}`,
        magnitude: index / 7,
        kind: index % 2 === 0 ? 'DWARF' : 'GIANT',
        discovered: index % 3 === 0 ? null : { value: 1600 + (index % 400), by: 'Somebody' },
        names: ['one', 'two'],
      })),
    }),
    sightings: JSON.stringify({
      _entities: all.map((index) => ({
        __typename: 'Star',
        id: `s${index}`,
        count: index,
        last: { at: '2026-01-01', by: 'Nobody', clear: index % 5 === 0 },
      })),
    }),
  };
}

function parseAnswers({ stars, sightings }: AnswerTexts): Answers {
  return { stars: { data: JSON.parse(stars) }, sightings: { data: JSON.parse(sightings) } };
}

/** So few answers are made at a time that keeping them costs the garbage collector next to nothing. */
const BATCH = 10;

/** Microseconds of CPU a call; what subgraphs answer is made before. */
async function time(execute: Execute, texts: AnswerTexts, calls: number): Promise<number> {
  let totalUs = 0;
  for (let done = 0; done < calls; done += BATCH) {
    const answers = Array.from({ length: BATCH }, () => parseAnswers(texts));
    const before = process.cpuUsage();
    for (const answer of answers) await execute(answer);
    const { user, system } = process.cpuUsage(before);
    totalUs += user + system;
  }
  return totalUs / calls;
}

function openOurs(): Execute {
  let current: Answers = { stars: {}, sightings: {} };
  const sources = new Map([
    ['stars', { fetch: async () => current.stars }],
    ['sightings', { fetch: async () => current.sightings }],
  ]);
  const gateway = openBenchGateway(SUBGRAPHS, sources, [OPERATION]);
  const id = gateway.operations[0]?.id ?? '';
  const signal = new AbortController().signal;
  return async (answers) => {
    current = answers;
    const { data } = await gateway.executeRegistered(id, {
      variables: { first: 10 },
      caller: ANONYMOUS,
      requestId: 'r',
      signal,
    });
    return data;
  };
}

type ExecuteQueryPlan = (
  plan: QueryPlan,
  services: Record<string, { process: () => Promise<SubgraphAnswer> }>,
  requestContext: unknown,
  operationContext: unknown,
  supergraphSchema: GraphQLSchema,
  apiSchema: unknown,
) => Promise<{ data?: unknown }>;

async function openStock(sdl: string): Promise<Execute> {
  // Not among the package's exports.
  const path = '../node_modules/@apollo/gateway/dist/executeQueryPlan.js';
  const { executeQueryPlan } = (await import(path)) as { executeQueryPlan: ExecuteQueryPlan };
  const supergraph = FederationSupergraph.build(sdl);
  const apiSchema = supergraph.apiSchema();
  const document = parse(OPERATION);
  const plan = new QueryPlanner(supergraph).buildQueryPlan(operationFromDocument(apiSchema, document));
  const [operation] = document.definitions;
  let current: Answers = { stars: {}, sightings: {} };
  const services = {
    stars: { process: async () => current.stars },
    sightings: { process: async () => current.sightings },
  };
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const operationContext = { schema: apiSchema.toGraphQLJSSchema(), operation, fragments: {} };
  return async (answers) => {
    current = answers;
    const { data } = await executeQueryPlan(
      plan,
      services,
      { request: { variables: { first: 10 } }, context: {}, metrics: {} },
      operationContext,
      supergraphSchema,
      apiSchema,
    );
    return data;
  };
}
