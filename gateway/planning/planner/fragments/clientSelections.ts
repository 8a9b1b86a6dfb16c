import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation as it is planned: what a client selects, under the names of fetches. */
export interface ClientSelections {
  readonly definition: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** @throws TypeError for a document without an operation. */
export function readClientSelections(document: DocumentNode): ClientSelections {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let definition: OperationDefinitionNode | undefined;
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    else if (node.kind === Kind.OPERATION_DEFINITION) definition = node;
  }
  if (definition === undefined) throw new TypeError('There is no operation to plan.');
  return { definition, fragments };
}

/** The key that a field's value comes under. */
export function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

/** What is selected below a key, whatever fragments it is selected in. */
export function followKey(
  sets: readonly SelectionSetNode[],
  key: string,
  client: ClientSelections,
): readonly SelectionSetNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection) => {
      if (selection.kind !== Kind.FIELD) return followKey(readFragment(selection, client).sets, key, client);
      return keyOf(selection) === key && selection.selectionSet !== undefined ? [selection.selectionSet] : [];
    }),
  );
}

/** What a fragment selects, and of which type; of any where it does not say. */
export function readFragment(
  fragment: InlineFragmentNode | FragmentSpreadNode,
  { fragments }: ClientSelections,
): { readonly condition: string | undefined; readonly sets: readonly SelectionSetNode[] } {
  const node = fragment.kind === Kind.INLINE_FRAGMENT ? fragment : fragments.get(fragment.name.value);
  return {
    condition: node?.typeCondition?.name.value,
    sets: node === undefined ? [] : [node.selectionSet],
  };
}
