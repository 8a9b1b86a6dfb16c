import { loadCedar } from '../../gateway/authorization/policies/cedar.ts';
import { createCedarEngine } from '../../gateway/authorization/policies/cedarEngine.ts';
import { PolicyFileError, type PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import type { PolicyEngine } from '../../gateway/authorization/policyEngine.ts';
import type { Supergraph } from '../../gateway/supergraph/supergraph.ts';

export interface CheckedPolicies {
  /** A line each. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  /** Undefined where there are none, or none that can be relied on. */
  readonly engine: PolicyEngine | undefined;
}

/** Checks that policies are valid, and that a graph asks for just those that there are. */
export function checkPolicies(
  { accessRules: { policies: used } }: Supergraph,
  files: PolicyFiles | undefined,
): CheckedPolicies {
  if (files === undefined) {
    const warnings = used.size === 0 ? [] : ['The graph asks for policies: see --policies.'];
    return { faults: [], warnings, engine: undefined };
  }
  const engine = openOrExplain(files);
  if (typeof engine === 'string') return { faults: [engine], warnings: [], engine: undefined };
  const permitted = listPermitted(files);
  const { path } = files.schema;
  return {
    faults: [...used].flatMap(([policy, coordinate]) => {
      if (!engine.names.has(policy)) {
        return [`${coordinate}: it asks for the policy "${policy}", which ${path} does not declare.`];
      }
      return permitted.has(`Action::${JSON.stringify(policy)}`)
        ? []
        : [`${coordinate}: it asks for the policy "${policy}", which nothing permits.`];
    }),
    warnings: [...engine.names]
      .filter((policy) => !used.has(policy))
      .sort()
      .map((policy) => `${path}: nothing in the graph asks for the policy "${policy}".`),
    engine,
  };
}

function openOrExplain(files: PolicyFiles): PolicyEngine | string {
  try {
    // Whatever cannot be evaluated counts as denied here.
    return createCedarEngine(files, () => {});
  } catch (error) {
    if (error instanceof PolicyFileError) return error.message;
    throw error;
  }
}

/** The actions that a policy could permit, as Cedar writes them. */
function listPermitted({ schema, policies }: PolicyFiles): ReadonlySet<string> {
  const cedar = loadCedar();
  const permitted = policies
    .flatMap(({ text }) => {
      const parts = cedar.policySetTextToParts(text);
      return parts.type === 'success' ? parts.policies : [];
    })
    .filter((policy) => {
      const parsed = cedar.policyToJson(policy);
      return parsed.type === 'success' && parsed.json.effect === 'permit';
    })
    .flatMap((policy) => {
      const applies = cedar.getValidRequestEnvsPolicy(policy, schema.text);
      return applies.type === 'success' ? applies.actions : [];
    });
  return new Set(permitted);
}
