import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../errors.ts';

/** How many fields the answer of an ad-hoc operation may hold at worst. */
const MAX_COST = 10_000;
/** A list that nobody bounds is taken to hold this many. */
const ASSUMED_LIST_SIZE = 10;
const PAGE_SIZE_ARGUMENTS = ['first', 'last', 'limit'];

/**
 * Refuses an operation whose answer could grow beyond all measure: lists in lists multiply.
 * @param document validated, and within the limits that bound its expansion.
 * @param variables as the client sent them: a page is as large as it is asked for.
 * @throws GatewayError OPERATION_TOO_COMPLEX
 */
export function checkCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const root = schema.getRootType(definition.operation);
  if (root === undefined || root === null) return;
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const cost = measureSelectionSet(
    { schema, fragments, variables },
    root,
    definition.selectionSet,
    undefined,
  );
  if (cost <= MAX_COST) return;
  throw new GatewayError('OPERATION_TOO_COMPLEX', {
    detail: `The answer could hold ${cost} fields; at most ${MAX_COST} are served. Ask for smaller pages.`,
  });
}

interface CostContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @param pageSize what the field around it was asked for, where that is a page and its list lies within. */
function measureSelectionSet(
  context: CostContext,
  type: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  pageSize: number | undefined,
): number {
  let cost = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      cost += measureField(context, type, selection, pageSize);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    const inner = condition === undefined ? type : context.schema.getType(condition);
    if (isCompositeType(inner)) cost += measureSelectionSet(context, inner, fragment.selectionSet, pageSize);
  }
  return cost;
}

function measureField(
  context: CostContext,
  type: GraphQLCompositeType,
  node: FieldNode,
  pageSize: number | undefined,
): number {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
  const fieldType = field === undefined ? undefined : getNamedType(field.type);
  if (field === undefined || node.selectionSet === undefined || !isCompositeType(fieldType)) return 1;
  const ownPageSize = findPageSize(context, field, node);
  if (!isListType(getNullableType(field.type))) {
    return 1 + measureSelectionSet(context, fieldType, node.selectionSet, ownPageSize);
  }
  const entries = ownPageSize ?? pageSize ?? ASSUMED_LIST_SIZE;
  return 1 + entries * measureSelectionSet(context, fieldType, node.selectionSet, undefined);
}

/** Undefined for a field without an argument that bounds a page. */
function findPageSize(
  { variables }: CostContext,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): number | undefined {
  const argument = field.args.find(({ name }) => PAGE_SIZE_ARGUMENTS.includes(name));
  if (argument === undefined) return undefined;
  const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
  if (given?.kind === Kind.INT) return Math.max(Number(given.value), 0);
  const value = given?.kind === Kind.VARIABLE ? variables[given.name.value] : argument.defaultValue;
  // What is no Int is refused when variables are coerced.
  if (typeof value === 'number' && value === (value | 0)) return Math.max(value, 0);
  // Left to a default of the variable's, or to the subgraph's own: at most what the schema states.
  const { maximum } = (argument.extensions.jsonSchema ?? {}) as { maximum?: number };
  return maximum ?? ASSUMED_LIST_SIZE;
}
