import type { CallerRules } from '../../gateway/authentication/caller.ts';
import {
  type OperationFile,
  OperationFileError,
  registerOperations,
} from '../../gateway/planning/registerOperations.ts';
import type { SubgraphSource } from '../../gateway/supergraph/composeSupergraph.ts';
import { findLookAlikes, findLost } from '../../gateway/supergraph/lostDirectives.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';
import { findUnreachable } from './unreachableFields.ts';

/** What a graph is checked by. */
export interface CheckedParts {
  readonly supergraphSdl: string;
  /** What it was composed of, as far as that is known. */
  readonly subgraphs: readonly SubgraphSource[];
  readonly operations: readonly OperationFile[];
  readonly clientDirectives: string | undefined;
  /** Undefined where nobody can sign in. */
  readonly callerRules: CallerRules | undefined;
}

export interface CheckOutcome {
  /** What must be put right, a line each, beginning with a coordinate or a file. */
  readonly faults: readonly string[];
  /** What is worth a look, in the same form. */
  readonly warnings: readonly string[];
}

/** Finds what makes a graph less safe than whoever wrote it believes. */
export function checkGraph(parts: CheckedParts): CheckOutcome {
  const lost = [
    ...parts.subgraphs.flatMap(findLookAlikes),
    ...findLost(parts.subgraphs, parts.supergraphSdl),
  ];
  const supergraph = loadOrExplain(parts.supergraphSdl);
  if (typeof supergraph === 'string') {
    return { faults: [...lost, supergraph], warnings: [] };
  }
  const { callerRules } = parts;
  return {
    faults: [...lost, ...describeUnclassified(supergraph), ...findInvalidOperations(supergraph, parts)],
    warnings: callerRules === undefined ? [] : findUnreachable(supergraph, callerRules),
  };
}

function loadOrExplain(sdl: string): Supergraph | string {
  try {
    return loadSupergraph(sdl);
  } catch (error) {
    // Whatever it fails with, the text is at fault.
    return error instanceof Error ? error.message : String(error);
  }
}

function describeUnclassified({ classification }: Supergraph): readonly string[] {
  if (!classification.isUsed)
    return ['The graph classifies none of its fields: see @classified and @public.'];
  return classification
    .findUnclassified()
    .map((coordinate) => `${coordinate}: it is neither classified nor public.`);
}

/** One by one, so that each tells what is wrong with it; then together, for what is wrong between them. */
function findInvalidOperations(
  supergraph: Supergraph,
  { operations, clientDirectives }: CheckedParts,
): readonly string[] {
  const register = (files: readonly OperationFile[]): readonly string[] => {
    try {
      registerOperations(supergraph, files, clientDirectives);
      return [];
    } catch (error) {
      if (error instanceof OperationFileError) return [error.message];
      throw error;
    }
  };
  const faults = operations.flatMap((file) => register([file]));
  return faults.length > 0 ? faults : register(operations);
}
