import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fetchedKey } from '../planning/fetchedNames.ts';
import { listAskedOfTypes } from './askedOfTypes.ts';
import { type Condition, readConditions } from './conditions.ts';

/**
 * The shape of an operation's answer, merged as CollectFields and MergeSelectionSets do it (GraphQL
 * specification, section 6.4), but once for all calls. Object shapes of abstract types are made when a type
 * first turns up.
 */
export interface ObjectShape {
  /** In the order of their first selections. */
  readonly fields: readonly FieldShape[];
  /** False where the response order depends on which of a field's selections are included. */
  readonly isOrdered: boolean;
  /** Where its object's type is not known: when all conditions of one alternative hold, something is asked of types. */
  readonly leavesOut: readonly (readonly Condition[])[];
}

export interface FieldShape {
  readonly responseKey: string;
  /** The key that its value is fetched under. */
  readonly fetchedKey: string;
  /** Every selection of it that applies to this type. */
  readonly nodes: readonly FieldNode[];
  /** For each node, the merged selections that it lies within: denied with any of them. */
  readonly owners: readonly (readonly FieldNode[])[];
  /** It is in the answer when all conditions of one alternative hold; undefined: always. */
  readonly conditions: readonly (readonly Condition[])[] | undefined;
  /** What must hold for each node to count, and where the node stands among all selections. */
  readonly alternatives: readonly Alternative[];
  readonly value: ValueShape;
}

export interface Alternative {
  readonly conditions: readonly Condition[];
  readonly position: number;
}

export type ValueShape =
  | { readonly kind: 'typename' }
  | { readonly kind: 'introspection' }
  | {
      readonly kind: 'leaf';
      readonly nullable: boolean;
      readonly type: GraphQLLeafType;
      /** Text that people outside wrote. */
      readonly untrusted: boolean;
    }
  | { readonly kind: 'list'; readonly nullable: boolean; readonly item: ValueShape }
  | {
      readonly kind: 'object';
      readonly nullable: boolean;
      readonly type: GraphQLCompositeType;
      /**
       * Undefined for a type name that cannot occur here. That of an interface itself stands for an object whose
       * type is not known: it has what is asked of all.
       */
      readonly shapeFor: (typename: string) => ObjectShape | undefined;
    };

interface ShapeContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** An interface stands for objects whose type is not known. */
type ShapedType = GraphQLObjectType | GraphQLInterfaceType;

interface CollectedField {
  readonly nodes: FieldNode[];
  readonly owners: (readonly FieldNode[])[];
  /** For each node, what must hold for it to count. */
  readonly alternatives: Alternative[];
}

/** A selection set of one of several merged fields, and what is that one's alone. */
interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly owners: readonly FieldNode[];
  readonly conditions: readonly Condition[];
}

export function computeResponseShape(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ObjectShape {
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) return { fields: [], isOrdered: true, leavesOut: [] };
  return computeObjectShape({ schema, fragments }, root, [
    { selectionSet: operation.selectionSet, owners: [], conditions: [] },
  ]);
}

function computeObjectShape(context: ShapeContext, type: ShapedType, parts: readonly Part[]): ObjectShape {
  const collected = new Map<string, CollectedField>();
  for (const part of parts) collectFields(context, type, part, collected);
  const fields = [...collected];
  return {
    leavesOut: isInterfaceType(type) ? parts.flatMap((part) => listAskedOfTypes(context, type, part)) : [],
    isOrdered: fields.every(
      ([, { alternatives }]) => alternatives.length === 1 || isCertain(alternatives[0]),
    ),
    fields: fields.map(([responseKey, field]) => ({
      responseKey,
      fetchedKey: field.nodes[0] === undefined ? responseKey : fetchedKey(field.nodes[0]),
      nodes: field.nodes,
      owners: field.owners,
      conditions: field.alternatives.some(isCertain)
        ? undefined
        : field.alternatives.map(({ conditions }) => conditions),
      alternatives: field.alternatives,
      value: computeFieldValue(context, type, field),
    })),
  };
}

function isCertain(alternative: Alternative | undefined): boolean {
  return alternative?.conditions.length === 0;
}

function collectFields(
  context: ShapeContext,
  type: ShapedType,
  { selectionSet, owners, conditions: outer }: Part,
  into: Map<string, CollectedField>,
): void {
  for (const selection of selectionSet.selections) {
    const conditions = readConditions(selection);
    if (conditions === 'never') continue;
    const all = [...outer, ...conditions];
    if (selection.kind === Kind.FIELD) {
      const responseKey = selection.alias?.value ?? selection.name.value;
      const field = into.get(responseKey) ?? { nodes: [], owners: [], alternatives: [] };
      field.nodes.push(selection);
      field.owners.push(owners);
      field.alternatives.push({ conditions: all, position: nextPosition(into) });
      into.set(responseKey, field);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    if (fragment !== undefined && appliesTo(context.schema, fragment.typeCondition?.name.value, type)) {
      collectFields(context, type, { selectionSet: fragment.selectionSet, owners, conditions: all }, into);
    }
  }
}

function nextPosition(collected: ReadonlyMap<string, CollectedField>): number {
  let count = 0;
  for (const { nodes } of collected.values()) count += nodes.length;
  return count;
}

function appliesTo(schema: GraphQLSchema, condition: string | undefined, type: ShapedType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditionType = schema.getType(condition);
  return (
    isCompositeType(conditionType) && !isObjectType(conditionType) && schema.isSubType(conditionType, type)
  );
}

function computeFieldValue(
  context: ShapeContext,
  parent: ShapedType,
  { nodes, owners, alternatives }: CollectedField,
): ValueShape {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return { kind: 'typename' };
  const field = parent.getFields()[name];
  if (field === undefined) return { kind: 'introspection' };
  const parts = nodes.flatMap((node, index): Part[] => {
    const { selectionSet } = node;
    if (selectionSet === undefined) return [];
    // What is within the only node is there whenever the field is; of several, each brings its own part.
    if (nodes.length === 1) return [{ selectionSet, owners: owners[index] ?? [], conditions: [] }];
    return [
      {
        selectionSet,
        owners: [...(owners[index] ?? []), node],
        conditions: alternatives[index]?.conditions ?? [],
      },
    ];
  });
  return computeValueShape(context, field.type, { parts, untrusted: field.extensions.untrusted === true });
}

interface FieldContent {
  readonly parts: readonly Part[];
  readonly untrusted: boolean;
}

function computeValueShape(
  context: ShapeContext,
  type: GraphQLOutputType,
  content: FieldContent,
  nullable = true,
): ValueShape {
  if (isNonNullType(type)) return computeValueShape(context, type.ofType, content, false);
  if (isListType(type)) {
    return { kind: 'list', nullable, item: computeValueShape(context, type.ofType, content) };
  }
  const { parts, untrusted } = content;
  if (isLeafType(type)) return { kind: 'leaf', nullable, type, untrusted };
  return { kind: 'object', nullable, type, shapeFor: createShapeFinder(context, type, parts) };
}

function createShapeFinder(
  context: ShapeContext,
  type: GraphQLCompositeType,
  parts: readonly Part[],
): (typename: string) => ObjectShape | undefined {
  const possible = new Map(
    (isObjectType(type) ? [type] : context.schema.getPossibleTypes(type)).map((one) => [one.name, one]),
  );
  const shapes = new Map<string, ObjectShape>();
  return (typename) => {
    // A subgraph that has an interface as an object (`@interfaceObject`) knows no types of it.
    const isTypeless = isInterfaceType(type) && typename === type.name;
    const shapedType = isTypeless ? type : possible.get(typename);
    if (shapedType === undefined) return undefined;
    let shape = shapes.get(typename);
    if (shape === undefined) {
      shape = computeObjectShape(context, shapedType, parts);
      shapes.set(typename, shape);
    }
    return shape;
  };
}
