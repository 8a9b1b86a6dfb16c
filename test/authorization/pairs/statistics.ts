import { isAbstractType, OperationTypeNode } from 'graphql';
import type { ExpectedOperation, ExpectedOutcome } from '../oracle/expectOutcome.ts';
import type { Oracle } from '../oracle/oracle.ts';

/** What the pairs of a run had to do with: a run that never denies proves nothing. */
export interface Counts {
  readonly scenes: number;
  readonly pairs: number;
  /** Pairs that the planner, or a limit, kept from an answer. */
  readonly notPlanned: number;
  /** Pairs whose plan asks a subgraph for a field without what that requires: only checked for what is too much. */
  readonly misplanned: number;
  readonly refused: number;
  /** Answered with something denied and something shown. */
  readonly partial: number;
  readonly whole: number;
  readonly deniedSelections: number;
  readonly decisions: number;
  /** Pairs with a denial of that sort. */
  readonly byScopes: number;
  readonly byPolicy: number;
  readonly onAbstract: number;
  readonly ofTypename: number;
  readonly ofRequired: number;
  readonly underAlias: number;
  readonly sealed: number;
  readonly emptied: number;
  readonly refusedMutations: number;
}

export const NO_COUNTS: Counts = {
  scenes: 0,
  pairs: 0,
  notPlanned: 0,
  misplanned: 0,
  refused: 0,
  partial: 0,
  whole: 0,
  deniedSelections: 0,
  decisions: 0,
  byScopes: 0,
  byPolicy: 0,
  onAbstract: 0,
  ofTypename: 0,
  ofRequired: 0,
  underAlias: 0,
  sealed: 0,
  emptied: 0,
  refusedMutations: 0,
};

export class Statistics {
  readonly #counts: { -readonly [Name in keyof Counts]: Counts[Name] } = { ...NO_COUNTS };
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

  count(oracle: Oracle, operation: ExpectedOperation, outcome: ExpectedOutcome): void {
    const counts = this.#counts;
    const { denied } = outcome;
    counts.pairs++;
    counts.deniedSelections += denied.length;
    if (outcome.kind === 'refused') counts.refused++;
    else if (denied.length > 0 || outcome.answer.withheld.length > 0) counts.partial++;
    else counts.whole++;
    this.#countDecision(operation, outcome);
    const has = (name: keyof Counts, found: boolean) => {
      if (found) counts[name]++;
    };
    has(
      'byScopes',
      denied.some(({ rule }) => rule.some(({ kind }) => kind === 'scopes')),
    );
    has(
      'byPolicy',
      denied.some(({ rule }) => rule.some(({ kind }) => kind === 'policies')),
    );
    has(
      'onAbstract',
      denied.some(({ type }) => isAbstractType(oracle.schema.getType(type))),
    );
    has(
      'ofTypename',
      denied.some(({ node }) => node.name.value === '__typename'),
    );
    has(
      'underAlias',
      denied.some(({ node }) => node.alias !== undefined),
    );
    has(
      'ofRequired',
      denied.some(({ type, node }) => oracle.rules.reachedBy(type, node.name.value).length > 0),
    );
    if (outcome.kind === 'refused') {
      has('refusedMutations', operation.kind === OperationTypeNode.MUTATION);
    } else {
      has('sealed', outcome.answer.withheld.length > 0 && outcome.answer.sealed.length > 0);
      has('emptied', outcome.answer.emptied.length > 0);
    }
  }

  #countDecision(operation: ExpectedOperation, { denied }: ExpectedOutcome): void {
    const seen = this.#seen.get(operation) ?? new Set();
    this.#seen.set(operation, seen);
    const key = denied.map((one) => operation.selected.indexOf(one)).join();
    if (!seen.has(key)) this.#counts.decisions++;
    seen.add(key);
  }
}
