import type { Clause } from '../authorization/clauses.ts';
import type { Decision } from '../authorization/decide.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { CompiledOperation } from './compileOperation.ts';
import { countEntities } from './countEntities.ts';
import type { EntityFetch, PlanStep, RootFetch } from './fetches/fetchPlan.ts';
import { describePermitted } from './permittedDocument.ts';
import { planDocument } from './planDocument.ts';
import type { Planner } from './planner/planner.ts';

/** What a call of an operation does at worst, for those who write operations. */
export interface OperationExplanation {
  readonly name: string | undefined;
  readonly kind: 'query' | 'mutation';
  /** What any call may cost; see compileCost. */
  readonly cost: number;
  /** What callers must meet, all of it. */
  readonly needs: readonly Clause[];
  /** The names of the fields that the decision withholds. */
  readonly withheld: readonly string[];
  readonly fetches: number;
  /** How many of them wait for one another at most. */
  readonly depth: number;
  /** Undefined where nothing is fetched. */
  readonly plan: ExplainedStep | undefined;
}

export type ExplainedStep =
  | { readonly kind: 'sequence' | 'parallel'; readonly steps: readonly ExplainedStep[] }
  | {
      readonly kind: 'condition';
      readonly variable: string;
      readonly whenTrue: ExplainedStep | undefined;
      readonly whenFalse: ExplainedStep | undefined;
    }
  | ExplainedFetch;

export interface ExplainedFetch {
  readonly kind: 'fetch';
  readonly subgraph: string;
  readonly document: string;
  /** Of an entity fetch, where its entities stand and how many there may be, before those alike are sent once. */
  readonly entities: readonly { readonly path: readonly string[]; readonly atMost: number }[];
}

/** Plans an operation for callers with one decision, and says what that means. */
export async function explainOperation(
  { apiSchema }: Supergraph,
  planner: Planner,
  operation: CompiledOperation,
  decision: Decision,
): Promise<OperationExplanation> {
  const denied = operation.findDenied(decision);
  const document = describePermitted(operation, denied, apiSchema, undefined);
  const root =
    document === undefined ? undefined : (await planDocument(planner, document, apiSchema, [])).root;
  const explain = (step: PlanStep) => explainStep(step, (path) => countEntities(apiSchema, operation, path));
  return {
    name: operation.name,
    kind: operation.kind,
    cost: operation.cost.measure(),
    needs: operation.requirements.clauses,
    withheld: [...new Set([...denied].map(({ name }) => name.value))],
    fetches: root === undefined ? 0 : countFetches(root),
    depth: root === undefined ? 0 : measureDepth(root),
    plan: root === undefined ? undefined : explain(root),
  };
}

function explainStep(step: PlanStep, count: (path: readonly string[]) => number): ExplainedStep {
  switch (step.kind) {
    case 'sequence':
    case 'parallel':
      return { kind: step.kind, steps: step.steps.map((inner) => explainStep(inner, count)) };
    case 'condition':
      return {
        kind: 'condition',
        variable: step.variable,
        whenTrue: step.whenTrue && explainStep(step.whenTrue, count),
        whenFalse: step.whenFalse && explainStep(step.whenFalse, count),
      };
    case 'root':
    case 'entities':
      return explainFetch(step, count);
  }
}

function explainFetch(
  fetch: RootFetch | EntityFetch,
  count: (path: readonly string[]) => number,
): ExplainedFetch {
  const parts = fetch.kind === 'root' ? [] : fetch.parts;
  return {
    kind: 'fetch',
    subgraph: fetch.subgraph,
    document: fetch.document,
    entities: parts.map(({ path }) => ({ path, atMost: count(path) })),
  };
}

function countFetches(step: PlanStep): number {
  return childrenOf(step)?.reduce((sum, child) => sum + countFetches(child), 0) ?? 1;
}

/** Of steps beside one another, and of branches, the deepest counts. */
function measureDepth(step: PlanStep): number {
  const depths = childrenOf(step)?.map(measureDepth);
  if (depths === undefined) return 1;
  return step.kind === 'sequence' ? depths.reduce((sum, depth) => sum + depth, 0) : Math.max(0, ...depths);
}

/** Undefined for a fetch. */
function childrenOf(step: PlanStep): readonly PlanStep[] | undefined {
  switch (step.kind) {
    case 'sequence':
    case 'parallel':
      return step.steps;
    case 'condition':
      return [step.whenTrue, step.whenFalse].filter((branch) => branch !== undefined);
    case 'root':
    case 'entities':
      return undefined;
  }
}
