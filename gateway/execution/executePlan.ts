import { SubjectTally } from '../audit/subjectTally.ts';
import type { Fault } from '../errors.ts';
import type { FetchPlan, PlanStep } from '../planning/fetches/fetchPlan.ts';
import { fetchEntities } from './fetchEntities.ts';
import type { FetchedObject } from './fetchedData.ts';
import { fetchRoot } from './fetchRoot.ts';
import type { Execution, Failure, Run } from './run.ts';

export interface Fetched {
  /** Everything that subgraphs brought, under the keys of fetches; more than was asked for, and unchecked. */
  readonly data: FetchedObject;
  /** What subgraphs said of single places, with paths of response keys. */
  readonly faults: readonly Fault[];
  /** Why whole parts are missing, if they are. */
  readonly failures: readonly Failure[];
  /** Whose data subgraphs say that they brought. */
  readonly subjects: Pick<SubjectTally, 'names' | 'omitted'>;
}

/**
 * Runs a plan. A fetch that fails leaves its part out and says why in `failures`; its siblings go on. A
 * mutation's root fields run in order, because the plan has them in a sequence.
 */
export async function executePlan(plan: FetchPlan, execution: Execution): Promise<Fetched> {
  const { root, hasContexts, interfaceObjects } = plan;
  const subjects = new SubjectTally();
  const run: Run = {
    ...{ ...execution, hasContexts, interfaceObjects },
    ...{ data: {}, faults: [], failures: [], subjects },
  };
  if (root !== undefined) await executeStep(root, run);
  return { data: run.data, faults: run.faults, failures: run.failures, subjects };
}

async function executeStep(step: PlanStep, run: Run): Promise<void> {
  switch (step.kind) {
    case 'sequence':
      for (const each of step.steps) await executeStep(each, run);
      return;
    case 'parallel':
      await Promise.all(step.steps.map((branch) => executeStep(branch, run)));
      return;
    case 'condition': {
      const branch = run.variables[step.variable] === true ? step.whenTrue : step.whenFalse;
      return branch === undefined ? undefined : executeStep(branch, run);
    }
    case 'root':
      return fetchRoot(step, run);
    case 'entities':
      return fetchEntities(step, run);
  }
}
