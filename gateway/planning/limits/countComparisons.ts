import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Looking a name up among the fields of a fragment costs about a quarter of comparing two fields. */
const LOOKUP_SHARE = 1 / 4;

/**
 * About how many pairs the rule that fields in one place can be merged (GraphQL specification, section 5.3.2) will
 * look at: of one response key in one place, any two; of fragments, each with all that is selected. It takes about
 * half a microsecond for each, and 5,000 of one field make twelve million.
 * @param document whose fragments, put in their places, are few enough to walk.
 */
export function countComparisons(
  document: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): number {
  const walk: Walk = { fragments, pairs: 0, selections: new Set() };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) countPlace([definition.selectionSet], walk);
  }
  // Validation also looks at what no operation spreads.
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { selectionSet } = definition;
    if (!selectionSet.selections.some((selection) => walk.selections.has(selection))) {
      countPlace([selectionSet], walk);
    }
  }
  return walk.pairs + fragments.size * walk.selections.size * LOOKUP_SHARE;
}

interface Walk {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  pairs: number;
  /** As written; one of a fragment is met in many places. */
  readonly selections: Set<SelectionNode>;
}

/** What is selected in one place of the answer, by response key. */
interface Place {
  readonly fields: Map<string, { count: number; readonly selectionSets: SelectionSetNode[] }>;
  readonly spread: Set<string>;
  spreads: number;
}

function countPlace(selectionSets: readonly SelectionSetNode[], walk: Walk): void {
  const place: Place = { fields: new Map(), spread: new Set(), spreads: 0 };
  for (const { selections } of selectionSets) collect(selections, place, walk);
  // Spread into one place, fragments are compared with one another as fields are.
  walk.pairs += countPairs(place.spreads);
  for (const { count, selectionSets: inner } of place.fields.values()) {
    walk.pairs += countPairs(count);
    if (inner.length > 0) countPlace(inner, walk);
  }
}

function collect(selections: readonly SelectionNode[], place: Place, walk: Walk): void {
  for (const selection of selections) {
    walk.selections.add(selection);
    switch (selection.kind) {
      case Kind.FIELD: {
        const key = (selection.alias ?? selection.name).value;
        const field = place.fields.get(key) ?? { count: 0, selectionSets: [] };
        field.count++;
        if (selection.selectionSet !== undefined) field.selectionSets.push(selection.selectionSet);
        place.fields.set(key, field);
        break;
      }
      case Kind.INLINE_FRAGMENT:
        collect(selection.selectionSet.selections, place, walk);
        break;
      case Kind.FRAGMENT_SPREAD: {
        place.spreads++;
        const name = selection.name.value;
        const fragment = walk.fragments.get(name);
        if (fragment === undefined || place.spread.has(name)) break;
        place.spread.add(name);
        collect(fragment.selectionSet.selections, place, walk);
        break;
      }
    }
  }
}

function countPairs(count: number): number {
  return (count * (count - 1)) / 2;
}
