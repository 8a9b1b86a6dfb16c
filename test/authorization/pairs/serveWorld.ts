import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, execute, type GraphQLError, parse, validate } from 'graphql';
import type { Call, DataSource, SubgraphFetch } from '../../../gateway/execution/dataSource.ts';
import { readDeclarations } from '../../gateway/differential/world/declarations.ts';
import { createWorld, type World } from '../../gateway/differential/world/world.ts';
import { createWorldSubgraph } from '../../gateway/differential/world/worldGraph.ts';
import type { SentFetch } from '../oracle/checkFetches.ts';
import type { SubgraphText } from '../oracle/readSubgraph.ts';

export interface ServedSubgraphs {
  readonly world: World;
  readonly sources: ReadonlyMap<string, DataSource>;
  /** What was fetched for a request; forgotten then. */
  takeFetches(requestId: string): readonly SentFetch[];
}

interface ReadText {
  readonly document: DocumentNode;
  /** Why a subgraph refuses it: the planner makes invalid documents of some operations. */
  readonly faults: readonly GraphQLError[];
}

/** Subgraphs that answer any document with data made from their schemas, and remember every one. */
export function serveWorld(subgraphs: readonly SubgraphText[]): ServedSubgraphs {
  const world = createWorld(readDeclarations(subgraphs));
  const log = new Map<string, SentFetch[]>();
  const sources = subgraphs.map(({ name, sdl }): [string, DataSource] => {
    const { resolvers } = createWorldSubgraph(world, { name, sdl }, []);
    // Apollo's map type asks for resolvers of any argument.
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    const known = new Map<string, ReadText>();
    const read = (text: string): ReadText => {
      let found = known.get(text);
      if (found === undefined) {
        const document = parse(text, { noLocation: true });
        found = { document, faults: validate(schema, document) };
        known.set(text, found);
      }
      return found;
    };
    const fetch = async ({ document: text, variables }: SubgraphFetch, { requestId }: Call) => {
      const { document, faults } = read(text);
      const fetches = log.get(requestId) ?? [];
      log.set(requestId, fetches);
      const sent: SentFetch = { subgraph: name, document, variables };
      fetches.push(sent);
      const [fault] = faults;
      if (fault !== undefined) {
        sent.fault = fault.message;
        return { errors: [fault] };
      }
      const answer = await execute({ schema, document, variableValues: variables });
      const [error] = answer.errors ?? [];
      if (error !== undefined) sent.fault = error.message;
      return answer;
    };
    return [name, { fetch }];
  });
  return {
    world,
    sources: new Map(sources),
    takeFetches(requestId) {
      const fetches = log.get(requestId) ?? [];
      log.delete(requestId);
      return fetches;
    },
  };
}
