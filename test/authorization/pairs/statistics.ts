import { isInterfaceType, isUnionType, OperationTypeNode } from 'graphql';
import type { ExpectedOperation, ExpectedOutcome } from '../oracle/expectOutcome.ts';
import type { Oracle } from '../oracle/oracle.ts';
import { meetsRule, type Viewer } from '../oracle/rule.ts';
import type { Selected } from '../oracle/selectionRules.ts';
import type { Scene, SceneCaller } from './scene.ts';

/** What the pairs of a run had to do with: a run that never denies proves nothing. */
export const NO_COUNTS = {
  scenes: 0,
  pairs: 0,
  /** Pairs that the planner, or a limit, kept from an answer. */
  notPlanned: 0,
  /** Pairs whose plan no subgraph can follow: only checked for what is too much. */
  misplanned: 0,
  refused: 0,
  /** Answered with something denied and something shown. */
  partial: 0,
  whole: 0,
  decisions: 0,
  deniedSelections: 0,
  /** Pairs with a denial of that sort. */
  byAuthenticated: 0,
  byScopes: 0,
  byPolicy: 0,
  onInterface: 0,
  onUnion: 0,
  onInterfaceObject: 0,
  onOverridden: 0,
  ofTypename: 0,
  ofRequired: 0,
  ofContext: 0,
  ofRead: 0,
  underAlias: 0,
  /** Only one of several selections of a field is denied. */
  ofMerged: 0,
  sealed: 0,
  emptied: 0,
  stated: 0,
  contradictory: 0,
  refusedMutations: 0,
  refusedByMode: 0,
  toAnonymous: 0,
  toCustomer: 0,
  toSupport: 0,
  toService: 0,
  ofOldComposer: 0,
  ofCurrentComposer: 0,
};

export type Counts = Readonly<typeof NO_COUNTS>;
type CountName = keyof Counts;

export function addCounts(one: Counts, other: Counts): Counts {
  const names = Object.keys(NO_COUNTS) as CountName[];
  return Object.fromEntries(names.map((name) => [name, one[name] + other[name]])) as Counts;
}

/** A pair that went as expected. */
export interface CountedPair {
  readonly oracle: Oracle;
  readonly operation: ExpectedOperation;
  readonly outcome: ExpectedOutcome;
  readonly viewer: Viewer;
  readonly caller: SceneCaller;
}

const BY_CONTEXT: Readonly<Record<string, CountName>> = {
  customer: 'toCustomer',
  support: 'toSupport',
  service: 'toService',
};

export class Statistics {
  readonly #counts: Record<CountName, number> = { ...NO_COUNTS };
  readonly #seen = new WeakMap<ExpectedOperation, Set<string>>();

  get counts(): Counts {
    return { ...this.#counts };
  }

  scene(): void {
    this.#counts.scenes++;
  }

  notPlanned(): void {
    this.#counts.notPlanned++;
  }

  misplanned(): void {
    this.#counts.misplanned++;
  }

  count({ graph, mode }: Scene, { oracle, operation, outcome, viewer, caller }: CountedPair): void {
    const counts = this.#counts;
    const { denied } = outcome;
    counts.pairs++;
    counts.deniedSelections += denied.length;
    this.#countDecision(operation, outcome);
    const closed = outcome.kind === 'answered' ? outcome.answer.closed.length : 0;
    if (outcome.kind === 'refused') counts.refused++;
    else if (denied.length > 0 || closed > 0) counts.partial++;
    else counts.whole++;
    const isMutation = operation.kind === OperationTypeNode.MUTATION;
    this.#add({
      stated: operation.statements !== 'contradictory' && operation.statements.size > 0,
      contradictory: operation.statements === 'contradictory',
      sealed: closed > 0,
      emptied: outcome.kind === 'answered' && outcome.answer.emptied.length > 0,
      refusedMutations: outcome.kind === 'refused' && isMutation,
      refusedByMode: outcome.kind === 'refused' && mode === 'reject' && !isMutation,
    });
    if (denied.length === 0) return;
    this.#add({
      [BY_CONTEXT[caller.context ?? ''] ?? 'toAnonymous']: true,
      [graph.name.startsWith('old') ? 'ofOldComposer' : 'ofCurrentComposer']: true,
      ofMerged: hasPermittedTwin(operation, denied),
    });
    this.#add(describeDenials(oracle, denied, viewer));
  }

  #add(found: Partial<Record<CountName, boolean>>): void {
    for (const [name, isFound] of Object.entries(found)) if (isFound) this.#counts[name as CountName]++;
  }

  #countDecision(operation: ExpectedOperation, { denied }: ExpectedOutcome): void {
    const seen = this.#seen.get(operation) ?? new Set();
    this.#seen.set(operation, seen);
    const key = denied.map((one) => operation.selected.indexOf(one)).join();
    if (!seen.has(key)) this.#counts.decisions++;
    seen.add(key);
  }
}

function describeDenials(
  oracle: Oracle,
  denied: readonly Selected[],
  viewer: Viewer,
): Partial<Record<CountName, boolean>> {
  const unmet = denied.flatMap(({ rule }) => rule.filter((clause) => !meetsRule([clause], viewer)));
  const types = denied.map(({ type }) => oracle.schema.getType(type));
  const declared = denied.flatMap(({ type, node }) =>
    (oracle.types.get(type)?.fields.get(node.name.value) ?? []).map((one) => ({
      ...one,
      args: 'arguments' in one.node ? (one.node.arguments ?? []) : [],
    })),
  );
  return {
    byAuthenticated: unmet.some(({ kind }) => kind === 'authenticated'),
    byScopes: unmet.some(({ kind }) => kind === 'scopes'),
    byPolicy: unmet.some(({ kind }) => kind === 'policies'),
    onInterface: types.some((type) => isInterfaceType(type)),
    onUnion: types.some((type) => isUnionType(type)),
    onInterfaceObject: declared.some(({ isOfInterfaceObject }) => isOfInterfaceObject),
    onOverridden: declared.some(({ subgraph, node }) => subgraph.find(node, 'override').length > 0),
    ofTypename: denied.some(({ node }) => node.name.value === '__typename'),
    ofRequired: declared.some(({ subgraph, node }) => subgraph.find(node, 'requires').length > 0),
    ofContext: declared.some(({ subgraph, args }) =>
      args.some((argument) => subgraph.find(argument, 'fromContext').length > 0),
    ),
    ofRead: denied.some(
      ({ type, node, reads }) =>
        reads.length > 0 && meetsRule(oracle.rules.ofSelection(type, node.name.value), viewer),
    ),
    underAlias: denied.some(({ node }) => node.alias !== undefined),
  };
}

/** Whether another selection under the same key may be seen. */
function hasPermittedTwin({ selected }: ExpectedOperation, denied: readonly Selected[]): boolean {
  return denied.some(({ node, around }) =>
    selected.some(
      (other) =>
        other.around === around &&
        !denied.includes(other) &&
        (other.node.alias ?? other.node.name).value === (node.alias ?? node.name).value,
    ),
  );
}
