import type { SubjectTally } from '../audit/subjectTally.ts';
import type { ErrorCode, Fault, ResponsePath } from '../errors.ts';
import { responseKeyOf } from '../planning/fetchedNames.ts';
import type { FetchedSelection, FetchPlan } from '../planning/fetches/fetchPlan.ts';
import type { Call, DataSources } from './dataSource.ts';
import type { FetchedObject } from './fetchedData.ts';
import { EVERY_ENTRY } from './locate.ts';

/** What one execution of a plan is given. */
export interface Execution {
  readonly sources: DataSources;
  /** Coerced, by the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly call: Call;
  /** How long one fetch may take. */
  readonly fetchTimeoutMs: number;
  readonly onFetchFailed: FetchFailureListener;
}

/** Told what a fetch failed with; clients only ever learn the code. */
export type FetchFailureListener = (subgraph: string, code: ErrorCode, cause: unknown, call: Call) => void;

/** One execution under way. */
export interface Run extends Execution {
  /** Everything that subgraphs brought, under the keys of fetches; more than was asked for, and unchecked. */
  readonly data: FetchedObject;
  /** What subgraphs said of single places, with paths of response keys. */
  readonly faults: Fault[];
  readonly failures: Failure[];
  readonly subjects: SubjectTally;
  /** No two places may share an object then. */
  readonly hasContexts: boolean;
  readonly interfaceObjects: FetchPlan['interfaceObjects'];
}

/** A part that was to be fetched at every object of a path, and has not come. */
export interface Failure {
  readonly code: ErrorCode;
  /** Response keys from the root, without indices. */
  readonly path: readonly string[];
  /** The response keys that are missing there. */
  readonly keys: ReadonlySet<string>;
}

export function addFailure(
  run: Run,
  code: ErrorCode,
  path: readonly string[],
  selections: readonly FetchedSelection[],
): void {
  run.failures.push({
    code,
    path: staticPath(path),
    keys: new Set(selections.map(({ key }) => responseKeyOf(key))),
  });
}

/** Why a field is missing that some fetch was to bring to every object of a path. */
export function findFailure(
  failures: readonly Failure[],
  path: readonly string[],
  key: string,
): Failure | undefined {
  return failures.find(
    (failure) =>
      failure.keys.has(key) &&
      failure.path.length === path.length &&
      failure.path.every((step, index) => step === path[index]),
  );
}

/** Of one answer: a list of a million wrong values is no use to anybody as a million errors. */
export const MAX_FAULTS = 1_000;

/** @returns false where there are as many as may be. */
export function addFault(run: Run, code: ErrorCode, path: ResponsePath): boolean {
  if (run.faults.length >= MAX_FAULTS) return false;
  run.faults.push({
    code,
    path: path.map((step) => (typeof step === 'string' ? responseKeyOf(step) : step)),
  });
  return true;
}

export function staticPath(path: readonly string[]): readonly string[] {
  return path.filter((step) => step !== EVERY_ENTRY).map(responseKeyOf);
}
