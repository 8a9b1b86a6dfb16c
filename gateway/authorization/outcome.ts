import type { FieldNode } from 'graphql';
import { compileConditions } from '../response/conditions.ts';
import type { ObjectShape } from '../response/responseShape.ts';
import type { Decision } from './decide.ts';
import type { Requirements } from './requirements.ts';

/** What a decision leaves of an operation. */
export interface Outcome {
  /** The selections that it denies. */
  readonly denied: ReadonlySet<FieldNode>;
  /** The types whose objects it withholds wherever a union brings one. */
  readonly sealed: ReadonlySet<string>;
  /** True when no root field is left that the caller may see. */
  readonly deniesEveryRoot: boolean;
  /** Whether it denies anything that a call with these variables asks for; without them, that every call does. */
  readonly deniesAsked: (variables?: Readonly<Record<string, unknown>>) => boolean;
}

export function computeOutcome(
  { byField, readings, byMember, askedWhen }: Requirements,
  shape: ObjectShape,
  { met, needed }: Decision,
): Outcome {
  const isMet = (indices: readonly number[]) => indices.every((index) => met[index] === true);
  const denied = new Set<FieldNode>();
  for (const [field, indices] of byField) if (!isMet(indices)) denied.add(field);
  for (const [index, { node }] of readings.entries()) if (!isMet(needed[index] ?? [])) denied.add(node);
  const alternatives = [...denied].flatMap((node) => askedWhen.get(node) ?? []);
  const isAskedAlways = alternatives.some((conditions) => conditions.length === 0);
  const isAsked = compileConditions(alternatives);
  return {
    denied,
    sealed: new Set([...byMember].filter(([, indices]) => !isMet(indices)).map(([name]) => name)),
    deniesEveryRoot: deniesEveryRoot(shape, denied),
    deniesAsked: (variables) => isAskedAlways || (variables !== undefined && isAsked(variables)),
  };
}

function deniesEveryRoot(shape: ObjectShape, denied: ReadonlySet<FieldNode>): boolean {
  const fetched = shape.fields.filter(({ value }) => value.kind !== 'typename');
  return fetched.length > 0 && fetched.every(({ nodes }) => nodes.every((node) => denied.has(node)));
}
