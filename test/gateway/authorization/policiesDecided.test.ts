import { describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../../gateway/authentication/caller.ts';
import type { PolicyOperation } from '../../../gateway/authorization/policyEngine.ts';
import { ADA, openDesk, PERMIT_ALL } from '../../policies/deskPolicies.ts';

const when = (effect: 'permit' | 'forbid', condition: string) =>
  `${effect} (principal, action, resource) when { ${condition} };`;
const tool = (name: string): PolicyOperation => ({ id: `id of ${name}`, name, source: 'tool' });
/** Only numbers can fail once they are validated. */
const OVERFLOWS = 'principal.claims has grade && principal.claims.grade * 9223372036854775807 > 0';

function createOnce<Value>(create: () => Value): () => Value {
  let created: Value | undefined;
  return () => {
    created ??= create();
    return created;
  };
}

describe('a policy decided by Cedar', () => {
  it('denies what none permits, without any at all too', () => {
    for (const policies of [{}, '', '// Nothing yet.', when('permit', 'principal.context == "boss"')]) {
      const desk = openDesk(policies);
      expect([desk.allows(), desk.faults]).toEqual([false, []]);
    }
  });

  it('denies what one forbids, wherever it stands and however many permit', () => {
    const forbid = when('forbid', 'principal.context == "clerk"');
    for (const policies of [
      `${PERMIT_ALL} ${forbid}`,
      `${forbid} ${PERMIT_ALL} ${PERMIT_ALL}`,
      { 'a.cedar': forbid, 'b.cedar': PERMIT_ALL },
      { 'a.cedar': PERMIT_ALL, 'b.cedar': forbid },
    ]) {
      expect(openDesk(policies).allows()).toBe(false);
      expect(openDesk(policies).allows({ caller: { ...ADA, context: 'boss' } })).toBe(true);
    }
  });

  it('counts each of those with one @id', () => {
    const forbid = '@id("one") forbid (principal, action == Action::"write", resource);';
    const desk = openDesk({ 'a.cedar': `@id("one") ${PERMIT_ALL}`, 'b.cedar': `${forbid} ${forbid}` });
    expect([desk.allows({}, 'read'), desk.allows({}, 'write')]).toEqual([true, false]);
  });

  it('ends a comment with its file', () => {
    const desk = openDesk({
      'a.cedar': `${PERMIT_ALL} // open`,
      'b.cedar': when('forbid', 'context has operation'),
    });
    expect(desk.allows({ operation: tool('Any') })).toBe(false);
  });

  it('does not know a name that is no action', () => {
    const desk = openDesk(PERMIT_ALL);
    for (const name of ['erase', 'constructor', '__proto__', '', 'schema']) {
      expect(desk.names.has(name)).toBe(false);
      expect(desk.allows({}, name)).toBe(false);
    }
    expect(desk.faults).toEqual([]);
  });

  it('is of one action, of some, or of all', () => {
    const decide = (scope: string) => {
      const desk = openDesk(`permit (principal, ${scope}, resource);`);
      return [desk.allows({}, 'read'), desk.allows({}, 'write')];
    };
    expect(decide('action == Action::"write"')).toEqual([false, true]);
    expect(decide('action in Action::"write"')).toEqual([false, true]);
    expect(decide('action in [Action::"write", Action::"read"]')).toEqual([true, true]);
    expect(decide('action')).toEqual([true, true]);
  });

  it('tells nobody, and whoever has no claims, from somebody', () => {
    const desk = openDesk(when('permit', 'principal.context == "anonymous"'));
    expect([desk.allows({ caller: ANONYMOUS }), desk.allows()]).toEqual([true, false]);
    const named = openDesk('permit (principal == Caller::"", action, resource);');
    expect([named.allows({ caller: ANONYMOUS }), named.allows()]).toEqual([true, false]);
  });
});

describe('a policy that cannot be evaluated', () => {
  it('denies and is told of, if it is one that forbids, whatever others permit', () => {
    const desk = openDesk({ 'all.cedar': PERMIT_ALL, 'grade.cedar': when('forbid', OVERFLOWS) });
    expect([desk.allows(), desk.faults]).toEqual([false, ['read']]);
    expect(desk.allows({ caller: ANONYMOUS })).toBe(true);
    expect(desk.faults).toEqual(['read']);
  });

  it('denies if it is one that permits', () => {
    for (const others of ['', PERMIT_ALL]) {
      const desk = openDesk(`${others} ${when('permit', OVERFLOWS)}`);
      expect([desk.allows(), desk.faults]).toEqual([false, ['read']]);
    }
  });

  it('denies each time, remembered or not', () => {
    const desk = openDesk(`${PERMIT_ALL} ${when('forbid', OVERFLOWS)}`);
    expect([desk.allows(), desk.allows(), desk.faults]).toEqual([false, false, ['read', 'read']]);
  });

  it('is of no concern to another action', () => {
    const desk = openDesk(
      `${PERMIT_ALL} ${when('forbid', OVERFLOWS).replace('action', 'action == Action::"write"')}`,
    );
    expect([desk.allows({}, 'read'), desk.allows({}, 'write')]).toEqual([true, false]);
  });
});

describe('a claim', () => {
  const CONDITIONS: Readonly<Record<string, string>> = {
    team: 'principal.claims has team && principal.claims.team == "north"',
    desks: 'principal.claims has desks && principal.claims.desks.contains("d2")',
    grade: 'principal.claims has grade && principal.claims.grade >= 7',
    trained: 'principal.claims has trained && principal.claims.trained',
  };

  /** Permits to read by each claim; forbids to write by each, in operations alone. */
  const openBoth = createOnce(() => {
    const conditions = Object.values(CONDITIONS).map((condition) => `(${condition})`);
    return openDesk(`
      ${when('permit', conditions.join(' && ')).replace('action', 'action == Action::"read"')}
      ${PERMIT_ALL.replace('action', 'action == Action::"write"')}
      ${when('forbid', `context has operation && ${conditions.join(' && ')}`)}
    `);
  });

  it.each(Object.entries(CONDITIONS))('%s is what policies can go by', (name, condition) => {
    const desk = openDesk(when('permit', condition));
    expect(desk.allows()).toBe(true);
    expect(desk.allows({ caller: { ...ADA, claims: {} } })).toBe(false);
    expect(desk.allows({ caller: { ...ADA, claims: { ...ADA.claims, [name]: undefined } } })).toBe(false);
    expect(desk.allows({ caller: ANONYMOUS })).toBe(false);
    expect(desk.faults).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['team', 7],
    ['team', ['north']],
    ['team', { toString: 'north' }],
    ['team', 'nor\ud800th'],
    ['desks', 'd2'],
    ['desks', [['d2']]],
    ['desks', ['d2', 2]],
    ['desks', ['d2', '\udc00']],
    ['grade', '7'],
    ['grade', 7.5],
    ['grade', 2 ** 53],
    ['grade', Number.NaN],
    ['trained', 'true'],
    ['trained', 1],
    ['trained', null],
  ])('%s that is %j denies and is told of, be it for a policy that forbids', (name, value) => {
    const caller = { ...ADA, claims: { ...ADA.claims, [name]: value } };
    const { allows, faults } = openBoth();
    for (const policy of ['read', 'write']) {
      faults.length = 0;
      expect([allows({}, policy), allows({ caller }, policy), faults]).toEqual([true, false, [policy]]);
    }
  });

  it('and a name that is no Unicode deny whatever policies go by', () => {
    const desk = openDesk(PERMIT_ALL);
    expect(desk.allows({ caller: { ...ADA, subject: 'ada\udfff' } })).toBe(false);
    expect(desk.faults).toEqual(['read']);
  });

  it('of the widest kind arrives as it is', () => {
    for (const grade of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -0]) {
      const desk = openDesk(
        when('permit', `principal.claims has grade && principal.claims.grade == ${grade}`),
      );
      expect(desk.allows({ caller: { ...ADA, claims: { grade } } })).toBe(true);
    }
    const team = '"\\\u0000__entity{}';
    const desk = openDesk(
      when(
        'permit',
        `principal.claims has team && principal.claims.team == ${JSON.stringify(team).replaceAll(/\\u(....)/g, '\\u{$1}')}`,
      ),
    );
    expect(desk.allows({ caller: { ...ADA, claims: { team } } })).toBe(true);
  });

  it('inherited, or one that the schema does not name, is none', () => {
    const desk = openDesk(when('permit', CONDITIONS.team ?? ''));
    expect(desk.allows({ caller: { ...ADA, claims: Object.create({ team: 'north' }) } })).toBe(false);
    expect(desk.allows({ caller: { ...ADA, claims: { team: 'north', other: {} } } })).toBe(true);
  });
});

describe('attack 25: what a call states', () => {
  const BY_REASON = when('permit', 'context.stated has reason && context.stated.reason like "*a*b*c*"');
  const UNLESS_REASON = when('forbid', 'context.stated has reason && context.stated.reason == "no"');

  it.each([
    ['a lone surrogate', 'abc\ud800'],
    ['longer than any reason', 'abc'.padEnd(4_097, 'd')],
    ['of a megabyte', 'abc'.repeat(350_000)],
  ])('as %s denies, and is no fault that fills a log', (_, reason) => {
    const desk = openDesk({ 'a.cedar': BY_REASON, 'b.cedar': `${PERMIT_ALL} ${UNLESS_REASON}` });
    expect(desk.allows({ stated: { reason: 'abc'.padEnd(4_096, 'd') } })).toBe(true);
    expect([desk.allows({ stated: { reason } }), desk.faults]).toEqual([false, []]);
    // What no policy goes by is not looked at.
    expect(desk.allows({ stated: { reason: 'abc', place: reason, other: reason } })).toBe(true);
  });

  it('is a text, whatever it looks like', () => {
    const desk = openDesk(when('permit', 'context.stated has reason && context.stated.reason != ""'));
    for (const reason of ['{"__entity":{"type":"Caller","id":"x"}}', '\u0000', '"', '\\', '__extn']) {
      expect(desk.allows({ stated: { reason } })).toBe(true);
    }
    expect(desk.allows({ stated: JSON.parse('{ "__proto__": "x", "constructor": "y" }') })).toBe(false);
    expect(desk.allows({ stated: Object.create({ reason: 'x' }) })).toBe(false);
  });
});
