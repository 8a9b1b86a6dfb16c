import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Decision } from '../authorization/decide.ts';
import { GatewayError } from '../errors.ts';
import { compileProjection, type Projection } from '../response/compileProjection.ts';
import type { CompiledOperation } from './compileOperation.ts';
import type { FetchPlan } from './fetches/fetchPlan.ts';
import { describePermitted } from './permittedDocument.ts';
import { planDocument } from './planDocument.ts';
import type { Planner } from './planner/planner.ts';
import { describeVariant, type PlanVariant } from './planVariant.ts';

/** The part of an operation that callers with one decision may see, ready to run. */
export interface PermittedOperation {
  readonly plan: FetchPlan;
  /** Denied selections are null in it, and absent from the plan. */
  readonly project: Projection;
}

/** What each decision leaves of each operation; planned on first use, then remembered. */
export interface PermittedOperations {
  /** What is ready; for all others {@link permit}. */
  find(
    operation: CompiledOperation,
    decision: Decision,
    variant: PlanVariant,
  ): PermittedOperation | undefined;
  /**
   * Plans, once however many ask at the same time.
   * @throws GatewayError OPERATION_TOO_COMPLEX; OPERATION_NOT_PLANNABLE, with the planner's fault as its cause; or
   * OVERLOADED when too many operations wait to be planned.
   */
  permit(operation: CompiledOperation, decision: Decision, variant: PlanVariant): Promise<PermittedOperation>;
}

const MAX_PERMITTED = 10_000;
/** Of all ad-hoc operations that are remembered: whoever sends new ones must not make that grow. */
const MAX_AD_HOC_WEIGHT = 20_000;
/** What cannot be planned once will not be planned again and again. */
const MAX_REFUSED = 1_000;

export function createPermittedOperations(schema: GraphQLSchema, planner: Planner): PermittedOperations {
  const registered = new LRUCache<string, PermittedOperation>({ max: MAX_PERMITTED });
  const adHoc = new LRUCache<string, PermittedOperation>({
    max: MAX_PERMITTED,
    maxSize: MAX_AD_HOC_WEIGHT,
  });
  const refused = new LRUCache<string, GatewayError>({ max: MAX_REFUSED });
  const underWay = new Map<string, Promise<PermittedOperation>>();

  const prepare = async (
    operation: CompiledOperation,
    decision: Decision,
    variant: PlanVariant,
  ): Promise<PermittedOperation> => {
    const outcome = operation.findOutcome(decision);
    const document = describePermitted(
      operation,
      outcome.denied,
      schema,
      variant.trueConditions && new Set(variant.trueConditions),
    );
    const plan =
      document === undefined
        ? NOTHING_TO_FETCH
        : await planDocument(planner, document, schema, variant.overrides);
    // The planner leaves out what no subgraph can answer; an answer of nothing but nulls would hide that.
    if (document !== undefined && plan.root === undefined) throw new GatewayError('OPERATION_NOT_PLANNABLE');
    return { plan, project: compileProjection(operation.shape, operation.rootTypename, outcome) };
  };
  return {
    find: (operation, decision, variant) =>
      (operation.id === undefined ? adHoc : registered).get(keyOf(operation, decision, variant)),
    permit(operation, decision, variant) {
      const key = keyOf(operation, decision, variant);
      const fault = refused.get(key);
      if (fault !== undefined) return Promise.reject(fault);
      const known = underWay.get(key);
      if (known !== undefined) return known;
      const preparing = prepare(operation, decision, variant)
        .then(
          (permitted) => {
            if (operation.id === undefined) adHoc.set(key, permitted, { size: operation.weight });
            else registered.set(key, permitted);
            return permitted;
          },
          (cause: unknown) => {
            const refusal =
              cause instanceof GatewayError ? cause : new GatewayError('OPERATION_NOT_PLANNABLE', { cause });
            if (refusal.code !== 'OVERLOADED') refused.set(key, refusal);
            throw refusal;
          },
        )
        .finally(() => underWay.delete(key));
      underWay.set(key, preparing);
      return preparing;
    },
  };
}

const NOTHING_TO_FETCH: FetchPlan = { root: undefined, hasContexts: false, interfaceObjects: new Set() };

function keyOf({ key }: CompiledOperation, decision: Decision, variant: PlanVariant): string {
  return `${key} ${decision.key} ${describeVariant(variant)}`;
}
