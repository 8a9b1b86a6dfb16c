import { ANONYMOUS } from '../gateway/authentication/caller.ts';
import type { DataSource } from '../gateway/execution/dataSource.ts';
import { createPlanner } from '../gateway/planning/planner/createPlanner.ts';
import { registerOperations } from '../gateway/planning/registerOperations.ts';
import { composeSupergraph } from '../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph } from '../gateway/supergraph/supergraph.ts';
import { openBenchGateway } from './benchGateway.ts';
import { measureHeapMib } from './measureHeap.ts';
import type { Row } from './table.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';

const STARS = [
  {
    name: 'stars',
    sdl: `${LINK} type Query { stars(first: Int): [Star!]! }
      type Star @key(fields: "id") { id: ID! name: String! magnitude: Float! names: [String!]! }`,
  },
  { name: 'sightings', sdl: `${LINK} type Star @key(fields: "id") { id: ID! count: Int! last: String }` },
];

/** Time and memory of compiling so many operations at the start of the program. */
export function measureOperations(): Row[] {
  const supergraph = loadSupergraph(compose(STARS));
  const rows = [10, 100, 1_000, 10_000].map((count) => {
    const files = Array.from({ length: count }, (_, index) => ({
      path: `${index}.graphql`,
      text: `query Stars${index}($first: Int) { stars(first: $first) { id a${index}: name magnitude names count last } }`,
    }));
    const heapBefore = measureHeapMib();
    const { cpuMs, result } = measureCpu(() => registerOperations(supergraph, files, 'scalar Unused'));
    const heapMib = measureHeapMib() - heapBefore;
    // Held until its memory has been measured.
    if (result.length !== count) throw new Error('An operation is missing.');
    return { operations: count, 'compile ms': cpuMs, 'heap MiB': heapMib };
  });
  return againstLinear(againstLinear(rows, 'operations', 'compile ms'), 'operations', 'heap MiB');
}

/** CPU of one call whose list has so many entries, each with a part from another subgraph. */
export async function measureEntries(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const entries of [1, 10, 100, 1_000]) {
    const sources = new Map([
      [
        'stars',
        answer(() => ({ stars: Array.from({ length: entries }, (_, index) => describeStar(index)) })),
      ],
      [
        'sightings',
        answer(({ representations }) => ({
          _entities: (representations as { id: string }[]).map(({ id }) => ({
            __typename: 'Star',
            id,
            count: 1,
            last: 'today',
          })),
        })),
      ],
    ]);
    const gateway = openBenchGateway(STARS, sources, [
      'query Stars { stars { id name magnitude names count last } }',
    ]);
    const id = gateway.operations[0]?.id ?? '';
    const cpuUs = await measureCalls(() => call(gateway, id), Math.max(20_000 / entries, 200));
    rows.push({ 'list entries': entries, 'call µs': cpuUs, 'µs an entry': cpuUs / entries });
  }
  return againstLinear(rows, 'list entries', 'call µs');
}

/** Composing, loading, planning and running with so many subgraphs, each of which an operation asks something. */
export async function measureSubgraphs(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of [1, 3, 10, 30]) {
    const subgraphs = Array.from({ length: count }, (_, index) => ({
      name: `s${index}`,
      sdl: `${LINK} type Query { q${index}: Thing${index} } type Thing${index} { id: ID! name: String }
        type Star @key(fields: "id") { id: ID! f${index}: Int g${index}: String }
        ${index === 0 ? 'extend type Query { star: Star }' : ''}`,
    }));
    const fields = subgraphs.map((_, index) => `f${index}`).join(' ');
    const composed = measureCpu(() => compose(subgraphs));
    const loaded = measureCpu(() => loadSupergraph(composed.result));
    const opened = measureCpu(() => createPlanner(composed.result));
    const planned = await measureCalls(() => opened.result.plan(`{ star { id ${fields} } }`, []), 5);
    const sources = new Map(
      subgraphs.map(({ name }, index) => [
        name,
        answer(({ representations }) =>
          Array.isArray(representations)
            ? { _entities: representations.map((entity) => ({ ...entity, [`f${index}`]: index })) }
            : { star: { __typename: 'Star', id: 's', f0: 0 } },
        ),
      ]),
    );
    const gateway = openBenchGateway(subgraphs, sources, [`query Star { star { id ${fields} } }`]);
    const id = gateway.operations[0]?.id ?? '';
    rows.push({
      subgraphs: count,
      'compose ms': composed.cpuMs,
      'load ms': loaded.cpuMs,
      'open planner ms': opened.cpuMs,
      'plan ms': planned / 1_000,
      'call µs': await measureCalls(() => call(gateway, id), 500),
    });
  }
  return ['compose ms', 'load ms', 'open planner ms', 'plan ms', 'call µs'].reduce<Row[]>(
    (table, column) => againstLinear(table, 'subgraphs', column),
    rows,
  );
}

/** Adds how much faster than its size a column grew since the row before: 1 is linear, less is better. */
function againstLinear(rows: readonly Row[], size: string, column: string): Row[] {
  return rows.map((row, index) => {
    const before = rows[index - 1];
    const growth = (name: string) => Number(row[name]) / Number(before?.[name]);
    return { ...row, [`${column}, of linear`]: before === undefined ? '' : growth(column) / growth(size) };
  });
}

function compose(subgraphs: readonly { readonly name: string; readonly sdl: string }[]): string {
  return composeSupergraph(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.test` })));
}

function describeStar(index: number) {
  return {
    __typename: 'Star',
    id: `s${index}`,
    name: `Star ${index}`,
    magnitude: index / 7,
    names: ['a', 'b'],
  };
}

function answer(data: (variables: Readonly<Record<string, unknown>>) => unknown): DataSource {
  return { fetch: async ({ variables }) => ({ data: data(variables) }) };
}

async function call(gateway: ReturnType<typeof openBenchGateway>, id: string): Promise<void> {
  const { faults } = await gateway.executeRegistered(id, {
    variables: {},
    caller: ANONYMOUS,
    requestId: 'bench',
    signal: NEVER,
  });
  if (faults.length > 0) throw new Error(`A fetch failed: ${JSON.stringify(faults)}`);
}

const NEVER = new AbortController().signal;
const ROUNDS = 4;

/** Microseconds of CPU a call; the first round warms up, and the best of the others counts. */
async function measureCalls(run: () => Promise<unknown>, calls: number): Promise<number> {
  let bestUs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let done = 0; done < calls; done++) await run();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) bestUs = Math.min(bestUs, (user + system) / calls);
  }
  return bestUs;
}

function measureCpu<Result>(run: () => Result): { cpuMs: number; result: Result } {
  const before = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1_000, result };
}
