import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Condition, readConditions } from '../response/conditions.ts';

export interface AskedSelection {
  readonly node: FieldNode;
  /** The type that it is selected on. */
  readonly parentName: string;
  /** Undefined for `__typename` and introspection. */
  readonly field: GraphQLField<unknown, unknown> | undefined;
  /** What must hold for it to be asked for: every `@skip` and `@include` on the way to it. */
  readonly conditions: readonly Condition[];
}

/** Every selection of an operation that can be asked for, as often as fragments bring it. */
export function* listAskedSelections(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): Generator<AskedSelection> {
  const root = schema.getRootType(definition.operation);
  if (root === undefined || root === null) return;
  const fragments = new Map(
    document.definitions
      .filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const walk = function* (
    type: GraphQLNamedType | undefined,
    { selections }: SelectionSetNode,
    around: readonly Condition[],
  ): Generator<AskedSelection> {
    for (const selection of selections) {
      const own = readConditions(selection);
      if (own === 'never') continue;
      const conditions = [...around, ...own];
      if (selection.kind === Kind.FIELD) {
        const field =
          isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
        yield { node: selection, parentName: type?.name ?? '', field, conditions };
        if (selection.selectionSet === undefined) continue;
        yield* walk(getNamedType(field?.type), selection.selectionSet, conditions);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      if (fragment === undefined) continue;
      const name = fragment.typeCondition?.name.value;
      yield* walk(name === undefined ? type : schema.getType(name), fragment.selectionSet, conditions);
    }
  };
  yield* walk(root, definition.selectionSet, []);
}
