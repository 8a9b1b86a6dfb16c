import type { QueryPlan } from '@apollo/query-planner';
import type { GraphQLError } from 'graphql';
import { GatewayError, maskSubgraphCode } from '../../../gateway/errors.ts';
import type { OperationResult } from '../../../gateway/executeOperation.ts';
import type { OpenDifferential } from './differentialGraph.ts';
import { describeOperation, type GeneratedOperation } from './operationArbitrary.ts';
import { explainPlanner } from './plannerFaults.ts';
import { explainStock } from './stockFaults.ts';

export type Verdict =
  /** All three agree. */
  | { readonly kind: 'equal' }
  /** The gateway agrees with the merged schema; the stock gateway is wrong in a way that is listed. */
  | { readonly kind: 'stock is wrong'; readonly reason: string }
  /** The planner that both gateways have fails. */
  | { readonly kind: 'not plannable'; readonly reason: string }
  /** Larger than the gateway's limits allow. */
  | { readonly kind: 'refused' };

/**
 * Answers one operation in all three ways.
 * @throws Error that tells what differs.
 */
export async function compareAnswers(
  open: OpenDifferential,
  operation: GeneratedOperation,
): Promise<Verdict> {
  open.graph.reset();
  open.takeEffects();
  const ours = await runWithinLimits(open, operation);
  if ('kind' in ours) return ours;
  const done = open.takeEffects();
  const merged = await open.runMerged(operation);
  const due = open.takeEffects();
  const expected = {
    data: JSON.stringify(merged.data ?? null),
    codes: listCodes(merged.errors ?? []),
    effects: due.join(),
  };
  const actual = { data: JSON.stringify(ours.data), codes: listFaultCodes(ours), effects: done.join() };
  if (
    actual.data !== expected.data ||
    actual.codes !== expected.codes ||
    actual.effects !== expected.effects
  ) {
    throw new Error(
      [
        `${open.name}: the gateway differs from the merged schema.`,
        describeOperation(operation),
        `gateway: ${actual.data} ${actual.codes} ${JSON.stringify(ours.faults)} ${actual.effects}`,
        `merged:  ${expected.data} ${expected.codes} ${JSON.stringify(merged.errors ?? [])} ${expected.effects}`,
      ].join('\n'),
    );
  }
  return compareStock(open, operation, expected);
}

interface Expected {
  readonly data: string;
  readonly codes: string;
  /** What mutations did. */
  readonly effects: string;
}

export async function compareStock(
  open: OpenDifferential,
  operation: GeneratedOperation,
  expected: Expected,
): Promise<Verdict> {
  const stock = await runStock(open, operation);
  if (stock.data === expected.data && stock.codes === expected.codes) return { kind: 'equal' };
  const reason = explainStock(open, operation, { ...stock, expected: expected.data });
  if (reason !== undefined) return { kind: 'stock is wrong', reason };
  throw new Error(
    [
      `${open.name}: the stock gateway is wrong in a way that is not listed.`,
      describeOperation(operation),
      `stock:  ${stock.data} ${stock.codes} ${stock.fault ?? ''}`,
      `merged: ${expected.data} ${expected.codes}`,
    ].join('\n'),
  );
}

export interface StockOutcome extends Expected {
  /** What it threw, or its first error. */
  readonly fault: string | undefined;
  /** Undefined where there is none. */
  readonly plan: QueryPlan | undefined;
}

async function runStock(open: OpenDifferential, operation: GeneratedOperation): Promise<StockOutcome> {
  try {
    const { data, errors, plan } = await open.runStock(operation);
    return {
      data: JSON.stringify(data ?? null),
      codes: listCodes(errors),
      effects: '',
      fault: errors[0]?.message,
      plan,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { data: '"thrown"', codes: '', effects: '', fault: error.message, plan: undefined };
  }
}

/** The gateway's answer, or why it has none. */
export async function runWithinLimits(
  open: OpenDifferential,
  operation: GeneratedOperation,
): Promise<OperationResult | Verdict> {
  try {
    return await open.run(operation);
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : undefined;
    if (code === 'OPERATION_TOO_COMPLEX') return { kind: 'refused' };
    const reason = code === 'OPERATION_NOT_PLANNABLE' ? explainPlanner(error) : undefined;
    if (reason !== undefined) return { kind: 'not plannable', reason };
    throw new Error(`${open.name}: the gateway throws ${error}\n${describeOperation(operation)}`, {
      cause: error,
    });
  }
}

/** The set of codes: one fault may stand for many entities, or many places for one entity. */
function listFaultCodes({ faults }: OperationResult): string {
  return [...new Set(faults.map(({ code }) => code))].sort().join();
}

function listCodes(errors: readonly GraphQLError[]): string {
  const told = errors.filter(({ message }) => !HIDDEN_TYPE.test(message));
  return [...new Set(told.map(({ extensions }) => maskSubgraphCode(extensions.code)))].sort().join();
}

/** An object of an inaccessible type is null here without a word: an error would say that there is one. */
const HIDDEN_TYPE = /^Abstract type .* that does not exist inside the schema|^Invalid __typename found/;
