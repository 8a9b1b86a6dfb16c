import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import { GatewayError } from '../errors.ts';

/** How large an operation may be. Counted before validation, because validating a hostile one is the attack. */
export const LIMITS = { tokens: 4_000, depth: 20, fields: 2_000, rootFields: 20, directives: 50 } as const;

interface Size {
  fields: number;
  depth: number;
  /** Fields of the selection set itself, those of its fragments included. */
  width: number;
}

const NOTHING: Size = { fields: 0, depth: 0, width: 0 };

/**
 * Refuses what is too large. Fragments are counted, never expanded: each is measured once, so that a bomb of
 * nested spreads costs no more than its text.
 * @throws GatewayError OPERATION_TOO_COMPLEX naming limit and value, or GRAPHQL_VALIDATION_FAILED for fragments
 * that spread one another in a circle.
 */
export function checkLimits(document: DocumentNode): void {
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const { measure, measureFragment } = createMeasure(fragments);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
      continue;
    // A fragment counts even where nothing spreads it, or another has its name: validation looks at each.
    const isSpreadable =
      definition.kind === Kind.FRAGMENT_DEFINITION && fragments.get(definition.name.value) === definition;
    const { fields, depth, width } = isSpreadable
      ? measureFragment(definition.name.value)
      : measure(definition.selectionSet);
    refuseAbove('depth', depth);
    refuseAbove('fields', fields);
    if (definition.kind === Kind.OPERATION_DEFINITION) refuseAbove('rootFields', width);
  }
}

function createMeasure(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const measured = new Map<string, Size>();
  const open = new Set<string>();
  let directives = 0;

  const measureFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
    const fragment = fragments.get(name);
    // An unknown fragment is for validation to name.
    if (fragment === undefined) return NOTHING;
    open.add(name);
    const size = measure(fragment.selectionSet);
    open.delete(name);
    measured.set(name, size);
    return size;
  };

  const measure = (selectionSet: SelectionSetNode): Size => {
    const size = { ...NOTHING };
    for (const selection of selectionSet.selections) {
      directives += selection.directives?.length ?? 0;
      refuseAbove('directives', directives);
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? measureFragment(selection.name.value)
          : selection.selectionSet === undefined
            ? NOTHING
            : measure(selection.selectionSet);
      // Results are read by their __typename; an alias must not take its place.
      if (selection.kind === Kind.FIELD && selection.alias?.value.startsWith('__')) {
        throw new GatewayError('GRAPHQL_VALIDATION_FAILED');
      }
      const isField = selection.kind === Kind.FIELD ? 1 : 0;
      size.fields += inner.fields + isField;
      size.depth = Math.max(size.depth, inner.depth + isField);
      size.width += isField === 1 ? 1 : inner.width;
    }
    return size;
  };
  return { measure, measureFragment };
}

function refuseAbove(limit: keyof typeof LIMITS, value: number): void {
  if (value <= LIMITS[limit]) return;
  throw new GatewayError('OPERATION_TOO_COMPLEX', {
    detail: `The operation's ${limit} must be at most ${LIMITS[limit]}.`,
  });
}
