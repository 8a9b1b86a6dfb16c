import type { FetchNode, PlanNode } from '@apollo/query-planner';
import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import { parseFetch } from '../../fetches/subgraphDocument.ts';
import { type ClientSelections, followKey, readClientSelections } from './clientSelections.ts';
import { restoreSelections } from './missingFragments.ts';
import type { PartialTypes } from './partialTypes.ts';

/**
 * Puts back fragments that the planner has left out. Where several subgraphs could answer a field of an abstract
 * type and one of them does not know some object type of it, the planner asks none of them about that type; but the
 * subgraph that it chooses may know the type and answer with it. What that subgraph answers itself is put back.
 */
export function restoreFragments(node: PlanNode, operation: DocumentNode, partial: PartialTypes): PlanNode {
  if (partial.size === 0) return node;
  const client = readClientSelections(operation);
  return restoreNode(node, [client.definition.selectionSet], client, partial);
}

/** @param here what the client selects of the objects that the node is about. */
function restoreNode(
  node: PlanNode,
  here: readonly SelectionSetNode[],
  client: ClientSelections,
  partial: PartialTypes,
): PlanNode {
  const restore = (inner: PlanNode) => restoreNode(inner, here, client, partial);
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(restore) };
    case 'Flatten': {
      const keys = node.path.filter((step) => step !== '@').map(String);
      const there = keys.reduce((sets, key) => followKey(sets, key, client), here);
      return { ...node, node: restoreNode(node.node, there, client, partial) };
    }
    case 'Condition':
      return {
        ...node,
        ...(node.ifClause !== undefined && { ifClause: restore(node.ifClause) }),
        ...(node.elseClause !== undefined && { elseClause: restore(node.elseClause) }),
      };
    case 'Fetch':
      return restoreFetch(node, here, client, partial);
    case 'Defer':
      throw new TypeError('The planner was told not to defer.');
  }
}

function restoreFetch(
  node: FetchNode,
  here: readonly SelectionSetNode[],
  client: ClientSelections,
  partial: PartialTypes,
): FetchNode {
  const subgraph = partial.get(node.serviceName);
  if (subgraph === undefined) return node;
  const definition = parseFetch(node.operation);
  const selectionSet = restoreSelections(definition, here, { ...subgraph, client });
  if (selectionSet === definition.selectionSet) return node;
  const known = new Set(node.variableUsages);
  const used = new Set<string>();
  visit(selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const added = (client.definition.variableDefinitions ?? []).filter(
    ({ variable: { name } }) => used.has(name.value) && !known.has(name.value),
  );
  const whole: OperationDefinitionNode = {
    ...definition,
    selectionSet,
    variableDefinitions: [...(definition.variableDefinitions ?? []), ...added],
  };
  return {
    ...node,
    operation: stripIgnoredCharacters(print({ kind: Kind.DOCUMENT, definitions: [whole] })),
    variableUsages: [...known, ...added.map(({ variable }) => variable.name.value)],
  };
}
