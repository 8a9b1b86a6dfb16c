import type { FieldNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../authentication/caller.ts';
import { GatewayError } from '../errors.ts';
import type { CompiledOperation } from '../planning/compileOperation.ts';
import { validateDocument } from '../planning/parseOperation.ts';
import { compileConditions } from '../response/conditions.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { type AskedSelection, listAskedSelections } from './askedSelections.ts';
import { type Decision, decide } from './decide.ts';
import { computeOutcome, type Outcome } from './outcome.ts';
import {
  ALLOW_ALL,
  askForCall,
  checkPolicies,
  type PolicyEngine,
  type PolicyOperation,
} from './policyEngine.ts';
import { computeRequirements, type Requirements } from './requirements.ts';
import { compileStatements, type Statements } from './statements.ts';

/** Rules that are evaluated beside the enforced ones; whatever they say, nothing else is served. */
export interface Candidate {
  /** Decides for one call what the candidate would, and tells of what differs. */
  compare(operation: CompiledOperation, enforced: Decision, call: ComparedCall): void;
}

export interface ComparedCall {
  readonly caller: Caller;
  /** Coerced; undefined where the call was refused before they were looked at. */
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** How a call would go under the candidate. Holds coordinates, never a value, nor a name that a client chose. */
export interface CandidateDifference {
  /** Undefined for an ad-hoc query. */
  readonly operation: PolicyOperation | undefined;
  /** True where the operation does not fit the candidate's schema: the rest is not known then. */
  readonly isUnfit: boolean;
  readonly newlyDenied: readonly string[];
  readonly newlyAllowed: readonly string[];
}

export interface CandidateOptions {
  /** Its rules are the candidate's. */
  readonly supergraph: Supergraph;
  readonly policies: PolicyEngine | undefined;
  readonly onDifference: (difference: CandidateDifference) => void;
}

/** @throws TypeError where the candidate's rules name a policy that nobody decides. */
export function createCandidate({ supergraph, policies, onDifference }: CandidateOptions): Candidate {
  checkPolicies(supergraph.accessRules.policies, policies);
  // An operation that is forgotten takes what is known of it along.
  const known = new WeakMap<CompiledOperation, CandidateOperation | 'unfit'>();
  return {
    compare(operation, enforced, { caller, variables }) {
      let candidate = known.get(operation);
      if (candidate === undefined) {
        candidate = compileCandidate(operation, supergraph);
        known.set(operation, candidate);
      }
      const { registered } = operation;
      if (candidate === 'unfit') {
        onDifference({ operation: registered, isUnfit: true, newlyDenied: [], newlyAllowed: [] });
        return;
      }
      const { requirements, statements } = candidate;
      // The enforced policies were not asked either where nothing was known of what the call states.
      const allows =
        variables === undefined
          ? ALLOW_ALL
          : askForCall(policies, { caller, operation: registered }, statements.read(variables));
      const decision = decide(requirements, caller, allows, variables ?? {});
      const isAsked = ({ conditions }: Difference) => conditions(variables ?? {});
      const { denied, allowed } = candidate.findDifferences(enforced, decision);
      const newlyDenied = denied.filter(isAsked).map(({ coordinate }) => coordinate);
      const newlyAllowed = allowed.filter(isAsked).map(({ coordinate }) => coordinate);
      if (newlyDenied.length === 0 && newlyAllowed.length === 0) return;
      onDifference({ operation: registered, isUnfit: false, newlyDenied, newlyAllowed });
    },
  };
}

interface CandidateOperation {
  readonly requirements: Requirements;
  readonly statements: Statements;
  findDifferences(enforced: Decision, candidate: Decision): Differences;
}

interface Differences {
  readonly denied: readonly Difference[];
  readonly allowed: readonly Difference[];
}

interface Difference {
  readonly coordinate: string;
  /** Whether a call with these variables asks for it. */
  readonly conditions: (variables: Readonly<Record<string, unknown>>) => boolean;
}

/** Pairs of decisions; more than personas have. */
const MAX_DIFFERENCES = 64;

function compileCandidate(
  operation: CompiledOperation,
  { apiSchema, accessRules }: Supergraph,
): CandidateOperation | 'unfit' {
  const { document, definition, shape } = operation;
  if (!fits(operation, apiSchema)) return 'unfit';
  const asked = [...listAskedSelections(apiSchema, document, definition)];
  const requirements = computeRequirements(asked, apiSchema, accessRules);
  const differences = new LRUCache<string, Differences>({ max: MAX_DIFFERENCES });
  return {
    requirements,
    statements: compileStatements(asked),
    findDifferences(enforced, candidate) {
      const key = `${enforced.key} ${candidate.key}`;
      let found = differences.get(key);
      if (found === undefined) {
        const left = operation.findOutcome(enforced);
        const right = computeOutcome(requirements, shape, candidate);
        found = { denied: listLacking(asked, right, left), allowed: listLacking(asked, left, right) };
        differences.set(key, found);
      }
      return found;
    },
  };
}

function fits({ document }: CompiledOperation, schema: Supergraph['apiSchema']): boolean {
  try {
    validateDocument(schema, document);
    return true;
  } catch (error) {
    if (error instanceof GatewayError) return false;
    throw error;
  }
}

/** What one outcome withholds and the other does not. */
function listLacking(
  asked: readonly AskedSelection[],
  withholding: Outcome,
  other: Outcome,
): readonly Difference[] {
  const differs = (node: FieldNode) => withholding.denied.has(node) && !other.denied.has(node);
  const byCoordinate = Map.groupBy(
    asked.filter(({ node }) => differs(node)),
    ({ parentName, node }) => `${parentName}.${node.name.value}`,
  );
  const types = [...withholding.sealed].filter((name) => !other.sealed.has(name));
  return [
    ...[...byCoordinate].map(([coordinate, selections]) => ({
      coordinate,
      conditions: compileConditions(selections.map(({ conditions }) => conditions)),
    })),
    ...types.map((coordinate) => ({ coordinate, conditions: () => true })),
  ];
}
