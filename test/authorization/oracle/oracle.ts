import type { FieldNode, GraphQLSchema } from 'graphql';
import { computeEffectiveRules, type EffectiveRules } from './effectiveRules.ts';
import { listReads } from './inputReads.ts';
import { buildMergedSchema, type MergedTypes, mergeSubgraphs } from './mergeSubgraphs.ts';
import { readSubgraph, type SubgraphText } from './readSubgraph.ts';

/** What the subgraphs' own words say of a graph; nothing of the gateway's, and nothing of composition's. */
export interface Oracle {
  /** What clients see. */
  readonly schema: GraphQLSchema;
  /** The same with what is hidden from them. */
  readonly wholeSchema: GraphQLSchema;
  readonly types: MergedTypes;
  readonly rules: EffectiveRules;
  /** The coordinates that a selection's arguments read. */
  readonly readsOf: (
    type: string,
    node: FieldNode,
    variables: Readonly<Record<string, unknown>>,
  ) => readonly string[];
}

export function consultSubgraphs(subgraphs: readonly SubgraphText[]): Oracle {
  const types = mergeSubgraphs(subgraphs.map((subgraph) => readSubgraph(subgraph)));
  const whole = buildMergedSchema(types, () => true);
  const schema = buildMergedSchema(
    types,
    ({ subgraph, node }) => subgraph.find(node, 'inaccessible').length === 0,
  );
  return {
    schema,
    wholeSchema: whole,
    types,
    rules: computeEffectiveRules(types, whole),
    readsOf: (type, node, variables) => listReads(types, whole, { type, node }, variables),
  };
}
