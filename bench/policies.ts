import { loadPolicyFiles } from '../cli/program/operationFiles.ts';
import type { AuthenticatedCaller } from '../gateway/authentication/caller.ts';
import { loadCedar } from '../gateway/authorization/policies/cedar.ts';
import { createCedarEngine } from '../gateway/authorization/policies/cedarEngine.ts';
import { describePolicyCall } from '../gateway/authorization/policies/policyCall.ts';
import type { PolicyFiles } from '../gateway/authorization/policies/policyFiles.ts';
import { needEverything } from '../gateway/authorization/policies/policyNeeds.ts';
import { readPolicySchema } from '../gateway/authorization/policies/policySchema.ts';
import type { PolicyRequest } from '../gateway/authorization/policyEngine.ts';
import type { Row } from './table.ts';

const ROUNDS = 15;
const DECISIONS_PER_ROUND = 400;
/** Until WebAssembly is compiled as well as it will be, which threads of this process do beside it. */
const WARM_UP_DECISIONS = 4_000;
const MAX_MICROSECONDS = 100;

const CALLER: AuthenticatedCaller = {
  kind: 'authenticated',
  subject: 'support-us-lead',
  context: 'support',
  scopes: new Set(['customers:read', 'customers:contact', 'orders:read', 'returns:read', 'tickets:read']),
  claims: { marketplaces: ['US', 'CA'], regions: ['NA'] },
};
const REQUEST: PolicyRequest = {
  caller: CALLER,
  operation: { id: 'a'.repeat(64), name: 'SupportCustomer360', source: 'tool' },
  stated: { reason: 'the parcel went to an old address' },
};

interface Case {
  readonly name: string;
  readonly files: PolicyFiles;
  readonly policy: string;
}

/**
 * What a decision costs, in CPU time of the process: one that is asked of Cedar, the same told everything and all
 * policies at once, and one that is remembered. The rounds alternate, and the best of each counts.
 */
export async function measurePolicies(): Promise<Row[]> {
  const shop = await loadPolicyFiles();
  const cases: Case[] = [
    { name: 'one', ...writePolicies(1, 1) },
    { name: "the shop's", files: shop, policy: 'reveals_tracking' },
    { name: "the shop's", files: shop, policy: 'full_address' },
    { name: '100, each its own action', ...writePolicies(100, 100) },
    { name: '100, ten an action', ...writePolicies(100, 10) },
    { name: '100 of one action', ...writePolicies(100, 1) },
  ];
  return cases.map(measureCase);
}

function measureCase({ name, files, policy }: Case): Row {
  const began = process.cpuUsage();
  const engine = createCedarEngine(files, refuseFault);
  const startMs = readMicroseconds(began) / 1_000;
  const askEverything = createWholeQuestion(files, policy);
  // Another caller each time: nothing is remembered of it.
  const ask = () => engine.decide(policy, { ...REQUEST, caller: { ...CALLER } });
  const { stated: _, ...unstated } = REQUEST;
  const repeat = () => engine.decide(policy, { ...unstated, stated: {} });
  if (ask() !== askEverything()) throw new Error(`${policy} is decided differently by what it goes by.`);
  const [asked, whole, remembered] = measureBest([ask, askEverything, repeat]);
  return {
    policies: name,
    action: policy,
    'decision, µs': asked ?? Number.NaN,
    'at most': MAX_MICROSECONDS,
    'told everything, µs': whole ?? Number.NaN,
    'of that': (asked ?? Number.NaN) / (whole ?? Number.NaN),
    'again, nothing stated, µs': remembered ?? Number.NaN,
    'start, ms': startMs,
  };
}

function createWholeQuestion(files: PolicyFiles, policy: string): () => boolean {
  const cedar = loadCedar();
  const schema = readPolicySchema(cedar, files.schema);
  cedar.preparsePolicySet('all', { staticPolicies: files.policies.map(({ text }) => text).join('\n') });
  return () => {
    const call = describePolicyCall(schema, needEverything(schema), policy, REQUEST);
    if (typeof call === 'string') throw new Error('The request does not fit the schema.');
    const answer = cedar.statefulIsAuthorized({ ...call, preparsedPolicySetId: 'all' });
    return answer.type === 'success' && answer.response.decision === 'allow';
  };
}

function measureBest(runs: readonly (() => unknown)[]): readonly number[] {
  for (const run of runs) for (let decision = 0; decision < WARM_UP_DECISIONS; decision++) run();
  const best = runs.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, run] of runs.entries()) {
      const began = process.cpuUsage();
      for (let decision = 0; decision < DECISIONS_PER_ROUND; decision++) run();
      const microseconds = readMicroseconds(began) / DECISIONS_PER_ROUND;
      best[index] = Math.min(best[index] ?? microseconds, microseconds);
    }
  }
  return best;
}

function readMicroseconds(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return user + system;
}

/** Policies as the shop's are, spread over some actions; the request is allowed by the last one of the first action. */
function writePolicies(count: number, actions: number): Omit<Case, 'name'> {
  const action = (index: number) => `action-${index % actions}`;
  const policies = Array.from({ length: count }, (_, index) => {
    const scope = index + actions >= count ? 'customers:contact' : `other:${index}`;
    return `permit (principal, action == Action::"${action(index)}", resource) when {
      ["support", "admin"].contains(principal.context) && principal.scopes.contains("${scope}") &&
      context.stated has reason && context.stated.reason != ""
    };`;
  });
  const names = Array.from({ length: actions }, (_, index) => `"${action(index)}"`);
  const schema = `
    entity Caller = { context: String, scopes: Set<String>, claims: { marketplaces?: Set<String>, regions?: Set<String> } };
    entity Graph;
    type Call = { operation?: { id: String, name: String, source: String }, stated: { reason?: String } };
    action ${names.join(', ')} appliesTo { principal: Caller, resource: Graph, context: Call };
  `;
  return {
    files: {
      schema: { path: 'bench.cedarschema', text: schema },
      policies: [{ path: 'bench.cedar', text: policies.join('\n') }],
    },
    policy: action(0),
  };
}

function refuseFault(policy: string): never {
  throw new Error(`${policy} could not be evaluated.`);
}
