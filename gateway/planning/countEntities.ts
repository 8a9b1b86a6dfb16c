import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { CompiledOperation } from './compileOperation.ts';
import { fetchedKey } from './fetchedNames.ts';
import {
  ASSUMED_SIZE,
  type CallVariables,
  compileListSize,
  entriesOf,
  evaluate,
  type Formula,
  type ListSize,
  sizeWithin,
} from './limits/listSize.ts';

/** A step of a path in a fetch plan: every entry of a list. */
const EACH = '@';

/**
 * How many objects can stand at a path of an operation's fetch plan, by the sizes of the lists on the way; a list
 * that only the planner asks for is taken to hold as many as one that nobody bounds.
 */
export function countEntities(
  schema: GraphQLSchema,
  { document, definition, rootTypename }: CompiledOperation,
  path: readonly string[],
  variables?: CallVariables,
): number {
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const root = schema.getType(rootTypename);
  let places: readonly Place[] = isCompositeType(root)
    ? [{ type: root, selectionSet: definition.selectionSet, around: undefined }]
    : [];
  let sizes: readonly number[] = [];
  let count = 1;
  for (const step of path) {
    if (step === EACH) {
      count *= sizes.length === 0 ? ASSUMED_SIZE : Math.max(...sizes);
      // Of a list of lists, the size tells of the outermost.
      sizes = [];
      continue;
    }
    const found = places.flatMap((place) => findFields({ schema, fragments }, place, step));
    sizes = found.map(({ entries }) => evaluate(entries, variables));
    places = found.flatMap(({ place }) => place ?? []);
  }
  return count;
}

interface Context {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

interface Place {
  readonly type: GraphQLCompositeType;
  readonly selectionSet: SelectionSetNode;
  /** What the field around it says of a list within. */
  readonly around: ListSize | undefined;
}

interface FoundField {
  readonly entries: Formula;
  /** Undefined for a leaf. */
  readonly place: Place | undefined;
}

function findFields(context: Context, { type, selectionSet, around }: Place, key: string): FoundField[] {
  return selectionSet.selections.flatMap((selection): FoundField[] => {
    if (selection.kind === Kind.FIELD) {
      return fetchedKey(selection) === key ? findField(type, selection, around) : [];
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    if (fragment === undefined) return [];
    const condition = fragment.typeCondition?.name.value;
    const inner = condition === undefined ? type : context.schema.getType(condition);
    if (!isCompositeType(inner)) return [];
    return findFields(context, { type: inner, selectionSet: fragment.selectionSet, around }, key);
  });
}

function findField(
  parent: GraphQLCompositeType,
  node: FieldNode,
  around: ListSize | undefined,
): FoundField[] {
  const field =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  if (field === undefined) return [];
  const size = compileListSize(field, node);
  const type = getNamedType(field.type);
  const place =
    node.selectionSet !== undefined && isCompositeType(type)
      ? { type, selectionSet: node.selectionSet, around: sizeWithin(field, size) }
      : undefined;
  return [{ entries: entriesOf(field, size, around), place }];
}
