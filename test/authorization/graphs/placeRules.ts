import type { Choices } from '../../gateway/differential/choices.ts';
import type { Clause, Rule } from '../oracle/rule.ts';
import type { GraphDraft, SubgraphDraft, TypeDraft } from './draft.ts';

/** Who composes: today's composition wants rules in some places and refuses them in others, an old one did not look. */
export type Composer = 'current' | 'old';

export interface RuleOptions {
  readonly composer: Composer;
  readonly hasPolicies: boolean;
}

/** A rule that one subgraph writes on an element (`Type` or `Type.field`). */
export interface PlacedRule {
  readonly subgraph: string;
  readonly coordinate: string;
  readonly clause: Clause;
}

export const SCOPES = ['a:read', 'b:read', 'c:read', 'd:read'];
/** Allows whoever may name a reason, and does name {@link GOOD_REASON}. */
export const SPOKEN = 'spoken';
export const GOOD_REASON = 'one';
export const POLICIES = ['open', 'night', 'guarded', SPOKEN];

export function placeRules(
  { subgraphs }: GraphDraft,
  choices: Choices,
  options: RuleOptions,
): readonly PlacedRule[] {
  const percent = choices.pick([4, 8, 12, 18]);
  // By today's composition alone, such a key comes under the rules of all of its interface's keys.
  const types = subgraphs.flatMap((subgraph) => [...subgraph.types.values()]);
  const lentKeys = types.flatMap(({ name, interfaces }) =>
    interfaces.includes('Afloat') ? [`${name}.id`] : [],
  );
  return subgraphs.flatMap((subgraph) =>
    [...subgraph.types.values()].flatMap((type) =>
      listElements(subgraph, type, options).flatMap(({ coordinate, weight }): PlacedRule[] =>
        !lentKeys.includes(coordinate) && choices.percent(Math.ceil(percent * weight))
          ? pickRule(choices, options).map((clause) => ({ subgraph: subgraph.name, coordinate, clause }))
          : [],
      ),
    ),
  );
}

interface Element {
  readonly coordinate: string;
  /** How much likelier than a field it is to have a rule. */
  readonly weight: number;
}

function listElements(
  { types }: SubgraphDraft,
  type: TypeDraft,
  { composer }: RuleOptions,
): readonly Element[] {
  const { name, kind } = type;
  const isInterface = kind === 'interface' || type.directives.includes('@interfaceObject');
  const isRoot = name === 'Query' || name === 'Mutation';
  const takesRule = kind !== 'union' && kind !== 'input' && (!isInterface || composer === 'old');
  // Objects of a protected type in a union are a matter of their own, which few operations come across.
  const isMember = [...types.values()].some(({ members }) => members.includes(name));
  const element = { coordinate: name, weight: isRoot ? 0.2 : isMember ? 2 : 0.8 };
  const fields = kind === 'input' || (kind === 'interface' && composer === 'current') ? [] : [...type.fields];
  return [
    ...(takesRule ? [element] : []),
    ...fields
      .filter(([, { directives }]) => !directives.includes('@external'))
      .map(([field]) => ({
        coordinate: `${name}.${field}`,
        // What others implement is of more interest than the rest.
        weight: type.interfaces.some((one) => types.get(one)?.fields.has(field)) ? 1.5 : 1,
      })),
  ];
}

function pickRule(choices: Choices, { hasPolicies }: RuleOptions): Rule {
  const kinds = [
    'authenticated',
    'scopes',
    'scopes',
    ...(hasPolicies ? (['policies'] as const) : []),
  ] as const;
  const picked = new Set([choices.pick(kinds), ...(choices.percent(10) ? [choices.pick(kinds)] : [])]);
  return [...picked].map((kind): Clause => {
    if (kind === 'authenticated') return { kind };
    return { kind, anyOf: pickAlternatives(choices, kind === 'scopes' ? SCOPES : POLICIES) };
  });
}

function pickAlternatives(choices: Choices, names: readonly string[]): string[][] {
  return Array.from({ length: choices.percent(35) ? 2 : 1 }, () => [
    ...new Set(Array.from({ length: choices.percent(35) ? 2 : 1 }, () => choices.pick(names))),
  ]);
}

const MAX_ALTERNATIVES = 12;

/**
 * One clause of each kind that says the same as all of them: a directive may stand on an element once.
 * @returns undefined where it would be too long.
 */
export function joinClauses(rule: Rule): Rule | undefined {
  const joined: Clause[] = rule.some(({ kind }) => kind === 'authenticated')
    ? [{ kind: 'authenticated' }]
    : [];
  for (const kind of ['scopes', 'policies'] as const) {
    const lists = rule.flatMap((clause) => (clause.kind === kind ? [clause.anyOf] : []));
    if (lists.length === 0) continue;
    const anyOf = lists.reduce((left, right) =>
      distinct(left.flatMap((one) => right.map((other) => [...new Set([...one, ...other])].sort()))),
    );
    if (anyOf.length > MAX_ALTERNATIVES) return undefined;
    joined.push({ kind, anyOf });
  }
  return joined;
}

function distinct(alternatives: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(alternatives.map((one) => [JSON.stringify(one), one])).values()];
}
