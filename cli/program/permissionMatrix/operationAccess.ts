import { type Guard, isReachable } from '../../../gateway/authorization/access.ts';
import type { PolicyEngine } from '../../../gateway/authorization/policyEngine.ts';
import type { CompiledOperation } from '../../../gateway/planning/compileOperation.ts';
import { callerOf } from './contextCaller.ts';
import type { MatrixContext, MatrixParts, OperationAccess } from './matrix.ts';
import { compareTexts, toAccess, waysToMeet } from './ways.ts';

/** Says of each operation for whom it exists, by the very rule that lists tools. */
export function describeOperations(
  { operations, callerRules, policies }: MatrixParts,
  contexts: readonly MatrixContext[],
): readonly OperationAccess[] {
  const guard: Guard = { callerRules, policies: policies ?? ALLOWS_ALL };
  return [...operations]
    .sort((left, right) => compareTexts(left.name, right.name))
    .map(({ name, kind, compiled }) => ({
      name,
      kind,
      classes: [...new Set(compiled.classified.flatMap(({ classes }) => classes))].sort(compareTexts),
      existsFor: contexts
        // What counts is what a caller could come to hold, not what it holds.
        .filter((context) => isReachable(compiled, callerOf(context, []), guard))
        .map((context) => context.name),
      whole: Object.fromEntries(
        contexts.map((context) => [context.name, toAccess(waysToMeet(listAsked(compiled), context))]),
      ),
    }));
}

/** The clauses of all that it selects; what its arguments read depends on a call. */
function listAsked({ requirements: { clauses, byField, byMember } }: CompiledOperation) {
  const indices = new Set([...byField.values(), ...byMember.values()].flat());
  return clauses.filter((_, index) => indices.has(index));
}

const ALLOWS_ALL: PolicyEngine = { names: new Set(), decide: () => true };
