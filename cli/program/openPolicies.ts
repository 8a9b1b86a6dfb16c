import type { Logger } from 'pino';
import { createCedarEngine } from '../../gateway/authorization/policies/cedarEngine.ts';
import type { PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import { checkPolicies, type PolicyEngine } from '../../gateway/authorization/policyEngine.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';

/**
 * What decides the policies of all these supergraphs; undefined where none asks for any, and then nothing is loaded.
 * @throws PolicyFileError for policies that are invalid, TypeError where one is asked for that there is not.
 */
export function openPolicies(
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
