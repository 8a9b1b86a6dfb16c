import type { FieldNode } from 'graphql';
import type { FetchedObject } from '../execution/fetchedData.ts';
import { compileConditions } from './conditions.ts';
import type { ProjectionRun } from './projectionRun.ts';
import type { FieldShape } from './responseShape.ts';

export type ReadField = (source: FetchedObject, run: ProjectionRun) => unknown;

/**
 * Reads a field where any selection of it is both asked for and allowed, and withholds it where none is.
 * @param bubble what it is where null may not stand.
 */
export function compileDenial(
  field: FieldShape,
  denied: ReadonlySet<FieldNode>,
  bubble: unknown,
  compileRead: () => ReadField,
): ReadField {
  const denials = field.nodes.map((_node, index) => findDenied(field, index, denied));
  const denial = denials.find((selection) => selection !== undefined);
  if (denial === undefined) return compileRead();
  const { value } = field;
  const isNullable = value.kind === 'introspection' || (value.kind !== 'typename' && value.nullable);
  const withhold: ReadField = (_source, run) => {
    run.withhold({ kind: 'selection', node: denial });
    return isNullable ? null : bubble;
  };
  const allowed = field.alternatives.filter((_alternative, index) => denials[index] === undefined);
  if (allowed.length === 0) return withhold;
  const read = compileRead();
  if (allowed.some(({ conditions }) => conditions.length === 0)) return read;
  const isAllowed = compileConditions(allowed.map(({ conditions }) => conditions));
  return (source, run) => (isAllowed(run.variables) ? read : withhold)(source, run);
}

/** The selection that denies one of a field's nodes: itself, or one that it lies within. */
function findDenied(
  { nodes, owners }: FieldShape,
  index: number,
  denied: ReadonlySet<FieldNode>,
): FieldNode | undefined {
  const node = nodes[index];
  if (node !== undefined && denied.has(node)) return node;
  return owners[index]?.find((owner) => denied.has(owner));
}
