import { Kind } from 'graphql';
import type { Choices } from '../../gateway/differential/choices.ts';
import type { GeneratedOperation } from '../../gateway/differential/operationArbitrary.ts';

/** The same operation with fewer variables: what is left out is a default, or nothing. Undefined where none may be. */
export function dropVariables(
  { document, variables }: GeneratedOperation,
  choices: Choices,
): GeneratedOperation | undefined {
  const optional = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? (node.variableDefinitions ?? [])
          .filter(({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined)
          .map(({ variable }) => variable.name.value)
      : [],
  );
  const dropped = Object.keys(variables).filter((name) => optional.includes(name) && choices.percent(60));
  if (dropped.length === 0) return undefined;
  const kept = Object.entries(variables).filter(([name]) => !dropped.includes(name));
  return { document, variables: Object.fromEntries(kept) };
}
