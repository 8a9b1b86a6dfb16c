import type { Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import { loadCedar } from '../../gateway/authorization/policies/cedar.ts';

/** A set of policies with one mistake in it. */
export interface Mutant {
  readonly mistake: string;
  readonly text: string;
}

const cedar = loadCedar();

/** Every set that differs from this one by one small mistake, of those that somebody could make and not notice. */
export function mutatePolicies(text: string): readonly Mutant[] {
  const parts = cedar.policySetTextToParts(text);
  if (parts.type === 'failure') throw new TypeError('The policies do not parse.');
  return parts.policies.flatMap((policy, index) => {
    const others = parts.policies.filter((_, other) => other !== index);
    const describe = (mistake: string) => `${mistake}\n  in ${policy.replaceAll(/\s+/g, ' ')}`;
    return [
      { mistake: describe('removed'), text: others.join('\n') },
      ...mutatePolicy(parsePolicy(policy)).map(({ mistake, policy: changed }) => ({
        mistake: describe(mistake),
        text: [...others, printPolicy(changed)].join('\n'),
      })),
    ];
  });
}

interface Change<Of> {
  readonly mistake: string;
  readonly policy: Of;
}

function mutatePolicy(policy: PolicyJson): readonly Change<PolicyJson>[] {
  const scope = (['principal', 'action', 'resource'] as const)
    .filter((part) => policy[part].op !== 'All')
    .map((part) => ({ mistake: `any ${part}`, policy: { ...policy, [part]: { op: 'All' } } as PolicyJson }));
  const effect = policy.effect === 'permit' ? 'forbid' : 'permit';
  const conditions = policy.conditions.flatMap((condition, index): Change<PolicyJson>[] => {
    const replace = (changed: (typeof condition)[]) => ({
      ...policy,
      conditions: policy.conditions.toSpliced(index, 1, ...changed),
    });
    const opposite = condition.kind === 'when' ? 'unless' : 'when';
    return [
      { mistake: 'a condition dropped', policy: replace([]) },
      { mistake: `${condition.kind} → ${opposite}`, policy: replace([{ ...condition, kind: opposite }]) },
      ...mutateExpression(condition.body).map(({ mistake, expression }) => ({
        mistake,
        policy: replace([{ ...condition, body: expression }]),
      })),
    ];
  });
  return [
    { mistake: `${policy.effect} → ${effect}`, policy: { ...policy, effect } },
    ...scope,
    ...conditions,
  ];
}

interface ChangedExpression {
  readonly mistake: string;
  readonly expression: Expr;
}

/** Operators that give a truth, with what each is easily mistaken for. */
const TRUTHS: Readonly<Record<string, string | undefined>> = {
  '&&': '||',
  '||': '&&',
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  containsAll: 'containsAny',
  containsAny: 'containsAll',
  contains: undefined,
  isEmpty: undefined,
  in: undefined,
  has: undefined,
  like: undefined,
  is: undefined,
  '!': undefined,
};

function mutateExpression(expression: Expr): readonly ChangedExpression[] {
  const [[operator = '', operand] = []] = Object.entries(expression);
  return [
    ...mutateTruth(expression, operator, operand),
    ...mutateValue(operator, operand),
    ...mutateOperands(operator, operand),
  ];
}

function mutateTruth(expression: Expr, operator: string, operand: unknown): readonly ChangedExpression[] {
  if (!Object.hasOwn(TRUTHS, operator)) return [];
  const changes: ChangedExpression[] = [
    { mistake: `${operator} → true`, expression: { Value: true } },
    { mistake: `${operator} → false`, expression: { Value: false } },
    { mistake: `${operator} negated`, expression: { '!': { arg: expression } } },
  ];
  const mistaken = TRUTHS[operator];
  if (mistaken !== undefined) {
    changes.push({ mistake: `${operator} → ${mistaken}`, expression: build(mistaken, operand) });
  }
  if (operator === '&&' || operator === '||') {
    const { left, right } = operand as { left: Expr; right: Expr };
    changes.push(
      { mistake: `left of ${operator} alone`, expression: left },
      { mistake: `right of ${operator} alone`, expression: right },
    );
  }
  return changes;
}

function mutateValue(operator: string, operand: unknown): readonly ChangedExpression[] {
  if (operator === 'Value' && typeof operand === 'string') {
    return [{ mistake: `"${operand}" misspelt`, expression: { Value: `${operand}~` } }];
  }
  if (operator === 'Value' && typeof operand === 'number') {
    return [-1, 1].map((step) => ({
      mistake: `${operand} off by one`,
      expression: { Value: operand + step },
    }));
  }
  if (operator !== 'Set') return [];
  const entries = operand as Expr[];
  return entries.map((entry, index) => ({
    mistake: `without ${JSON.stringify(entry)}`,
    expression: { Set: entries.toSpliced(index, 1) },
  }));
}

/** The same operator on operands of which one has a mistake. */
function mutateOperands(operator: string, operand: unknown): readonly ChangedExpression[] {
  if (typeof operand !== 'object' || operand === null || operator === 'Value') return [];
  return Object.entries(operand).flatMap(([key, child]) => {
    if (!isExpression(child)) return [];
    return mutateExpression(child).map(({ mistake, expression }) => {
      const changed = Array.isArray(operand)
        ? operand.toSpliced(Number(key), 1, expression)
        : { ...operand, [key]: expression };
      return { mistake, expression: build(operator, changed) };
    });
  });
}

/** Any operand of an expression's JSON that is an expression itself; names and patterns are none. */
function isExpression(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function build(operator: string, operand: unknown): Expr {
  // Each operator's JSON has it as its only key.
  return { [operator]: operand } as unknown as Expr;
}

function parsePolicy(text: string): PolicyJson {
  const parsed = cedar.policyToJson(text);
  if (parsed.type === 'failure') throw new TypeError('A policy that is part of a set does not parse.');
  return parsed.json;
}

function printPolicy(policy: PolicyJson): string {
  const printed = cedar.policyToText(policy);
  if (printed.type === 'failure')
    throw new TypeError(`A mutant cannot be written: ${JSON.stringify(printed)}`);
  return printed.text;
}
