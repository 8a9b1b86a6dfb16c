import {
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLSchema,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Condition, readConditions } from './conditions.ts';

interface AskedContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

interface AskedPart {
  readonly selectionSet: SelectionSetNode;
  readonly conditions: readonly Condition[];
}

/** When anything is asked of single types: for each such field what must hold. */
export function listAskedOfTypes(
  context: AskedContext,
  type: GraphQLInterfaceType,
  part: AskedPart,
  possible: ReadonlySet<string> = namePossible(context.schema, type),
): readonly (readonly Condition[])[] {
  const isOfAll = possible.size === context.schema.getPossibleTypes(type).length;
  return part.selectionSet.selections.flatMap((selection) => {
    const conditions = readConditions(selection);
    if (conditions === 'never') return [];
    const all = [...part.conditions, ...conditions];
    if (selection.kind === Kind.FIELD) return isOfAll ? [] : [all];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const { typeCondition, selectionSet } = fragment;
    const condition = context.schema.getType(typeCondition?.name.value ?? type.name);
    const both = isCompositeType(condition)
      ? new Set([...namePossible(context.schema, condition)].filter((name) => possible.has(name)))
      : possible;
    if (both.size === 0) return [];
    return listAskedOfTypes(context, type, { ...part, selectionSet, conditions: all }, both);
  });
}

function namePossible(schema: GraphQLSchema, type: GraphQLCompositeType): ReadonlySet<string> {
  return new Set((isObjectType(type) ? [type] : schema.getPossibleTypes(type)).map(({ name }) => name));
}
