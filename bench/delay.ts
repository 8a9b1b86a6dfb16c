import { setTimeout as sleep } from 'node:timers/promises';
import { ANONYMOUS } from '../gateway/authentication/caller.ts';
import type { DataSource } from '../gateway/execution/dataSource.ts';
import { openBenchGateway } from './benchGateway.ts';
import { percentile, type Row } from './table.ts';

const CALLS = 15;
const AT_LEAST_MS = 5;
const AIM_MS = 2;

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])';
const extension = (field: string) => `${LINK} type Star @key(fields: "id") { id: ID! ${field}: Int }`;

/** How long each back end takes to answer. */
const BACK_ENDS: readonly { readonly name: string; readonly delayMs: number; readonly sdl: string }[] = [
  {
    name: 'stars',
    delayMs: 150,
    sdl: `${LINK} type Query { stars: [Star!]! } type Star @key(fields: "id") { id: ID! }`,
  },
  { name: 'names', delayMs: 300, sdl: extension('names') },
  { name: 'sightings', delayMs: 200, sdl: extension('sightings') },
  { name: 'distances', delayMs: 250, sdl: extension('distance') },
  {
    name: 'planets',
    delayMs: 180,
    sdl: `${LINK} type Query { planets: [Planet!]! } type Planet { id: ID! }`,
  },
];

/** The stars, then all that three other back ends know of them at once; the planets beside. */
const OPERATION = 'query Sky { stars { id names sightings distance } planets { id } }';
const CRITICAL_PATH_MS = 150 + 300;

/** How long a call takes whose back ends take their time, against the longest chain of waits. */
export async function measureDelay(): Promise<Row[]> {
  const sources = new Map(BACK_ENDS.map(({ name, delayMs }) => [name, createSlowSource(delayMs)]));
  const gateway = openBenchGateway(BACK_ENDS, sources, [OPERATION]);
  const [operation] = gateway.operations;
  const elapsedMs: number[] = [];
  for (let call = 0; call <= CALLS; call++) {
    const startedAt = performance.now();
    const { faults } = await gateway.executeRegistered(operation?.id ?? '', {
      variables: {},
      caller: ANONYMOUS,
      requestId: 'bench',
      signal: new AbortController().signal,
    });
    if (faults.length > 0) throw new Error(`A back end failed: ${JSON.stringify(faults)}`);
    // The first call plans.
    if (call > 0) elapsedMs.push(performance.now() - startedAt);
  }
  elapsedMs.sort((left, right) => left - right);
  const totalMs = percentile(elapsedMs, 0.5);
  return [
    {
      'back ends': BACK_ENDS.length,
      'critical path ms': CRITICAL_PATH_MS,
      'total ms (median)': totalMs,
      'beyond it ms': totalMs - CRITICAL_PATH_MS,
      'at least': AT_LEAST_MS,
      aim: AIM_MS,
    },
  ];
}

const IDS = Array.from({ length: 30 }, (_, index) => `s${index}`);

/** Answers whatever it is asked, after so long. */
function createSlowSource(delayMs: number): DataSource {
  return {
    async fetch({ variables }) {
      await sleep(delayMs);
      const { representations } = variables;
      const data = Array.isArray(representations)
        ? { _entities: representations.map((entity) => ({ ...entity, names: 1, sightings: 2, distance: 3 })) }
        : {
            stars: IDS.map((id) => ({ __typename: 'Star', id })),
            planets: [{ __typename: 'Planet', id: 'p1' }],
          };
      return { data };
    },
  };
}
