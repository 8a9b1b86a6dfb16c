import type { FieldNode } from 'graphql';
import type { FieldShape } from './responseShape.ts';

/** Whether a decision denies every selection of a field. */
export function isDenied(field: FieldShape, denied: ReadonlySet<FieldNode>): boolean {
  return (
    denied.size > 0 && field.nodes.every((_node, index) => findDenied(field, index, denied) !== undefined)
  );
}

/** The selection that denies one of a field's nodes: itself, or one that it lies within. */
export function findDenied(
  { nodes, owners }: FieldShape,
  index: number,
  denied: ReadonlySet<FieldNode>,
): FieldNode | undefined {
  const node = nodes[index];
  if (node !== undefined && denied.has(node)) return node;
  return owners[index]?.find((owner) => denied.has(owner));
}
