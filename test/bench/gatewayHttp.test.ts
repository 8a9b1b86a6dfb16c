import { beforeEach, describe, expect, it } from 'vitest';
import { BENCH_QUERIES, BENCH_SUBGRAPHS } from '../../bench/gatewayHttp/graph.ts';
import { NOBODY } from '../../gateway/authentication/parseCallerRules.ts';
import { openGraph } from '../secondGraph/openGraph.ts';

const graph = openGraph({
  subgraphs: BENCH_SUBGRAPHS,
  callerRules: NOBODY,
});
beforeEach(() => graph.reset());

describe('the benchmark over HTTP', () => {
  // Of seven fetches two go out with others to the same subgraph.
  it.each([
    ['one fetch', 1, 0],
    ['three fetches, 30 entities', 3, 30],
    ['seven fetches, 940 entities, all different', 5, 940],
  ])('asks for %s', async (work, requests, entities) => {
    const { data, faults } = await graph.run(BENCH_QUERIES.find((query) => query.work === work)?.text ?? '');
    expect(faults).toEqual([]);
    expect(data).not.toBeNull();
    expect(graph.fetches).toHaveLength(requests);
    // The queries themselves have no variables.
    const lists = graph.fetches.flatMap(({ variables }) => Object.values(variables));
    expect(lists.flat()).toHaveLength(entities);
  });
});
