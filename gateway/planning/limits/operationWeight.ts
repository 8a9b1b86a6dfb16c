import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** What a field takes of memory, a parsed text takes for about this many characters. */
const CHARACTERS_PER_FIELD = 20;

/**
 * How much memory an operation takes in each form that it is kept in, counted in fields: that is those of the
 * response, with every fragment in its places, and what its text adds. A field takes about two kilobytes.
 * @param document within the limits, which bound its expansion.
 */
export function weighOperation(
  document: DocumentNode,
  { selectionSet }: OperationDefinitionNode,
  characters: number,
): number {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return countFields(selectionSet, fragments) + Math.ceil(characters / CHARACTERS_PER_FIELD);
}

function countFields(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  return selections.reduce((count, selection) => {
    const { selectionSet } =
      selection.kind === Kind.FRAGMENT_SPREAD ? (fragments.get(selection.name.value) ?? {}) : selection;
    const within = selectionSet === undefined ? 0 : countFields(selectionSet, fragments);
    return count + within + (selection.kind === Kind.FIELD ? 1 : 0);
  }, 0);
}
