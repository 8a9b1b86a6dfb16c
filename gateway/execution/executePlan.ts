import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { type GraphQLSchema, Kind, parse } from 'graphql';
import { type ErrorCode, type Fault, maskSubgraphCode, type ResponsePath } from '../errors.ts';
import { clientVariable, responseKeyOf } from '../planning/fetchedNames.ts';
import type { Call, DataSource, DataSources, SubgraphAnswer } from './dataSource.ts';
import {
  createFetchedObject,
  type FetchedObject,
  isFetchedObject,
  type Located,
  locate,
  mergeFetched,
} from './fetchedData.ts';
import { applyRewrites, buildRepresentations } from './representations.ts';

export interface Fetched {
  /** Everything that subgraphs brought, under the keys of fetches; more than was asked for, and unchecked. */
  readonly data: FetchedObject;
  /** With paths of response keys. */
  readonly faults: readonly Fault[];
}

export interface Execution {
  readonly schema: GraphQLSchema;
  readonly sources: DataSources;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly call: Call;
  /** How long one fetch may take. */
  readonly fetchTimeoutMs: number;
  /** Told what a fetch failed with; clients only ever learn the code. */
  readonly onFetchFailed: (subgraph: string, code: ErrorCode, cause: unknown) => void;
}

/**
 * Runs a query plan. A fetch that fails leaves its part out and its code in `faults`; its siblings go on.
 * A mutation's root fields run in order, because the plan has them in a sequence.
 */
export async function executePlan(plan: QueryPlan, execution: Execution): Promise<Fetched> {
  const data = createFetchedObject();
  const faults: Fault[] = [];
  if (plan.node !== undefined && plan.node.kind !== 'Subscription') {
    await executeNode(plan.node, [], { ...execution, data, faults });
  }
  return { data, faults: faults.map((fault) => ({ ...fault, path: responsePath(fault.path) })) };
}

function responsePath(path: ResponsePath): ResponsePath {
  return path.map((part) => (typeof part === 'string' ? responseKeyOf(part) : part));
}

interface Run extends Execution {
  readonly data: FetchedObject;
  readonly faults: Fault[];
}

async function executeNode(node: PlanNode, path: ResponsePath, run: Run): Promise<void> {
  switch (node.kind) {
    case 'Sequence':
      for (const step of node.nodes) await executeNode(step, path, run);
      return;
    case 'Parallel':
      await Promise.all(node.nodes.map((branch) => executeNode(branch, path, run)));
      return;
    case 'Flatten':
      return executeNode(node.node, [...path, ...node.path], run);
    case 'Condition': {
      const branch = run.variables[clientVariable(node.condition)] === true ? node.ifClause : node.elseClause;
      if (branch !== undefined) await executeNode(branch, path, run);
      return;
    }
    case 'Fetch':
      return executeFetch(node, path, run);
    case 'Defer':
      throw new TypeError('The planner was told not to defer.');
  }
}

async function executeFetch(node: FetchNode, path: ResponsePath, run: Run): Promise<void> {
  const targets = locate(run.data, path);
  if (targets.length === 0) return;
  if (node.requires === undefined) await fetchRoot(node, targets, run);
  else await fetchEntities(node, targets, run);
}

async function fetchRoot(node: FetchNode, targets: readonly Located[], run: Run): Promise<void> {
  const answer = await send(node, pickVariables(node, run), run);
  const failAll = (code: ErrorCode) => {
    for (const { path } of targets) {
      for (const key of rootKeys(node)) run.faults.push({ code, path: [...path, key] });
    }
  };
  if (answer.failure !== undefined) return failAll(answer.failure);
  if (isFetchedObject(answer.data)) {
    applyRewrites(run.schema, node.outputRewrites, answer.data);
    for (const { object } of targets) mergeFetched(object, answer.data);
  } else if (answer.errors.length === 0) {
    failAll('SUBGRAPH_ERROR');
  }
  for (const { code, path } of answer.errors) {
    // An error about the request as a whole, such as a variable of the wrong form, is about all that it asked for.
    if (path.length === 0) failAll(code);
    else for (const target of targets) run.faults.push({ code, path: [...target.path, ...path] });
  }
}

/** The keys of a fetch's root fields, so that a fault names the parts that are missing and no others. */
function rootKeys(node: FetchNode): readonly string[] {
  const selections = parse(node.operation, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : [],
  );
  return selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? (selection.alias ?? selection.name).value : [],
  );
}

async function fetchEntities(node: FetchNode, waiting: readonly Located[], run: Run): Promise<void> {
  const { list, targets } = buildRepresentations(run.schema, node, waiting);
  if (list.length === 0) return;
  const failAll = (code: ErrorCode) => {
    for (const { path } of targets.flat()) run.faults.push({ code, path });
  };
  const answer = await send(node, { ...pickVariables(node, run), representations: list }, run);
  if (answer.failure !== undefined) return failAll(answer.failure);
  const entities = isFetchedObject(answer.data) ? answer.data._entities : undefined;
  if (Array.isArray(entities) && entities.length === list.length) {
    for (const [index, entity] of entities.entries()) {
      if (!isFetchedObject(entity)) continue;
      applyRewrites(run.schema, node.outputRewrites, entity);
      for (const { object } of targets[index] ?? []) mergeFetched(object, entity);
    }
  } else if (answer.errors.length === 0 || Array.isArray(entities)) {
    // A list of another length cannot be matched: any guess could give one parent another's entity.
    failAll('SUBGRAPH_ERROR');
  }
  for (const { code, path } of answer.errors) {
    const [, index, ...rest] = path;
    const hit = typeof index === 'number' ? (targets[index] ?? []) : targets.flat();
    for (const target of hit) run.faults.push({ code, path: [...target.path, ...rest] });
  }
}

function pickVariables(node: FetchNode, run: Run): Record<string, unknown> {
  return Object.fromEntries(
    (node.variableUsages ?? [])
      .filter((name) => Object.hasOwn(run.variables, clientVariable(name)))
      .map((name) => [name, run.variables[clientVariable(name)]]),
  );
}

type ParsedAnswer =
  | { readonly failure: ErrorCode }
  | {
      readonly failure?: undefined;
      readonly data: unknown;
      readonly errors: readonly { code: ErrorCode; path: ResponsePath }[];
    };

async function send(node: FetchNode, variables: Record<string, unknown>, run: Run): Promise<ParsedAnswer> {
  const source = run.sources.get(node.serviceName);
  if (source === undefined) throw new TypeError(`No data source for subgraph ${node.serviceName}.`);
  const timeout = AbortSignal.timeout(run.fetchTimeoutMs);
  // A mutation that was sent goes on when its client leaves: nobody could say what it has done.
  const signal = node.operationKind === 'mutation' ? timeout : AbortSignal.any([run.call.signal, timeout]);
  try {
    return parseAnswer(node, await fetchBefore(signal, source, node, variables, run), run);
  } catch (cause) {
    const code = signal.aborted ? 'SUBGRAPH_TIMEOUT' : 'SUBGRAPH_UNAVAILABLE';
    // A client that left is no fault of the subgraph's.
    if (!signal.aborted || isTimeout(signal.reason)) run.onFetchFailed(node.serviceName, code, cause);
    return { failure: code };
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

/** Stops waiting when the signal aborts, whether or not the source heeds it. */
function fetchBefore(
  signal: AbortSignal,
  source: DataSource,
  node: FetchNode,
  variables: Record<string, unknown>,
  run: Run,
): Promise<SubgraphAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<SubgraphAnswer>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) {
    abort();
    return promise;
  }
  signal.addEventListener('abort', abort, { once: true });
  const kind = node.operationKind === 'mutation' ? 'mutation' : 'query';
  // In a function of its own, because a source that throws at once must not leave the abort to nobody.
  const fetched = async () =>
    source.fetch({ document: node.operation, kind, variables }, { ...run.call, signal });
  fetched()
    .then(resolve, reject)
    .finally(() => signal.removeEventListener('abort', abort));
  return promise;
}

function parseAnswer(node: FetchNode, answer: SubgraphAnswer, run: Run): ParsedAnswer {
  const errors = Array.isArray(answer.errors) ? (answer.errors as unknown[]) : [];
  const parsed = errors.map((error) => {
    const code = maskSubgraphCode(readCode(error));
    run.onFetchFailed(node.serviceName, code, error);
    return { code, path: readPath(error) };
  });
  return { data: answer.data, errors: parsed };
}

function readCode(error: unknown): unknown {
  if (!isFetchedObject(error) || !isFetchedObject(error.extensions)) return undefined;
  return error.extensions.code;
}

function readPath(error: unknown): ResponsePath {
  const path = isFetchedObject(error) ? error.path : undefined;
  return Array.isArray(path)
    ? path.filter((part) => typeof part === 'string' || typeof part === 'number')
    : [];
}
