import { NOBODY } from '../gateway/authentication/parseCallerRules.ts';
import type { DataSources } from '../gateway/execution/dataSource.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import { createPlanner } from '../gateway/planning/planner/createPlanner.ts';
import { registerOperations } from '../gateway/planning/registerOperations.ts';
import { composeSupergraph } from '../gateway/supergraph/composeSupergraph.ts';
import { loadSupergraph } from '../gateway/supergraph/supergraph.ts';

/** A gateway in this process over subgraphs that are nothing but a schema and a source. */
export function openBenchGateway(
  subgraphs: readonly { readonly name: string; readonly sdl: string }[],
  sources: DataSources,
  operations: readonly string[],
): Gateway {
  const sdl = composeSupergraph(
    subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.test` })),
  );
  const supergraph = loadSupergraph(sdl);
  return createGateway(
    {
      supergraph,
      planner: createPlanner(sdl),
      callerRules: NOBODY,
      sources,
      fetchTimeoutMs: 5_000,
      deadlineMs: 10_000,
      onFetchFailed: (subgraph, code, cause) => {
        throw new Error(`${subgraph}: ${code}`, { cause });
      },
    },
    registerOperations(
      supergraph,
      operations.map((text, index) => ({ path: `${index}.graphql`, text })),
      'scalar Unused',
    ),
  );
}
