import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { clientVariable } from '../fetchedNames.ts';
import { buildEntityFetch } from './entityFetch.ts';
import type { TypeIndex } from './entityKeys.ts';
import type { FetchPlan, PlanStep, RootFetch } from './fetchPlan.ts';
import { mergeEntityFetches } from './mergeEntityFetches.ts';
import { convertRewrites } from './rewrites.ts';
import { parseFetch, pickVariables, readSelections } from './subgraphDocument.ts';

/** Turns what the planner says into what the executor runs: see {@link FetchPlan}. */
export function buildFetchPlan(node: PlanNode | undefined, types: TypeIndex): FetchPlan {
  const root = node === undefined ? undefined : buildStep(node, [], types);
  return {
    root,
    hasContexts: root !== undefined && hasContexts(root),
    interfaceObjects: types.interfaceObjects,
  };
}

function buildStep(node: PlanNode, path: readonly string[], types: TypeIndex): PlanStep | undefined {
  switch (node.kind) {
    case 'Sequence':
      return joinSteps('sequence', buildSteps(node.nodes, path, types));
    case 'Parallel':
      return buildParallel(buildSteps(node.nodes, path, types));
    case 'Flatten':
      return buildStep(node.node, [...path, ...node.path.map(String)], types);
    case 'Condition': {
      const { condition, ifClause, elseClause } = node;
      return {
        kind: 'condition',
        variable: clientVariable(condition),
        whenTrue: ifClause === undefined ? undefined : buildStep(ifClause, path, types),
        whenFalse: elseClause === undefined ? undefined : buildStep(elseClause, path, types),
      };
    }
    case 'Fetch':
      return node.requires === undefined
        ? buildRootFetch(node, path, types)
        : buildEntityFetch(node, node.requires, path, types);
    case 'Defer':
      throw new TypeError('The planner was told not to defer.');
  }
}

function buildSteps(nodes: readonly PlanNode[], path: readonly string[], types: TypeIndex): PlanStep[] {
  return nodes.flatMap((node) => buildStep(node, path, types) ?? []);
}

function buildRootFetch(node: FetchNode, path: readonly string[], types: TypeIndex): RootFetch {
  const outputRewrites = convertRewrites(node.outputRewrites, types);
  return {
    kind: 'root',
    subgraph: node.serviceName,
    operation: node.operationKind === OperationTypeNode.MUTATION ? 'mutation' : 'query',
    path,
    document: node.operation,
    variables: pickVariables(node),
    selections: readSelections(parseFetch(node.operation).selectionSet, outputRewrites),
    outputRewrites,
  };
}

/**
 * The planner may put a fetch that takes an argument from around it (`@fromContext`) beside the one that brings
 * that value; here such fetches wait for all that does not.
 */
function buildParallel(steps: readonly PlanStep[]): PlanStep | undefined {
  const before: PlanStep[] = [];
  const after: PlanStep[] = [];
  for (const step of steps) {
    const inner = step.kind === 'sequence' ? step.steps : [step];
    const first = inner.findIndex(hasContexts);
    const split = first === -1 ? inner.length : first;
    before.push(...listOf(joinSteps('sequence', inner.slice(0, split))));
    after.push(...listOf(joinSteps('sequence', inner.slice(split))));
  }
  const parallel = (branches: PlanStep[]) => joinSteps('parallel', mergeEntityFetches(branches));
  return joinSteps('sequence', [...listOf(parallel(before)), ...listOf(parallel(after))]);
}

function hasContexts(step: PlanStep): boolean {
  switch (step.kind) {
    case 'sequence':
    case 'parallel':
      return step.steps.some(hasContexts);
    case 'condition':
      return [step.whenTrue, step.whenFalse].some((branch) => branch !== undefined && hasContexts(branch));
    case 'root':
      return false;
    case 'entities':
      return step.parts.some(({ contexts }) => contexts.length > 0);
  }
}

function joinSteps(kind: 'sequence' | 'parallel', steps: readonly PlanStep[]): PlanStep | undefined {
  return steps.length > 1 ? { kind, steps } : steps[0];
}

function listOf(step: PlanStep | undefined): readonly PlanStep[] {
  return step === undefined ? [] : [step];
}
