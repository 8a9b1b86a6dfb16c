import { describe, expect, it } from 'vitest';
import { loadCallerRules, loadPolicyFiles } from '../../cli/program/operationFiles.ts';
import { readSupergraph } from '../../cli/program/supergraphFile.ts';
import { ANONYMOUS, type Caller } from '../../gateway/authentication/caller.ts';
import { mapClaims } from '../../gateway/authentication/mapClaims.ts';
import { createCedarEngine } from '../../gateway/authorization/policies/cedarEngine.ts';
import { PolicyFileError, type PolicyFiles } from '../../gateway/authorization/policies/policyFiles.ts';
import type { PolicyOperation, PolicyRequest } from '../../gateway/authorization/policyEngine.ts';
import { loadSupergraph } from '../../gateway/supergraph/supergraph.ts';
import { describeClaims, PERSONAS } from '../../subgraphs/personas.ts';
import { mutatePolicies } from './mutatePolicies.ts';

const files = await loadPolicyFiles();
const rules = loadCallerRules();

/** A persona as its token makes it, with only these scopes where given. */
function signIn(id: string, scopes?: readonly string[]): Caller {
  const persona = PERSONAS.find((candidate) => candidate.id === id);
  const caller =
    persona && mapClaims(rules, describeClaims({ ...persona, scopes: scopes ?? persona.scopes }));
  if (caller === undefined) throw new TypeError(`There is no persona ${id}.`);
  return caller;
}

const tool = (name: string): PolicyOperation => ({ id: `id of ${name}`, name, source: 'tool' });
const safelisted = (name: string): PolicyOperation => ({ ...tool(name), source: 'safelisted' });

type Row = readonly [what: string, policy: string, request: Partial<PolicyRequest>, allowed: boolean];

/** What the policies are to say; whoever changes a policy changes this table. */
const TABLE: readonly Row[] = [
  ...['OrderStatus', 'DeliveryIssue'].map(
    (name): Row => [`the tool ${name}`, 'reveals_tracking', { operation: tool(name) }, true],
  ),
  ['another tool', 'reveals_tracking', { operation: tool('RecentOrders') }, false],
  [
    'a customer in another tool',
    'reveals_tracking',
    { caller: signIn('customer-us'), operation: tool('RecentOrders') },
    false,
  ],
  ['a front end that took its name', 'reveals_tracking', { operation: safelisted('OrderStatus') }, false],
  ['an ad-hoc query', 'reveals_tracking', { operation: undefined }, false],
  [
    'an ad-hoc query of support with a reason',
    'reveals_tracking',
    { caller: signIn('support-us-lead'), operation: undefined, stated: { reason: 'lost parcel' } },
    false,
  ],
  ['a customer', 'full_address', { caller: signIn('customer-us') }, true],
  ['a customer without any scope', 'full_address', { caller: signIn('customer-us', []) }, true],
  ...['support-us-lead', 'admin-us'].flatMap((id): Row[] => {
    const caller = signIn(id);
    const reason = { reason: 'address check' };
    return [
      [`${id} with a reason`, 'full_address', { caller, stated: reason }, true],
      [`${id} without one`, 'full_address', { caller }, false],
      [`${id} with an empty one`, 'full_address', { caller, stated: { reason: '' } }, false],
      [`${id} in the tool of tracking`, 'full_address', { caller, operation: tool('OrderStatus') }, false],
      [
        `${id} without the scope`,
        'full_address',
        { caller: signIn(id, ['customers:read']), stated: reason },
        false,
      ],
    ];
  }),
  [
    'support with a reason',
    'full_address',
    { caller: signIn('support-us'), stated: { reason: 'address check' } },
    false,
  ],
  [
    'a service with the scope and a reason',
    'full_address',
    {
      caller: { ...signIn('service-sync'), scopes: new Set(['customers:contact']) } as Caller,
      stated: { reason: 'address check' },
    },
    false,
  ],
  ['a stranger', 'full_address', { stated: { reason: 'address check' } }, false],
];

type Outcome = 'allowed' | 'denied' | 'failed';

function decideTable(policies: PolicyFiles): readonly Outcome[] {
  let faults = 0;
  const engine = createCedarEngine(policies, () => {
    faults++;
  });
  return TABLE.map(([, policy, request]) => {
    faults = 0;
    const allowed = engine.decide(policy, {
      caller: ANONYMOUS,
      operation: undefined,
      stated: {},
      ...request,
    });
    return faults > 0 ? 'failed' : allowed ? 'allowed' : 'denied';
  });
}

const EXPECTED = TABLE.map(([, , , allowed]): Outcome => (allowed ? 'allowed' : 'denied'));

describe('the policies of the shop', () => {
  const outcomes = decideTable(files);
  it.each(TABLE.map(([what, policy], index) => [policy, what, index] as const))(
    '%s: %s',
    (_policy, _what, index) => {
      expect(outcomes[index]).toBe(EXPECTED[index]);
    },
  );

  it('are those that the supergraph asks for, and no other', async () => {
    const { accessRules } = loadSupergraph(await readSupergraph());
    const { names } = createCedarEngine(files, () => {});
    expect([...accessRules.policies.keys()].sort()).toEqual([...names].sort());
  });

  it('with any one mistake in them do not start, or say something else to this table', () => {
    const mutants = mutatePolicies(files.policies.map(({ text }) => text).join('\n'));
    const survivors = mutants.filter(({ text }) => !isNoticed(text)).map(({ mistake }) => mistake);
    expect(survivors).toEqual([]);
    expect(mutants.length).toBeGreaterThan(60);
  });
});

function isNoticed(text: string): boolean {
  try {
    const outcomes = decideTable({ schema: files.schema, policies: [{ path: 'mutant.cedar', text }] });
    return outcomes.some((outcome, index) => outcome !== EXPECTED[index]);
  } catch (error) {
    if (error instanceof PolicyFileError) return true;
    throw error;
  }
}
