import { compileConditions } from './conditions.ts';
import type { FieldShape } from './responseShape.ts';

/**
 * Puts fields in the order of the response: CollectFields goes by the first selection of each that is included
 * (GraphQL specification, section 6.3.2).
 * @param fields one for each of `shapes`.
 */
export function compileSequence<Field>(
  shapes: readonly FieldShape[],
  fields: readonly Field[],
): (variables: Readonly<Record<string, unknown>>) => readonly Field[] {
  const placed = fields.map((field, index) => ({
    field,
    alternatives: (shapes[index]?.alternatives ?? []).map(({ conditions, position }) => ({
      holds: compileConditions([conditions]),
      position,
    })),
  }));
  return (variables) =>
    placed
      .map(({ field, alternatives }) => ({
        field,
        position: alternatives.find(({ holds }) => holds(variables))?.position ?? 0,
      }))
      .sort((left, right) => left.position - right.position)
      .map(({ field }) => field);
}
