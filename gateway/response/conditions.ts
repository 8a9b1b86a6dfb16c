import { Kind, type SelectionNode, valueFromASTUntyped } from 'graphql';

/** `@include(if: $variable)`, or with `expected` false `@skip`. */
export interface Condition {
  readonly variable: string;
  readonly expected: boolean;
}

/** The conditions on variables; a literal one is decided here. */
export function readConditions(selection: SelectionNode): readonly Condition[] | 'never' {
  const conditions: Condition[] = [];
  for (const directive of selection.directives ?? []) {
    const expected = directive.name.value === 'include';
    if (!expected && directive.name.value !== 'skip') continue;
    const value = directive.arguments?.[0]?.value;
    if (value?.kind === Kind.VARIABLE) conditions.push({ variable: value.name.value, expected });
    else if (value !== undefined && valueFromASTUntyped(value) !== expected) return 'never';
  }
  return conditions;
}

/** Whether a selection is included where these variables are true and all others false. */
export function isIncluded(selection: SelectionNode, trueConditions: ReadonlySet<string>): boolean {
  const conditions = readConditions(selection);
  return (
    conditions !== 'never' &&
    conditions.every(({ variable, expected }) => trueConditions.has(variable) === expected)
  );
}

/** @param alternatives of which one must hold wholly. */
export function compileConditions(
  alternatives: readonly (readonly Condition[])[],
): (variables: Readonly<Record<string, unknown>>) => boolean {
  return (variables) =>
    alternatives.some((conditions) =>
      conditions.every(({ variable, expected }) => (variables[variable] === true) === expected),
    );
}
