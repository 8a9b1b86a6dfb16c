import type { CallerRules } from '../../gateway/authentication/caller.ts';
import { NOBODY } from '../../gateway/authentication/parseCallerRules.ts';
import type { PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import {
  type OperationFile,
  OperationFileError,
  type RegisteredOperation,
  registerOperations,
} from '../../gateway/planning/registerOperations.ts';
import type { SubgraphSource } from '../../gateway/supergraph/composeSupergraph.ts';
import { findLookAlikes, findLost } from '../../gateway/supergraph/lostDirectives.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.ts';
import type { MatrixParts } from './permissionMatrix/matrix.ts';
import { checkPolicies } from './policyFaults.ts';
import { findInvalidTools } from './toolFaults.ts';
import { findUnheld, findUnreachable } from './unreachableFields.ts';

/** What a graph is checked by. */
export interface CheckedParts {
  readonly supergraphSdl: string;
  /** What it was composed of, as far as that is known. */
  readonly subgraphs: readonly SubgraphSource[];
  readonly operations: readonly OperationFile[];
  readonly clientDirectives: string | undefined;
  /** Whether each operation is a tool, or for clients of the graph alone. */
  readonly areTools: boolean;
  /** Undefined where nobody can sign in. */
  readonly callerRules: CallerRules | undefined;
  /** Undefined where they are not known. */
  readonly policies: PolicyFiles | undefined;
}

export interface CheckOutcome {
  /** What must be put right, a line each, beginning with a coordinate or a file. */
  readonly faults: readonly string[];
  /** What is worth a look, in the same form. */
  readonly warnings: readonly string[];
  /** What was compiled on the way; undefined where the supergraph does not load. */
  readonly compiled: MatrixParts | undefined;
}

/** Finds what makes a graph less safe than whoever wrote it believes. */
export function checkGraph(parts: CheckedParts): CheckOutcome {
  const lost = [
    ...parts.subgraphs.flatMap(findLookAlikes),
    ...findLost(parts.subgraphs, parts.supergraphSdl),
  ];
  const supergraph = loadOrExplain(parts.supergraphSdl);
  if (typeof supergraph === 'string') {
    return { faults: [...lost, supergraph], warnings: [], compiled: undefined };
  }
  const { callerRules } = parts;
  const policies = checkPolicies(supergraph, parts.policies);
  const registered = register(supergraph, parts);
  return {
    faults: [
      ...lost,
      ...describeUnclassified(supergraph),
      ...policies.faults,
      ...registered.faults,
      ...(parts.areTools ? findInvalidTools(supergraph.apiSchema, registered.operations) : []),
    ],
    warnings: [
      ...(callerRules === undefined
        ? []
        : [...findUnreachable(supergraph, callerRules), ...findUnheld(supergraph, callerRules)]),
      ...policies.warnings,
    ],
    compiled: {
      supergraph,
      callerRules: callerRules ?? NOBODY,
      operations: registered.operations,
      policies: policies.engine,
    },
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

interface Registered {
  /** Those that are not at fault. */
  readonly operations: readonly RegisteredOperation[];
  readonly faults: readonly string[];
}

/** Together; and where that fails one by one, so that each tells what is wrong with it. */
function register(
  supergraph: Supergraph,
  { operations, clientDirectives }: Pick<CheckedParts, 'operations' | 'clientDirectives'>,
): Registered {
  const attempt = (files: readonly OperationFile[]): Registered => {
    try {
      return { operations: registerOperations(supergraph, files, clientDirectives), faults: [] };
    } catch (error) {
      if (error instanceof OperationFileError) return { operations: [], faults: [error.message] };
      throw error;
    }
  };
  const together = attempt(operations);
  if (together.faults.length === 0) return together;
  const alone = operations.map((file) => attempt([file]));
  const faults = alone.flatMap((one) => one.faults);
  return {
    operations: alone.flatMap((one) => one.operations),
    faults: faults.length > 0 ? faults : together.faults,
  };
}
