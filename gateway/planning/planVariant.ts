import { type DocumentNode, visit } from 'graphql';
import { readConditions } from '../response/conditions.ts';

/** What a plan depends on beside the operation and the decision. */
export interface PlanVariant {
  /** The labels of progressive overrides that are in force. */
  readonly overrides: readonly string[];
  /**
   * Of the variables that `@skip` and `@include` go by, those that are true. The planner is asked about what is
   * included alone: of an operation with conditions it merges what a left-out field needs with what others need.
   * Undefined where they are left to the plan.
   */
  readonly trueConditions: readonly string[] | undefined;
}

/** Eight variables have 256 combinations, each with a plan of its own; any caller could ask for 2^50. */
const MAX_DECIDED_CONDITIONS = 8;

/** @returns undefined for more variables than are decided before planning. */
export function decideConditions(
  variables: readonly string[],
  isTrue: (variable: string) => boolean,
): PlanVariant['trueConditions'] {
  return variables.length > MAX_DECIDED_CONDITIONS ? undefined : variables.filter(isTrue);
}

/** The variables that a document's `@skip` and `@include` go by. */
export function listConditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const add = (node: Parameters<typeof readConditions>[0]) => {
    const conditions = readConditions(node);
    if (conditions !== 'never') for (const { variable } of conditions) names.add(variable);
  };
  visit(document, { Field: add, InlineFragment: add, FragmentSpread: add });
  return [...names].sort();
}

export function describeVariant({ overrides, trueConditions }: PlanVariant): string {
  if (overrides.length === 0 && (trueConditions?.length ?? 0) === 0) return '';
  return `${overrides.join(' ')}:${trueConditions?.join(' ') ?? ''}`;
}
