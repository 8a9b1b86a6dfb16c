import fc from 'fast-check';

/** Conditions that pass strict validation by themselves, one at least for each way to look at a part of a call. */
const ATOMS = [
  'principal.context == "clerk"',
  '["clerk", "boss"].contains(principal.context)',
  'principal.scopes.contains("desk:read")',
  'principal.scopes.containsAny(["desk:write", "desk:all"])',
  'principal.scopes.containsAll(["desk:write", "desk:all"])',
  'principal.scopes.contains(principal.context)',
  'principal.scopes.isEmpty()',
  'principal == Caller::"ada"',
  'principal in [Caller::"bob", Caller::"ada"]',
  'action == Action::"read"',
  'principal.claims has team',
  '(principal.claims has team && principal.claims.team == "north")',
  '(principal.claims has desks && principal.claims.desks.contains("d2"))',
  '(principal.claims has grade && principal.claims.grade > 6)',
  // Fails for whoever has the highest grade; the next one for any above one, in an operation.
  '(principal.claims has grade && principal.claims.grade + 9223363029655298000 > 0)',
  '(context has operation && principal.claims has grade && principal.claims.grade * 9223372036854775807 > 0)',
  '(principal.claims has trained && principal.claims.trained)',
  '{c: principal.claims}.c has trained',
  '(if context has operation then principal else Caller::"bob").context == "clerk"',
  'context has operation',
  'context has operation.name',
  '(context has operation && context.operation.name == "Sort")',
  '(context has operation.source && context.operation.source == "tool")',
  '(context has operation && context.operation == {id: "1", name: "Sort", source: "tool"})',
  '(context has operation && ["1", "3"].contains(context.operation.id))',
  'context.stated has reason',
  '(context.stated has reason && context.stated.reason like "*lost*")',
  '(context.stated has place && context.stated.place != "")',
  '(context.stated has reason && context.stated has place && context.stated.reason == context.stated.place)',
  '{c: context.stated}.c has reason',
] as const;

const condition = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 3, arbitrary: fc.constantFrom(...ATOMS) },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('any'), tie('any')).map(([left, right]) => `(${left} && ${right})`),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(tie('any'), tie('any')).map(([left, right]) => `(${left} || ${right})`),
    },
    { weight: 1, arbitrary: tie('any').map((one) => `!(${one})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(tie('any'), tie('any'), tie('any'))
        .map(([test, left, right]) => `(if ${test} then ${left} else ${right})`),
    },
  ),
})).any;

const ACTIONS = [
  'action',
  'action == Action::"read"',
  'action == Action::"write"',
  'action in [Action::"read", Action::"write"]',
];
const PRINCIPALS = ['principal', 'principal', 'principal == Caller::"ada"', 'principal is Caller'];

const policy = fc
  .record({
    effect: fc.constantFrom('permit', 'permit', 'forbid'),
    principal: fc.constantFrom(...PRINCIPALS),
    action: fc.constantFrom(...ACTIONS),
    resource: fc.constantFrom('resource', 'resource == Graph::"graph"'),
    conditions: fc.array(fc.tuple(fc.constantFrom('when', 'unless'), condition), { maxLength: 2 }),
  })
  .map(({ effect, principal, action, resource, conditions }) => {
    const clauses = conditions.map(([kind, text]) => `\n  ${kind} { ${text} }`);
    return `${effect} (${principal}, ${action}, ${resource})${clauses.join('')};`;
  });

/** Texts of policies for the desk's schema. */
export const policiesArbitrary = fc
  .array(policy, { minLength: 1, maxLength: 4 })
  .map((all) => all.join('\n'));
