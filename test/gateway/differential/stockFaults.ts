import { isCompositeType, isInterfaceType, isObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { StockOutcome } from './compareAnswers.ts';
import type { OpenDifferential } from './differentialGraph.ts';
import type { GeneratedOperation } from './operationArbitrary.ts';

/** A way in which the stock gateway is wrong. */
interface StockFault {
  readonly reason: string;
  readonly applies: (open: OpenDifferential, operation: GeneratedOperation, stock: StockOutcome) => boolean;
}

/** Each with a minimal reproduction in stockFaults.test.ts. */
const STOCK_FAULTS: readonly StockFault[] = [
  {
    reason: 'a variable $representations clashes with that of entity fetches',
    applies: (_open, { document }) =>
      document.definitions.some(
        (definition) =>
          'variableDefinitions' in definition &&
          definition.variableDefinitions?.some(({ variable }) => variable.name.value === 'representations'),
      ),
  },
  {
    reason:
      'an alias with the name of another field of its type takes the place of a key or a required field',
    applies: hasClashingAlias,
  },
  {
    reason: 'a field whose every selection is literally skipped is not fetched',
    applies: (_open, { document }) => hasLiteralSkip(document),
  },
];

/** Why the stock gateway answers otherwise than the merged schema; undefined where no listed reason applies. */
export function explainStock(
  open: OpenDifferential,
  operation: GeneratedOperation,
  stock: StockOutcome,
): string | undefined {
  return STOCK_FAULTS.find(({ applies }) => applies(open, operation, stock))?.reason;
}

function hasClashingAlias({ graph }: OpenDifferential, { document }: GeneratedOperation): boolean {
  const { schema } = graph.supergraph;
  const typeInfo = new TypeInfo(schema);
  let clashes = false;
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: ({ alias, name }) => {
        const parent = typeInfo.getParentType();
        if (alias === undefined || alias.value === name.value || !isCompositeType(parent)) return;
        const types = isObjectType(parent) ? [parent] : [parent, ...schema.getPossibleTypes(parent)];
        clashes ||= types.some(
          (type) => (isObjectType(type) || isInterfaceType(type)) && alias.value in type.getFields(),
        );
      },
    }),
  );
  return clashes;
}

export function hasLiteralSkip(document: GeneratedOperation['document']): boolean {
  let found = false;
  visit(document, {
    Directive: (node) => {
      const [argument] = node.arguments ?? [];
      const skips = node.name.value === 'skip';
      found ||= argument?.value.kind === 'BooleanValue' && argument.value.value === skips;
    },
  });
  return found;
}
