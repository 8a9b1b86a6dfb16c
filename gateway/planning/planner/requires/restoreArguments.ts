import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { type DocumentNode, Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import type { RequiredArguments } from './requiredArguments.ts';
import { splitEntityFetch } from './splitEntityFetch.ts';
import type { RequiredField } from './standIns.ts';

/**
 * Makes a plan over stand-ins one that subgraphs understand. Fetches select `standIn: field(arguments)`, so that
 * the stand-in is the key of what is fetched; where a fetch requires it, the selection's `alias` is that key and
 * its `name` the key in the representation. A fetch that would need two values under one name, as two
 * `@requires` with different arguments do, becomes several in parallel.
 */
export function restoreArguments(plan: QueryPlan, required: RequiredArguments): QueryPlan {
  const { node } = plan;
  if (node === undefined || required.fields.size === 0) return plan;
  if (node.kind !== 'Subscription') return { ...plan, node: inParallel(restoreNode(node, required)) };
  const { primary, rest } = node;
  return {
    ...plan,
    node: {
      ...node,
      primary: restoreFetch(primary, parse(primary.operation), primary.requires, required),
      ...(rest !== undefined && { rest: inParallel(restoreNode(rest, required)) }),
    },
  };
}

/** Several nodes where a fetch had to be split: they run in parallel. */
function restoreNode(node: PlanNode, required: RequiredArguments): PlanNode[] {
  switch (node.kind) {
    case 'Sequence':
      return [{ ...node, nodes: node.nodes.map((step) => inParallel(restoreNode(step, required))) }];
    case 'Parallel':
      return [{ ...node, nodes: node.nodes.flatMap((branch) => restoreNode(branch, required)) }];
    case 'Flatten':
      return restoreNode(node.node, required).map((inner) => ({ ...node, node: inner }));
    case 'Condition': {
      const { ifClause, elseClause } = node;
      return [
        {
          ...node,
          ...(ifClause !== undefined && { ifClause: inParallel(restoreNode(ifClause, required)) }),
          ...(elseClause !== undefined && { elseClause: inParallel(restoreNode(elseClause, required)) }),
        },
      ];
    }
    case 'Fetch': {
      const document = parse(node.operation, { noLocation: true });
      return splitEntityFetch(node, document, required).map((part) =>
        restoreFetch(node, part.document, part.requires, required),
      );
    }
    case 'Defer':
      throw new TypeError('The planner was told not to defer.');
  }
}

function inParallel(nodes: PlanNode[]): PlanNode {
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : { kind: 'Parallel', nodes };
}

function restoreFetch(
  node: FetchNode,
  planned: DocumentNode,
  requires: readonly QueryPlanSelectionNode[] | undefined,
  required: RequiredArguments,
): FetchNode {
  const document = restoreDocument(planned, required.fields);
  const defined = new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value)
        : [],
    ),
  );
  return {
    ...node,
    operation: stripIgnoredCharacters(print(document)),
    ...(node.operationDocumentNode !== undefined && { operationDocumentNode: document }),
    ...(node.variableUsages !== undefined && {
      variableUsages: node.variableUsages.filter((name) => defined.has(name)),
    }),
    ...(requires !== undefined && { requires: restoreRequires(requires, required.fields) }),
  };
}

/** Selects what stand-ins stand for, under the name of the stand-in unless the planner chose another. */
export function restoreDocument(
  document: DocumentNode,
  fields: ReadonlyMap<string, RequiredField>,
): DocumentNode {
  return visit(document, {
    Field(node) {
      const field = fields.get(node.name.value);
      if (field === undefined) return undefined;
      return {
        ...node,
        alias: node.alias ?? node.name,
        name: { kind: Kind.NAME, value: field.name },
        // One that takes arguments from a context has these already.
        arguments: [...(node.arguments ?? []), ...field.arguments],
      };
    },
  });
}

/** `alias` is the key that a value was fetched under, `name` its key in the representation. */
export function restoreRequires(
  selections: readonly QueryPlanSelectionNode[],
  fields: ReadonlyMap<string, RequiredField>,
): QueryPlanSelectionNode[] {
  return selections.map((selection): QueryPlanSelectionNode => {
    if (selection.kind === 'InlineFragment') {
      return { ...selection, selections: restoreRequires(selection.selections, fields) };
    }
    const field = fields.get(selection.name);
    return {
      ...selection,
      ...(field !== undefined && { alias: selection.alias ?? selection.name, name: field.name }),
      ...(selection.selections !== undefined && {
        selections: restoreRequires(selection.selections, fields),
      }),
    };
  });
}
