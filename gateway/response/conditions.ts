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
