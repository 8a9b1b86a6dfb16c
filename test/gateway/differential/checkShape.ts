import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

/**
 * Checks an answer against operation and schema by nothing of the gateway's: its members and their order, types,
 * and no null where none may be.
 * @returns where it is wrong; undefined where it is right.
 */
export function findMisshape(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  data: unknown,
): string | undefined {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const root = operation && schema.getRootType(operation.operation);
  if (operation === undefined || root === undefined || root === null) return 'no operation';
  const fragments = Object.fromEntries(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const context = { schema, fragments, variables: { ...variables } };
  if (data === null) return undefined;
  const fields = collectFields(schema, fragments, context.variables, root, operation.selectionSet);
  return checkObject(context, root, fields, data, 'data');
}

interface Context {
  readonly schema: GraphQLSchema;
  readonly fragments: Parameters<typeof collectFields>[1];
  readonly variables: Record<string, unknown>;
}

function checkObject(
  context: Context,
  type: GraphQLCompositeType,
  fields: ReadonlyMap<string, readonly FieldNode[]>,
  value: unknown,
  path: string,
): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${path} is no object`;
  const keys = Object.keys(value);
  // A name such as "1" would come first whatever the order: GraphQL has no such names.
  if (keys.join() !== [...fields.keys()].join())
    return `${path} has ${keys.join()} not ${[...fields.keys()].join()}`;
  for (const [key, nodes] of fields) {
    const name = nodes[0]?.name.value ?? '';
    const member: unknown = Reflect.get(value, key);
    if (name === '__typename') {
      if (member !== type.name) return `${path}.${key} is ${String(member)} not ${type.name}`;
      continue;
    }
    if (name.startsWith('__')) continue;
    const field = isUnionType(type) ? undefined : type.getFields()[name];
    if (field === undefined) return `${path}.${key} is no field of ${type.name}`;
    const fault = checkValue(context, field.type, nodes, member, `${path}.${key}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function checkValue(
  context: Context,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  value: unknown,
  path: string,
): string | undefined {
  if (isNonNullType(type)) {
    return value === null ? `${path} is null` : checkValue(context, type.ofType, nodes, value, path);
  }
  if (value === null) return undefined;
  if (isListType(type)) {
    if (!Array.isArray(value)) return `${path} is no list`;
    return value
      .map((item: unknown, index) => checkValue(context, type.ofType, nodes, item, `${path}[${index}]`))
      .find((fault) => fault !== undefined);
  }
  if (isLeafType(type)) return isLeaf(type, value) ? undefined : `${path} is no ${type.name}`;
  const faults = listRuntimeTypes(context.schema, type).map((one) => {
    // Of an object whose type never came, an interface's own part is left; it is collected as for a type.
    const runtime = one as GraphQLObjectType;
    const fields = collectSubfields(context.schema, context.fragments, context.variables, runtime, [
      ...nodes,
    ]);
    return checkObject(context, one, fields, value, path);
  });
  return faults.includes(undefined) ? undefined : faults[0];
}

function listRuntimeTypes(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
): readonly GraphQLCompositeType[] {
  if (isObjectType(type)) return [type];
  return [...schema.getPossibleTypes(type), ...(isInterfaceType(type) ? [type] : [])];
}

function isLeaf(type: GraphQLOutputType & { name: string }, value: unknown): boolean {
  if (isEnumType(type)) return typeof value === 'string' && type.getValue(value) !== undefined;
  switch (type.name) {
    case 'Int':
      return typeof value === 'number' && value === (value | 0);
    case 'Float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'Boolean':
      return typeof value === 'boolean';
    case 'String':
    case 'ID':
      return typeof value === 'string';
    default:
      return value !== undefined;
  }
}
