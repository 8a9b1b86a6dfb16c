import { describe, expect, it } from 'vitest';
import { PolicyFileError } from '../../../gateway/authorization/policies/policyFiles.ts';
import { DESK_SCHEMA, openDesk, PERMIT_ALL } from '../../policies/deskPolicies.ts';

const permit = (condition: string) => PERMIT_ALL.replace(';', ` when { ${condition} };`);
const forbid = (condition: string) => permit(condition).replace('permit', 'forbid');

function refusal(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

function expectRefusal(run: () => unknown, message: string): void {
  const error = refusal(run);
  expect(error).toBeInstanceOf(PolicyFileError);
  expect(error).toHaveProperty('message', expect.stringContaining(message));
}

describe('a policy keeps the gateway from starting', () => {
  it.each([
    ['does not parse', `${PERMIT_ALL}\npermit (principal,\n  action`, 'x.cedar:3:9: unexpected end of input'],
    ['does not parse after letters of two bytes', `// äöü\n${PERMIT_ALL} "ß" §`, 'x.cedar:2:43: '],
    ['does not parse as it stands', '}', 'x.cedar:1:1: unexpected token `}`'],
    [
      'is a template',
      PERMIT_ALL.replace('principal', 'principal == ?principal'),
      'x.cedar: a template is no policy',
    ],
    [
      'is nested too deeply',
      permit(`${'('.repeat(4_000)}true${')'.repeat(4_000)}`),
      'x.cedar: it is nested too deeply.',
    ],
    [
      'is too long a chain',
      permit(Array(4_000).fill('context.stated has reason').join(' && ')),
      'x.cedar: it is nested too deeply.',
    ],
  ])('that %s', (_, text, message) => {
    expectRefusal(() => openDesk({ 'a.cedar': PERMIT_ALL, 'x.cedar': text }), message);
  });

  it.each([
    ['an unknown action', PERMIT_ALL.replace('action', 'action == Action::"raed"'), 'x.cedar:2:30: '],
    ['an unknown entity', PERMIT_ALL.replace('principal', 'principal == User::"x"'), 'entity type `User`'],
    ['an unknown attribute', permit('principal.name == ""'), 'attribute `name`'],
    ['an unknown claim', permit('principal.claims has temm && principal.claims.temm == ""'), 'x.cedar:2:'],
    ['an unknown statement', permit('context.stated has raeson'), 'policy is impossible'],
    ['what may not be there', permit('principal.claims.team == "north"'), 'unable to guarantee safety'],
    [
      'an operation that may not be there',
      permit('context.operation.name == "X"'),
      'unable to guarantee safety',
    ],
    ['types that never are equal', permit('principal.scopes == ""'), 'x.cedar:2:'],
    ['a contradiction', permit('false'), 'policy is impossible'],
    [
      'a call that is no extension',
      permit('context.stated has reason && evil(context.stated.reason)'),
      'x.cedar:2:',
    ],
    ['letters that turn the text around', permit('principal.context == "a\u202eb"'), 'BIDI'],
    ['letters that look like others', permit('principal.context == "\u0441lerk"'), 'x.cedar:2:'],
    [
      'another graph',
      forbid('resource == Graph::"shop"'),
      'x.cedar#1: the only graph is Graph::"graph", not "shop".',
    ],
    [
      'another graph in its scope',
      PERMIT_ALL.replace('resource', 'resource in Graph::"shop"'),
      'the only graph is',
    ],
  ])('that names %s', (_, text, message) => {
    expectRefusal(() => openDesk({ 'a.cedar': PERMIT_ALL, 'x.cedar': `// one\n${text}` }), message);
  });

  it('that fails on any call, naming which of its file', () => {
    const overflow = permit('if context has operation then 9223372036854775807 + 1 > 0 else true');
    expectRefusal(
      () => openDesk({ 'x.cedar': `${PERMIT_ALL} ${overflow}` }),
      'x.cedar#2: it fails on a call that fits',
    );
  });

  it('one file of several, and the others are not at fault', () => {
    const fault = refusal(() =>
      openDesk({ 'a.cedar': PERMIT_ALL, 'b.cedar': '\n\n oops', 'c.cedar': PERMIT_ALL }),
    );
    expect(fault).toHaveProperty('message', expect.stringMatching(/^b\.cedar:3:6: /));
  });

  it('but harms no engine that is there, nor one that is made afterwards', () => {
    const before = openDesk(forbid('context has operation'));
    const open = openDesk({ 'a.cedar': PERMIT_ALL, 'b.cedar': forbid('context has operation') });
    const operation = { id: 'i', name: 'N', source: 'tool' } as const;
    for (const text of [
      permit(Array(4_000).fill('true').join(' && ')),
      permit(`${'!'.repeat(9_000)}true`),
      'permit (',
    ]) {
      expect(refusal(() => openDesk(text))).toBeInstanceOf(PolicyFileError);
      expect([before.allows(), open.allows(), open.allows({ operation })]).toEqual([false, true, false]);
      expect(openDesk(PERMIT_ALL).allows()).toBe(true);
    }
  });
});

describe('a schema keeps the gateway from starting', () => {
  const change = (from: string, to: string) => DESK_SCHEMA.replace(from, to);

  it.each([
    ['does not parse', 'entity Caller = {', 'schema.cedarschema:1:18: '],
    ['is empty', '', 'the schema must be in no namespace'],
    ['has a namespace', `namespace N { ${DESK_SCHEMA} }`, 'must be in no namespace'],
    ['has no caller', 'entity Graph;', 'Caller must have a record of claims'],
    ['has no graph', change('entity Graph;', ''), 'Graph'],
    [
      'lacks the scopes',
      change('scopes: Set<String>,', ''),
      'it does not fit what callers and calls are here',
    ],
    [
      'lacks the operation',
      change('operation?: { id: String, name: String, source: String },', ''),
      '`operation` should not exist',
    ],
    [
      'has a claim of another kind',
      change('grade?: Long', 'grade?: decimal'),
      'the claim grade must be a String',
    ],
    [
      'wants a claim of everybody',
      change('team?', 'team'),
      'it does not fit what callers and calls are here',
    ],
    ['wants an operation of every call', change('operation?', 'operation'), 'it does not fit'],
    ['wants a statement of every call', change('reason?', 'reason'), 'it does not fit'],
    ['has scopes of another kind', change('scopes: Set<String>', 'scopes: String'), 'it does not fit'],
    ['states a number', change('reason?: String', 'reason?: Long'), 'it does not fit'],
    [
      'nests too deeply',
      change('team?: String', `team?: ${'Set<'.repeat(9_000)}String${'>'.repeat(9_000)}`),
      'schema.cedarschema: it is nested too deeply.',
    ],
  ])('that %s', (_, schema, message) => {
    expectRefusal(() => openDesk({}, schema), message);
  });

  // Each would validate a policy that forbids by it, and no call would ever be forbidden.
  it.each([
    ['another entity', `${DESK_SCHEMA} entity Team;`, 'there is no entity Team in any call.'],
    [
      'callers in something',
      change('Caller =', 'Caller in [Graph] ='),
      'no Caller of a call has tags, or is in anything.',
    ],
    ['tags', change('claims: Claims }', 'claims: Claims } tags String'), 'no Caller of a call has tags'],
    ['graphs in something', change('entity Graph', 'entity Graph in [Caller]'), 'no Graph of a call'],
    [
      'graphs with attributes',
      change('entity Graph', 'entity Graph { closed?: Bool }'),
      'the graph never has the attribute closed.',
    ],
    [
      'graphs of some names',
      change('entity Graph', 'entity Graph enum ["graph"]'),
      'the entity Graph must be no enum.',
    ],
    [
      'more of a caller',
      change('context: String,', 'context: String, region?: String,'),
      'a caller never has the attribute region.',
    ],
    [
      'more of a call',
      change('stated:', 'region?: String, stated:'),
      'the context of "read" never has the attribute region.',
    ],
    [
      'more of an operation',
      change('id: String,', 'id: String, kind?: String,'),
      'the operation of "read" never has the attribute kind.',
    ],
    [
      'groups of actions',
      `${change('action "read", "write"', 'action "all", "write"')}
        action "read" in [Action::"all"] appliesTo { principal: Caller, resource: Graph, context: Call };`,
      'the action "read" must be in no group',
    ],
  ])('that has %s', (_, schema, message) => {
    expectRefusal(() => openDesk({}, schema), message);
  });
});
