import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { GatewayError } from '../../errors.ts';
import { type Condition, readConditions } from '../../response/conditions.ts';
import { DEFAULT_WEIGHT, readCost } from '../../supergraph/costDirectives.ts';
import { compileInputCost } from './inputCost.ts';
import {
  ASSUMED_SIZE,
  type CallVariables,
  compileListSize,
  countListLevels,
  entriesOf,
  evaluate,
  type Formula,
  type ListSize,
  sizeWithin,
} from './listSize.ts';

/** What a call of an ad-hoc operation may cost. */
export const MAX_COST = 10_000;
const MUTATION_COST = 10;

/** What calls of one operation cost, but for their variables. */
export interface OperationCost {
  /** @returns the most that a call with these variables can cost; without any, the most that any call can. */
  measure(variables?: CallVariables): number;
  /** The response key of a list that the call bounds by fewer or more arguments than the schema asks for. */
  findUnbounded(variables: CallVariables): string | undefined;
}

/**
 * Computes the cost of an operation by `@cost` and `@listSize` (cost specification v0.1, after IBM's draft of cost
 * directives): each field as often as the lists around it have entries, with its weight, or else its type's, and its
 * arguments' weights.
 * @param document validated, and within the limits that bound its expansion.
 */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): OperationCost {
  const root = schema.getRootType(definition.operation);
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const lists: List[] = [];
  const base = definition.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0;
  const fields = root
    ? compileSelectionSet({ schema, fragments, lists }, root, definition.selectionSet, undefined)
    : 0;
  return {
    measure: (variables) => base + evaluate(fields, variables),
    findUnbounded: (variables) => lists.find(({ size }) => !size.isBounded(variables))?.responseKey,
  };
}

/**
 * Refuses a call whose answer could grow beyond all measure: lists in lists multiply.
 * @throws GatewayError OPERATION_TOO_COMPLEX
 */
export function checkCost(operation: OperationCost, variables: Readonly<Record<string, unknown>>): void {
  const unbounded = operation.findUnbounded(variables);
  if (unbounded !== undefined) {
    throw new GatewayError('OPERATION_TOO_COMPLEX', {
      detail: `"${unbounded}" must be given exactly one argument that bounds its list.`,
    });
  }
  const cost = operation.measure(variables);
  if (cost <= MAX_COST) return;
  throw new GatewayError('OPERATION_TOO_COMPLEX', {
    detail: `The operation may cost ${cost}; at most ${MAX_COST} are served. Ask for smaller pages.`,
  });
}

interface List {
  readonly responseKey: string;
  readonly size: ListSize;
}

interface CostContext {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly lists: List[];
}

/**
 * An object is of one type: what is asked of several counts as that of the type that costs most.
 * @param around what the field around it says of a list within.
 */
function compileSelectionSet(
  context: CostContext,
  type: GraphQLCompositeType,
  selectionSet: SelectionSetNode,
  around: ListSize | undefined,
): Formula {
  const parts: Part[] = [];
  collectParts(context, { type, selectionSet, around, typeNames: undefined, conditions: [] }, parts);
  const names = new Set(parts.flatMap(({ typeNames }) => [...(typeNames ?? [])]));
  const indicesByType = [...names].map((name) =>
    parts.flatMap(({ typeNames }, index) => (typeNames?.has(name) === true ? [index] : [])),
  );
  const always = parts.flatMap(({ typeNames }, index) => (typeNames === undefined ? [index] : []));
  return combine(
    parts.map(({ cost }) => cost),
    // Each part has one value for all types: asked for once a type, what is nested would double with each level.
    (costs) => sumAt(costs, always) + Math.max(0, ...indicesByType.map((indices) => sumAt(costs, indices))),
  );
}

function sumAt(costs: readonly number[], indices: readonly number[]): number {
  return indices.reduce((sum, index) => sum + (costs[index] ?? 0), 0);
}

interface Part {
  /** The object types that it is asked of; undefined: of all that are possible here. */
  readonly typeNames: ReadonlySet<string> | undefined;
  readonly cost: Formula;
}

interface Selected extends Omit<Part, 'cost'> {
  readonly type: GraphQLCompositeType;
  readonly selectionSet: SelectionSetNode;
  readonly around: ListSize | undefined;
  readonly conditions: readonly Condition[];
}

function collectParts(context: CostContext, selected: Selected, into: Part[]): void {
  const { type, typeNames, around } = selected;
  for (const selection of selected.selectionSet.selections) {
    const own = readConditions(selection);
    if (own === 'never') continue;
    const conditions = [...selected.conditions, ...own];
    if (selection.kind === Kind.FIELD) {
      into.push({ typeNames, cost: whenMet(conditions, compileField(context, type, selection, around)) });
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const condition = fragment.typeCondition?.name.value;
    const inner = condition === undefined ? type : context.schema.getType(condition);
    if (!isCompositeType(inner)) continue;
    collectParts(
      context,
      {
        type: inner,
        selectionSet: fragment.selectionSet,
        around,
        typeNames: narrow(context.schema, type, typeNames, inner),
        conditions,
      },
      into,
    );
  }
}

/** Those of the types that a fragment on `inner` applies to; undefined where it applies to all. */
function narrow(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  typeNames: ReadonlySet<string> | undefined,
  inner: GraphQLCompositeType,
): ReadonlySet<string> | undefined {
  if (inner === type || isObjectType(type)) return typeNames;
  const wanted = listTypeNames(schema, inner);
  const possible = typeNames ?? listTypeNames(schema, type);
  const both = new Set([...possible].filter((name) => wanted.has(name)));
  return both.size === possible.size ? typeNames : both;
}

function listTypeNames(schema: GraphQLSchema, type: GraphQLCompositeType): ReadonlySet<string> {
  return new Set((isObjectType(type) ? [type] : schema.getPossibleTypes(type)).map(({ name }) => name));
}

function compileField(
  context: CostContext,
  parent: GraphQLCompositeType,
  node: FieldNode,
  around: ListSize | undefined,
): Formula {
  const field =
    isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
  // What is asked of the schema itself is answered here, and bounded by the schema.
  if (field === undefined) return 0;
  const size = compileListSize(field, node);
  if (size !== undefined) {
    context.lists.push({ responseKey: (node.alias ?? node.name).value, size });
  }
  const type = getNamedType(field.type);
  const weight = readCost(field) ?? readCost(type) ?? DEFAULT_WEIGHT;
  const inner =
    node.selectionSet !== undefined && isCompositeType(type)
      ? compileSelectionSet(context, type, node.selectionSet, sizeWithin(field, size))
      : 0;
  const levels = countListLevels(field);
  const entries = levels === 0 ? 1 : multiply(entriesOf(field, size, around), ASSUMED_SIZE ** (levels - 1));
  return add([multiply(entries, add([weight, inner])), ...compileArguments(field, node)]);
}

function compileArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): Formula[] {
  return (node.arguments ?? []).map(({ name, value }) => {
    const argument = field.args.find((one) => one.name === name.value);
    return argument === undefined ? 0 : compileInputCost(argument, value);
  });
}

function whenMet(conditions: readonly Condition[], cost: Formula): Formula {
  if (conditions.length === 0) return cost;
  return (variables) =>
    variables === undefined ||
    conditions.every(({ variable, expected }) => (variables[variable] === true) === expected)
      ? evaluate(cost, variables)
      : 0;
}

function add(parts: readonly Formula[]): Formula {
  return combine(parts, (costs) => costs.reduce((sum, cost) => sum + cost, 0));
}

/** What follows from some costs; known at once where they are. */
function combine(parts: readonly Formula[], derive: (costs: readonly number[]) => number): Formula {
  const known = parts.filter((part) => typeof part === 'number');
  if (known.length === parts.length) return derive(known);
  return (variables) => derive(parts.map((part) => evaluate(part, variables)));
}

function multiply(left: Formula, right: Formula): Formula {
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  return (variables) => evaluate(left, variables) * evaluate(right, variables);
}
