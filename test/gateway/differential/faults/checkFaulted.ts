import { getVariableValues, Kind, visit } from 'graphql';
import { ERROR_CODES, type Fault } from '../../../../gateway/errors.ts';
import type { OperationResult } from '../../../../gateway/executeOperation.ts';
import { findMisshape } from '../checkShape.ts';
import { runWithinLimits } from '../compareAnswers.ts';
import type { OpenDifferential } from '../differentialGraph.ts';
import { findMissing, type Path } from '../findMissing.ts';
import { describeOperation, type GeneratedOperation } from '../operationArbitrary.ts';
import { tameNames } from '../tameNames.ts';
import { type InjectedFault, LIES, SILENT } from './faultsArbitrary.ts';
import { CANARY, injectFault } from './injectFault.ts';

const PROTOTYPE_NAMES = Object.getOwnPropertyNames(Object.prototype).join();

/**
 * Runs an operation over subgraphs whose answers are spoilt, and holds the answer to what is true in any case: its
 * shape; nothing in it that is not in the whole answer; every missing part explained; nothing of a subgraph's words.
 * @throws Error that tells what is not so.
 */
export async function checkFaulted(
  open: OpenDifferential,
  operation: GeneratedOperation,
  faults: readonly InjectedFault[],
): Promise<void> {
  open.graph.reset();
  let fetched = 0;
  for (const [name, source] of open.sources) {
    open.graph.replace(name, async (request, call) => {
      const nth = fetched++;
      const answer = await source.fetch(request, call);
      return faults.filter((fault) => fault.nth === nth).reduce(injectFault, answer);
    });
  }
  const result = await runWithinLimits(open, operation);
  open.graph.reset();
  if ('kind' in result) return;
  const wrong = await findWrong(
    open,
    operation,
    result,
    faults.filter(({ nth }) => nth < fetched),
  );
  if (wrong === undefined) return;
  throw new Error(
    [
      `${open.name}: ${wrong}`,
      describeOperation(operation),
      `answers spoilt: ${JSON.stringify(faults)}`,
      `gateway: ${JSON.stringify(result.data)} ${JSON.stringify(result.faults)}`,
      `whole:   ${JSON.stringify((await open.runMerged(operation)).data)}`,
    ].join('\n'),
  );
}

async function findWrong(
  open: OpenDifferential,
  operation: GeneratedOperation,
  result: OperationResult,
  faults: readonly InjectedFault[],
): Promise<string | undefined> {
  if (Object.getOwnPropertyNames(Object.prototype).join() !== PROTOTYPE_NAMES)
    return 'a prototype is polluted';
  if (JSON.stringify(result).includes(CANARY)) return "a subgraph's words are told";
  const unknown = result.faults.find(
    ({ code }) => !Object.hasOwn(ERROR_CODES, code) || code === 'INTERNAL_ERROR',
  );
  if (unknown !== undefined) return `a fault has the code ${unknown.code}`;
  const { document, variables } = tameNames(operation);
  const [definition] = document.definitions;
  const definitions =
    (definition?.kind === Kind.OPERATION_DEFINITION && definition.variableDefinitions) || [];
  const { coerced = {} } = getVariableValues(open.apiSchema, definitions, variables);
  const misshape = findMisshape(open.apiSchema, document, coerced, result.data);
  if (misshape !== undefined) return misshape;
  // What is computed from a missing value is another value.
  if (faults.some(({ kind }) => LIES.has(kind)) || asksForComputed(open, operation)) return undefined;
  const whole = await open.runMerged(operation);
  const missing = findMissing(result.data, whole.data ?? null);
  if (missing.foreign !== undefined)
    return `${missing.foreign.join('.')} is not what it is in the whole answer`;
  if (faults.some(({ kind }) => SILENT.has(kind))) return undefined;
  const unexplained = missing.places.find((place) => !result.faults.some((fault) => explains(fault, place)));
  return unexplained === undefined ? undefined : `nothing says why ${unexplained.join('.')} is missing`;
}

function asksForComputed({ computedFields }: OpenDifferential, { document }: GeneratedOperation): boolean {
  let found = false;
  visit(document, {
    Field: ({ name }) => {
      found ||= computedFields.has(name.value);
    },
  });
  return found;
}

/** A fault may name no list indices, and a part of what is missing or what that is part of. */
function explains({ path }: Fault, place: Path): boolean {
  const [fault, missing] = [path, place].map((one) => one.filter((step) => typeof step === 'string'));
  if (fault === undefined || missing === undefined) return false;
  const length = Math.min(fault.length, missing.length);
  return fault.slice(0, length).join() === missing.slice(0, length).join();
}
