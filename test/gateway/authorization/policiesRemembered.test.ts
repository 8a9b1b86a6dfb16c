import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type AuthenticatedCaller, type Caller } from '../../../gateway/authentication/caller.ts';
import { loadCedar } from '../../../gateway/authorization/policies/cedar.ts';
import { PolicyFileError } from '../../../gateway/authorization/policies/policyFiles.ts';
import type { PolicyRequest } from '../../../gateway/authorization/policyEngine.ts';
import { ADA, type Desk, openDesk, PERMIT_ALL } from '../../policies/deskPolicies.ts';
import { policiesArbitrary } from '../../policies/policyArbitrary.ts';

const RUNS = 80;

const CALLERS: readonly Caller[] = [
  ANONYMOUS,
  ADA,
  { ...ADA, context: 'boss', scopes: new Set(['desk:all', 'boss']), claims: { team: 'north' } },
  {
    ...ADA,
    subject: 'bob',
    scopes: new Set(['desk:all', 'desk:write']),
    claims: { team: 'south', grade: Number.MAX_SAFE_INTEGER },
  },
];
const OPERATIONS: readonly PolicyRequest['operation'][] = [
  undefined,
  { id: '1', name: 'Sort', source: 'tool' },
  { id: '1', name: 'Sort', source: 'safelisted' },
  { id: '2', name: 'Sort', source: 'tool' },
  { id: '3', name: 'File', source: 'tool' },
];
const STATED: readonly PolicyRequest['stated'][] = [
  {},
  { reason: 'lost' },
  { reason: 'other', place: 'hall' },
  { place: 'hall' },
  { reason: '' },
];

const REQUESTS = ['read', 'write'].flatMap((policy) =>
  CALLERS.flatMap((caller) =>
    OPERATIONS.flatMap((operation) => STATED.map((stated) => ({ policy, caller, operation, stated }))),
  ),
);
type Request = (typeof REQUESTS)[number];

const cedar = loadCedar();

/** Cedar itself, with all policies and all that there is to say, and nothing remembered. */
function createOracle(text: string) {
  cedar.preparsePolicySet('all', { staticPolicies: text });
  return ({ policy, caller, operation, stated }: Request): string => {
    const principal = { type: 'Caller', id: caller.kind === 'anonymous' ? '' : caller.subject };
    const attrs =
      caller.kind === 'anonymous'
        ? { context: 'anonymous', scopes: [], claims: {} }
        : { context: caller.context, scopes: [...caller.scopes], claims: readClaims(caller) };
    const answer = cedar.statefulIsAuthorized({
      principal,
      action: { type: 'Action', id: policy },
      resource: { type: 'Graph', id: 'graph' },
      context: { ...(operation && { operation: { ...operation } }), stated: { ...stated } },
      entities: [{ uid: principal, attrs, parents: [] }],
      preparsedPolicySetId: 'all',
    });
    if (answer.type === 'failure') throw new TypeError(JSON.stringify(answer.errors));
    return answer.response.diagnostics.errors.length > 0 ? 'failed' : answer.response.decision;
  };
}

// As they are in CALLERS, all of them are such.
const readClaims = ({ claims }: AuthenticatedCaller) => ({ ...claims }) as Record<string, string>;

function decide(desk: Desk, { policy, ...request }: Request): string {
  desk.faults.length = 0;
  const allowed = desk.allows(request, policy);
  return desk.faults.length > 0 ? 'failed' : allowed ? 'allow' : 'deny';
}

function open(text: string): Desk | undefined {
  try {
    return openDesk(text);
  } catch (error) {
    // A policy that never applies, or fails on any call.
    if (error instanceof PolicyFileError) return undefined;
    throw error;
  }
}

describe('an engine that is told what its policies go by, and remembers answers', () => {
  it('answers whatever is asked in whatever order as Cedar does that is told everything', () => {
    const seen = { allow: 0, deny: 0, failed: 0 };
    const order = fc.shuffledSubarray(REQUESTS, { minLength: 60, maxLength: 60 });
    fc.assert(
      fc.property(policiesArbitrary, order, (text, requests) => {
        const desk = open(text);
        fc.pre(desk !== undefined);
        const oracle = createOracle(text);
        for (const request of [...requests, ...requests]) {
          const expected = oracle(request);
          seen[expected as keyof typeof seen]++;
          expect(decide(desk, request), JSON.stringify(request)).toBe(expected);
        }
      }),
      { numRuns: RUNS, seed: 5 },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(RUNS / 2);
  });
});

describe('attack 42: an answer is another call’s only where it depends on the same', () => {
  const when = (condition: string) => PERMIT_ALL.replace(';', ` when { ${condition} };`);
  const TOOL = { id: '1', name: 'Sort', source: 'tool' } as const;

  it.each<[string, string, Partial<PolicyRequest>, Partial<PolicyRequest>]>([
    ['caller', 'principal == Caller::"ada"', {}, { caller: { ...ADA, subject: 'eve' } }],
    ['context', 'principal.context == "clerk"', {}, { caller: { ...ADA, context: 'boss' } }],
    [
      'scopes',
      'principal.scopes.contains("desk:read")',
      {},
      { caller: { ...ADA, scopes: new Set<string>() } },
    ],
    [
      'claims',
      'principal.claims has desks && principal.claims.desks.contains("d1")',
      {},
      { caller: { ...ADA, claims: { desks: ['d2'] } } },
    ],
    [
      'operation',
      'context has operation && context.operation.id == "1"',
      { operation: TOOL },
      { operation: { ...TOOL, id: '2' } },
    ],
    [
      'operation’s source',
      'context has operation && context.operation.source == "tool"',
      { operation: TOOL },
      { operation: { ...TOOL, source: 'safelisted' } },
    ],
    ['operation’s absence', 'context has operation', { operation: TOOL }, { operation: undefined }],
    [
      'statement',
      'context.stated has reason && context.stated.reason == "lost"',
      { stated: { reason: 'lost' } },
      { stated: { reason: 'curious' } },
    ],
    ['statement’s absence', 'context.stated has reason', { stated: { reason: 'lost' } }, { stated: {} }],
  ])('with its %s', (_, condition, allowed, denied) => {
    for (const [first, second] of [
      [allowed, denied],
      [denied, allowed],
    ] as const) {
      const desk = openDesk(when(condition));
      const answers = [first, second, first, second].map((request) => desk.allows(request));
      expect(answers).toEqual([first, second, first, second].map((request) => request === allowed));
    }
  });

  it('with its engine', () => {
    const [open, closed] = [openDesk(PERMIT_ALL), openDesk('')];
    for (let round = 0; round < 2; round++) {
      expect([open.allows(), closed.allows()]).toEqual([true, false]);
      expect([open.allows({ caller: ANONYMOUS }), closed.allows({ caller: ANONYMOUS })]).toEqual([
        true,
        false,
      ]);
    }
  });
});
