import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
} from 'graphql';
import { readArguments, readLinks } from './links.ts';

const COST = 'https://specs.apollo.dev/cost';

/** Of what a field brings where the schema declares no weight: the cost is then how many values an answer may hold. */
export const DEFAULT_WEIGHT = 1;

/** How long a list may be, as `@listSize` says of the field that is the list or holds it (cost specification v0.1). */
export interface DeclaredListSize {
  readonly assumedSize: number | undefined;
  /** Arguments of which one bounds it. */
  readonly slicingArguments: readonly string[];
  /** The fields of the object that are the list; empty where the field itself is. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/**
 * Attaches what a supergraph says of costs to its API schema, which itself knows no such directives: `@cost` as
 * `extensions.cost` of an object, scalar or enum type, a field, argument or input field; `@listSize` as
 * `extensions.listSize` of a field.
 */
export function attachCostDirectives(supergraph: DocumentNode, apiSchema: GraphQLSchema): void {
  const link = readLinks(supergraph).find(({ identity }) => identity === COST);
  if (link === undefined) return;
  const names: Names = { cost: link.directiveName, listSize: link.nameOf('listSize') };
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || definition.name === undefined) continue;
    const type = apiSchema.getType(definition.name.value);
    if (type === undefined) continue;
    switch (definition.kind) {
      case Kind.SCALAR_TYPE_DEFINITION:
      case Kind.ENUM_TYPE_DEFINITION:
        attachCost(type, definition, names);
        break;
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        for (const node of definition.fields ?? []) {
          attachCost(isInputObjectType(type) ? type.getFields()[node.name.value] : undefined, node, names);
        }
        break;
      case Kind.OBJECT_TYPE_DEFINITION:
        attachCost(type, definition, names);
        for (const node of definition.fields ?? []) attachToField(findField(type, node), node, names);
        break;
    }
  }
  inheritCosts(apiSchema);
}

/** Abstract types and their fields carry no such directives: whoever selects through one may get the dearest. */
function inheritCosts(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const possible = schema.getPossibleTypes(type);
    extend(type, 'cost', findDearest(possible));
    if (!isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const implementations = possible.flatMap((one) => one.getFields()[field.name] ?? []);
      extend(field, 'cost', findDearest(implementations));
      extend(field, 'listSize', findLongest(implementations));
    }
  }
}

function findDearest(elements: readonly Extended[]): number | undefined {
  const weights = elements.map((element) => readCost(element));
  if (weights.every((weight) => weight === undefined)) return undefined;
  return Math.max(...weights.map((weight) => weight ?? DEFAULT_WEIGHT));
}

function findLongest(fields: readonly Extended[]): DeclaredListSize | undefined {
  const declared = fields.flatMap((field) => readListSize(field) ?? []);
  return declared.sort((left, right) => (right.assumedSize ?? 0) - (left.assumedSize ?? 0))[0];
}

function extend(element: Extended, name: string, value: unknown): void {
  if (value !== undefined) element.extensions = { ...element.extensions, [name]: value };
}

interface Extended {
  extensions: Readonly<Record<string, unknown>>;
}

/** What `@cost` says of an element of an API schema. */
export function readCost({ extensions }: Extended): number | undefined {
  // Written above and nowhere else.
  return extensions.cost as number | undefined;
}

/** What `@listSize` says of a field of an API schema. */
export function readListSize({ extensions }: Extended): DeclaredListSize | undefined {
  return extensions.listSize as DeclaredListSize | undefined;
}

interface Names {
  readonly cost: string;
  readonly listSize: string;
}

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function findField(type: GraphQLNamedType, node: FieldDefinitionNode) {
  return isObjectType(type) ? type.getFields()[node.name.value] : undefined;
}

function attachToField(
  field: GraphQLField<unknown, unknown> | undefined,
  node: FieldDefinitionNode,
  names: Names,
): void {
  if (field === undefined) return;
  attachCost(field, node, names);
  for (const argumentNode of node.arguments ?? []) {
    attachCost(
      field.args.find(({ name }) => name === argumentNode.name.value),
      argumentNode,
      names,
    );
  }
  const directive = findDirective(node, names.listSize);
  if (directive !== undefined) {
    extend(field, 'listSize', parseListSize(readArguments(directive)));
  }
}

function attachCost(element: Extended | undefined, node: Annotated, names: Names): void {
  const directive = findDirective(node, names.cost);
  if (element === undefined || directive === undefined) return;
  const weight = Number(readArguments(directive).weight);
  if (Number.isFinite(weight)) extend(element, 'cost', weight);
}

function parseListSize(given: Record<string, unknown>): DeclaredListSize {
  const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument = true } = given;
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: listOfTexts(slicingArguments),
    sizedFields: listOfTexts(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument === true,
  };
}

function listOfTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}

function findDirective({ directives }: Annotated, name: string): ConstDirectiveNode | undefined {
  return directives?.find((directive) => directive.name.value === name);
}
