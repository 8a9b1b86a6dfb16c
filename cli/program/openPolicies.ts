import type { Logger } from 'pino';
import { createCedarEngine } from '../../gateway/authorization/policies/cedarEngine.ts';
import type { PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import { checkPolicies, type PolicyEngine } from '../../gateway/authorization/policyEngine.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';
import type { GraphParts } from './joinGraph.ts';

/** The rules of a graph, and those that are evaluated beside them. */
type Rules = Pick<GraphParts, 'policies' | 'candidate'>;

/**
 * Opens what decides the policies of the enforced rules and of the candidate's, which may have a supergraph of its
 * own, policies of its own, or both; what it has not is the enforced one's.
 * @throws PolicyFileError for policies that are invalid, TypeError where one is asked for that there is not.
 */
export function openRules(
  { supergraph, candidate }: { supergraph: Supergraph; candidate: Supergraph | undefined },
  files: { policies: PolicyFiles | undefined; candidatePolicies: PolicyFiles | undefined },
  log: Logger,
): Rules {
  if (files.candidatePolicies === undefined) {
    const policies = openPolicies([supergraph, candidate], files.policies, log);
    return { policies, candidate: candidate && { supergraph: candidate, policies } };
  }
  const tried = candidate ?? supergraph;
  return {
    policies: openPolicies([supergraph], files.policies, log),
    candidate: { supergraph: tried, policies: openPolicies([tried], files.candidatePolicies, log) },
  };
}

/**
 * What decides the policies of all these supergraphs; undefined where none asks for any, and then nothing is loaded.
 */
function openPolicies(
  supergraphs: readonly (Supergraph | undefined)[],
  files: PolicyFiles | undefined,
  log: Logger,
): PolicyEngine | undefined {
  const used = new Map(supergraphs.flatMap((supergraph) => [...(supergraph?.accessRules.policies ?? [])]));
  if (used.size === 0) return undefined;
  // Without a word of what failed on what: that may hold what the call was about.
  const onFault = (policy: string) =>
    log.error({ code: 'POLICY_FAILED', policy }, 'a policy could not be evaluated: it is denied');
  const engine = files && createCedarEngine(files, onFault);
  checkPolicies(used, engine);
  return engine;
}
