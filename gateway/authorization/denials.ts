import type { FieldNode } from 'graphql';
import type { ObjectShape } from '../response/responseShape.ts';
import type { Decision } from './decide.ts';
import type { Requirements } from './requirements.ts';

/** The selections that a decision denies. */
export function findDenied(requirements: Requirements, decision: Decision): ReadonlySet<FieldNode> {
  const denied = new Set<FieldNode>();
  for (const [field, clauses] of requirements.byField) {
    if (clauses.some((index) => decision.met[index] !== true)) denied.add(field);
  }
  return denied;
}

/** True when no root field is left that the caller may see: the whole request is then refused. */
export function deniesEveryRoot(shape: ObjectShape, denied: ReadonlySet<FieldNode>): boolean {
  const fetched = shape.fields.filter(({ value }) => value.kind !== 'typename');
  return fetched.length > 0 && fetched.every(({ nodes }) => nodes.every((node) => denied.has(node)));
}
