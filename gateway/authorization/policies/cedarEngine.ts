import { createHash } from 'node:crypto';
import type { AuthorizationAnswer } from '@cedar-policy/cedar-wasm/nodejs';
import type { Caller } from '../../authentication/caller.ts';
import type { PolicyEngine, PolicyRequest } from '../policyEngine.ts';
import { loadCedar } from './cedar.ts';
import { checkPolicyFiles } from './checkPolicyFiles.ts';
import { describePolicyCall } from './policyCall.ts';
import type { PolicyFiles } from './policyFiles.ts';
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
  const schema = readPolicySchema(cedar, files.schema);
  checkPolicyFiles(cedar, schema, files);
  const text = files.policies.map((file) => file.text).join('\n');
  // Cedar keeps what it has parsed by name for as long as the program runs: the same policies are kept once.
  const id = createHash('sha256').update(text).digest('hex');
  const parsed = cedar.preparsePolicySet(id, { staticPolicies: text });
  if (parsed.type === 'failure') throw new TypeError('Policies that were parsed do not parse together.');
  const ask = rememberAnswers((policy, request) => {
    const call = describePolicyCall(schema, policy, request);
    return call === undefined
      ? 'failed'
      : readAnswer(cedar.statefulIsAuthorized({ ...call, preparsedPolicySetId: id }));
  });
  return {
    names: schema.actions,
    decide(policy, request) {
      if (!schema.actions.has(policy)) return false;
      const answer = ask(policy, request);
      if (answer === 'failed') onFault(policy);
      return answer === 'allowed';
    },
  };
}

type Answer = 'allowed' | 'denied' | 'failed';
type Ask = (policy: string, request: PolicyRequest) => Answer;

/** Cedar passes over a policy that fails, be it one that forbids: here nothing is allowed then. */
function readAnswer(answer: AuthorizationAnswer): Answer {
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0) return 'failed';
  return answer.response.decision === 'allow' ? 'allowed' : 'denied';
}

/**
 * Remembers answers for as long as there is the caller: as many as there are operations and policies. What a call
 * states is seldom the same twice, so with that each is asked anew.
 */
function rememberAnswers(ask: Ask): Ask {
  const known = new WeakMap<Caller, Map<string, Answer>>();
  return (policy, request) => {
    if (Object.keys(request.stated).length > 0) return ask(policy, request);
    const answers = known.get(request.caller) ?? new Map<string, Answer>();
    known.set(request.caller, answers);
    const key = `${request.operation?.source}/${request.operation?.id}/${policy}`;
    const answer = answers.get(key) ?? ask(policy, request);
    answers.set(key, answer);
    return answer;
  };
}
