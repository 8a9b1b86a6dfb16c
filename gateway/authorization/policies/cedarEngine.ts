import type { AuthorizationAnswer } from '@cedar-policy/cedar-wasm/nodejs';
import type { Caller } from '../../authentication/caller.ts';
import type { PolicyEngine, PolicyRequest } from '../policyEngine.ts';
import { type Cedar, loadCedar } from './cedar.ts';
import { checkExamples } from './checkExamples.ts';
import { explainOverflow, type ParsedPolicy, parsePolicies } from './parsePolicies.ts';
import { describePolicyCall } from './policyCall.ts';
import type { PolicyFiles } from './policyFiles.ts';
import { findNeeds, type PolicyNeeds } from './policyNeeds.ts';
import { readPolicySchema } from './policySchema.ts';

/** Told of a policy that could not be evaluated; the call that asked for it goes on without its permission. */
export type PolicyFaultListener = (policy: string) => void;

/**
 * Decides by Cedar: denied unless a policy permits and none forbids. The principal is the caller, the action the name
 * that `@policy` gives, the resource the graph; what the call is and states is the context. See readPolicySchema.
 * @throws PolicyFileError where the files do not parse, do not fit the schema, or could never apply.
 */
export function createCedarEngine(files: PolicyFiles, onFault: PolicyFaultListener): PolicyEngine {
  const cedar = loadCedar();
  const schema = explainOverflow(files.schema, () => readPolicySchema(cedar, files.schema));
  const policies = parsePolicies(cedar, files);
  const needs = new Map<string, PolicyNeeds>();
  for (const action of schema.actions) {
    const asked = policies.filter(({ actions }) => actions?.has(action) ?? true);
    keepPolicies(cedar, action, asked);
    needs.set(
      action,
      findNeeds(
        schema,
        asked.map(({ paths }) => paths),
      ),
    );
  }
  explainOverflow(files.schema, () => checkExamples(cedar, schema, files));
  const ask = rememberAnswers((policy, needed, request) => {
    const call = describePolicyCall(schema, needed, policy, request);
    if (call === 'unfit caller') return 'failed';
    // Whoever calls can state anything: that is no fault that operators would have to see.
    if (call === 'unfit statement') return 'denied';
    return readAnswer(cedar.statefulIsAuthorized({ ...call, preparsedPolicySetId: policy }));
  });
  return {
    names: schema.actions,
    decide(policy, request) {
      const needed = needs.get(policy);
      if (needed === undefined) return false;
      const answer = ask(policy, needed, request);
      if (answer === 'failed') onFault(policy);
      return answer === 'allowed';
    },
  };
}

/** Those of one action are kept by its name: Cedar would look at each of the others, too, to pass over it. */
function keepPolicies(cedar: Cedar, action: string, policies: readonly ParsedPolicy[]): void {
  const staticPolicies = Object.fromEntries(policies.map(({ id, text }) => [id, text]));
  if (Object.keys(staticPolicies).length !== policies.length) throw new TypeError('Two files have one path.');
  const kept = cedar.preparsePolicySet(action, { staticPolicies });
  if (kept.type === 'failure') throw new TypeError('Policies that were parsed do not parse together.');
}

type Answer = 'allowed' | 'denied' | 'failed';
type Ask = (policy: string, needs: PolicyNeeds, request: PolicyRequest) => Answer;

/** Cedar passes over a policy that fails, be it one that forbids: here nothing is allowed then. */
function readAnswer(answer: AuthorizationAnswer): Answer {
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) return 'failed';
  return answer.response.decision === 'allow' ? 'allowed' : 'denied';
}

/**
 * Remembers answers for as long as there is the caller: as many as there are operations and policies. What a call
 * states is seldom the same twice, so where policies go by it they are asked anew.
 */
function rememberAnswers(ask: Ask): Ask {
  const known = new WeakMap<Caller, Map<string, Answer>>();
  return (policy, needs, request) => {
    const isStated = needs.stated?.some((name) => Object.hasOwn(request.stated, name)) ?? false;
    if (isStated) return ask(policy, needs, request);
    const answers = known.get(request.caller) ?? new Map<string, Answer>();
    known.set(request.caller, answers);
    const { operation } = request;
    const key =
      needs.operation === undefined ? `/${policy}` : `${operation?.source}/${operation?.id}/${policy}`;
    const answer = answers.get(key) ?? ask(policy, needs, request);
    answers.set(key, answer);
    return answer;
  };
}
