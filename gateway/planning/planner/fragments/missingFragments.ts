import {
  baseType,
  federationMetadata,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  type ObjectType,
  possibleRuntimeTypes,
} from '@apollo/federation-internals';
import {
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { ENTITIES } from '../../fetches/subgraphDocument.ts';
import { type ClientSelections, followKey, keyOf, readFragment } from './clientSelections.ts';
import type { PartialSubgraph } from './partialTypes.ts';

interface Context extends PartialSubgraph {
  readonly client: ClientSelections;
}

/**
 * What a fetch selects, with the fragments that the client asks for and the fetch leaves out.
 * @param here what the client selects of the objects that the fetch is about.
 * @returns the same selections where nothing is left out.
 */
export function restoreSelections(
  { operation, selectionSet }: OperationDefinitionNode,
  here: readonly SelectionSetNode[],
  context: Context,
): SelectionSetNode {
  return mapSelections(selectionSet, (selection) => {
    if (selection.kind !== Kind.FIELD || selection.selectionSet === undefined) return selection;
    if (selection.name.value === ENTITIES) {
      return withSelections(selection, restoreSet(selection.selectionSet, ENTITIES, here, context));
    }
    const root = context.schema.schemaDefinition.rootType(operation);
    return root === undefined ? selection : restoreField(selection, root.name, here, context);
  });
}

/** @param typeName what the objects are in the subgraph. */
function restoreSet(
  set: SelectionSetNode,
  typeName: string,
  here: readonly SelectionSetNode[],
  context: Context,
): SelectionSetNode {
  return mapSelections(set, (selection) => {
    if (selection.kind === Kind.FIELD) return restoreField(selection, typeName, here, context);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
    const condition = selection.typeCondition?.name.value ?? typeName;
    return withSelections(selection, restoreSet(selection.selectionSet, condition, here, context));
  });
}

function restoreField(
  field: FieldNode,
  parentName: string,
  here: readonly SelectionSetNode[],
  context: Context,
): FieldNode {
  const typeName = findFieldType(parentName, field.name.value, context)?.name;
  if (field.selectionSet === undefined || typeName === undefined) return field;
  const below = followKey(here, keyOf(field), context.client);
  const restored = restoreSet(field.selectionSet, typeName, below, context);
  const missing = (context.types.get(typeName) ?? [])
    .map((type) => selectMissing(type, restored, below, context))
    .filter((fragment) => fragment !== undefined);
  if (missing.length === 0) return withSelections(field, restored);
  return withSelections(field, { ...restored, selections: [...restored.selections, ...missing] });
}

function findFieldType(typeName: string, field: string, { schema }: Context) {
  const type = schema.type(typeName);
  if (type === undefined || !(isObjectType(type) || isInterfaceType(type))) return undefined;
  const result = type.field(field)?.type;
  return result === undefined ? undefined : baseType(result);
}

/** What a fetch leaves out of a type; undefined where it asks something of that type: then it has been planned. */
function selectMissing(
  type: ObjectType,
  fetched: SelectionSetNode,
  below: readonly SelectionSetNode[],
  context: Context,
): InlineFragmentNode | undefined {
  const fragments = fetched.selections.filter((selection) => selection.kind === Kind.INLINE_FRAGMENT);
  if (fragments.some((fragment) => isOf(type, fragment.typeCondition?.name.value, context))) return undefined;
  const present = new Map(listFields(fetched).map((field) => [keyOf(field), field]));
  const selections = selectOwn(type, below, context).filter((selection) =>
    listFields({ kind: Kind.SELECTION_SET, selections: [selection] }).some(
      (field) => !present.has(keyOf(field)),
    ),
  );
  // Here types may be nullable that elsewhere are not, which one document must not ask for under one key.
  const clashes = selections.some((selection) =>
    fragments.some((fragment) => clash(type, selection, fragment, context)),
  );
  return selections.length === 0 || clashes ? undefined : fragmentOn(type.name, selections);
}

function clash(
  type: ObjectType,
  selection: SelectionNode,
  { typeCondition, selectionSet }: InlineFragmentNode,
  context: Context,
): boolean {
  const others = listFields(selectionSet);
  return listFields({ kind: Kind.SELECTION_SET, selections: [selection] }).some((field) => {
    const own = type.field(field.name.value)?.type?.toString();
    const other = others.find((one) => keyOf(one) === keyOf(field))?.name.value;
    const condition = typeCondition && context.schema.type(typeCondition.name.value);
    if (other === undefined || condition === undefined || !('field' in condition)) return false;
    return condition.field(other)?.type?.toString() !== own;
  });
}

/** What the client selects of objects of a type, as far as the subgraph itself answers it. */
function selectOwn(
  type: ObjectType,
  sets: readonly SelectionSetNode[],
  context: Context,
): readonly SelectionNode[] {
  return sets.flatMap(({ selections }) =>
    selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return selectOwnField(type, selection, context);
      const fragment = readFragment(selection, context.client);
      if (!isOf(type, fragment.condition, context)) return [];
      const inner = selectOwn(type, fragment.sets, context);
      const { directives = [] } = selection;
      if (inner.length === 0 || directives.length === 0) return inner;
      return [
        {
          kind: Kind.INLINE_FRAGMENT,
          directives,
          selectionSet: { kind: Kind.SELECTION_SET, selections: inner },
        },
      ];
    }),
  );
}

function selectOwnField(type: ObjectType, selection: FieldNode, context: Context): readonly SelectionNode[] {
  const field = type.field(selection.name.value);
  const metadata = federationMetadata(context.schema);
  if (field === undefined || metadata === undefined || metadata.isFieldExternal(field)) return [];
  if (field.hasAppliedDirective(metadata.requiresDirective())) return [];
  if (selection.selectionSet === undefined) return [selection];
  const result = findFieldType(type.name, selection.name.value, context);
  if (result === undefined) return [];
  const sets = [selection.selectionSet];
  if (isObjectType(result)) {
    const selections = selectOwn(result, sets, context);
    return selections.length === 0
      ? []
      : [withSelections(selection, { kind: Kind.SELECTION_SET, selections })];
  }
  if (!isAbstractType(result)) return [];
  const fragments = possibleRuntimeTypes(result).flatMap((one) => {
    const selections = selectOwn(one, sets, context);
    return selections.length === 0 ? [] : [fragmentOn(one.name, selections)];
  });
  const selections = [TYPENAME, ...fragments];
  return [withSelections(selection, { kind: Kind.SELECTION_SET, selections })];
}

function isOf(type: ObjectType, condition: string | undefined, { schema }: Context): boolean {
  if (condition === undefined || condition === type.name) return true;
  const abstractType = schema.type(condition);
  return (
    abstractType !== undefined &&
    isAbstractType(abstractType) &&
    possibleRuntimeTypes(abstractType).some(({ name }) => name === type.name)
  );
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function fragmentOn(typeName: string, selections: readonly SelectionNode[]): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } },
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  };
}

/** The fields of a selection set, those under conditions too. */
function listFields({ selections }: SelectionSetNode): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const isBare = selection.kind === Kind.INLINE_FRAGMENT && selection.typeCondition === undefined;
    return isBare ? listFields(selection.selectionSet) : [];
  });
}

function mapSelections(
  set: SelectionSetNode,
  map: (selection: SelectionNode) => SelectionNode,
): SelectionSetNode {
  const selections = set.selections.map(map);
  return selections.every((selection, index) => selection === set.selections[index])
    ? set
    : { ...set, selections };
}

function withSelections<Node extends FieldNode | InlineFragmentNode>(
  node: Node,
  selectionSet: SelectionSetNode,
): Node {
  return node.selectionSet === selectionSet ? node : { ...node, selectionSet };
}
