import { visit } from 'graphql';
import type { GeneratedOperation } from './operationArbitrary.ts';

const WILD = '__proto__';
const TAME = 'tame_proto';

/**
 * The operation with a variable `$__proto__` renamed: graphql-js coerces variables into an object with a
 * prototype, where that name is lost. An oracle must not be wrong in the same way.
 */
export function tameNames({ document, variables }: GeneratedOperation): GeneratedOperation {
  if (!JSON.stringify(document).includes(WILD)) return { document, variables };
  return {
    document: visit(document, {
      Variable: (node) =>
        node.name.value === WILD ? { ...node, name: { ...node.name, value: TAME } } : undefined,
    }),
    variables: Object.fromEntries(
      Object.entries(variables).map(([name, value]) => [name === WILD ? TAME : name, value]),
    ),
  };
}
