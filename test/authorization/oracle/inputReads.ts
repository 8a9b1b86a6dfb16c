import {
  type FieldDefinitionNode,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getArgumentValues,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
} from 'graphql';
import type { Declared, MergedTypes } from './mergeSubgraphs.ts';
import type { Marked } from './readSubgraph.ts';

/** The coordinates that a selection's arguments read, for the values that they have in one call. */
export function listReads(
  types: MergedTypes,
  schema: GraphQLSchema,
  place: { readonly type: string; readonly node: FieldNode },
  variables: Readonly<Record<string, unknown>>,
): readonly string[] {
  const type = schema.getType(place.type);
  const name = place.node.name.value;
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const field = type.getFields()[name];
  if (field === undefined || field.args.length === 0) return [];
  const values = getArgumentValues(field, place.node, variables);
  // Of an interface's field, any implementer's argument of that name may be what reads, and the other way round.
  const objects = isInterfaceType(type) ? schema.getPossibleTypes(type) : [type];
  const owners = [...new Set([type, ...objects, ...objects.flatMap((one) => one.getInterfaces())])];
  return field.args.flatMap((argument) => {
    // A null too: a resolver may take the default for it.
    const value = values[argument.name] ?? argument.defaultValue;
    if (value === undefined || value === null) return [];
    const declared = owners.flatMap((owner) =>
      ((types.get(owner.name)?.fields.get(name) ?? []) as readonly Declared<FieldDefinitionNode>[]).flatMap(
        ({ node, ...rest }) =>
          (node.arguments ?? [])
            .filter((one) => one.name.value === argument.name)
            .map((one) => ({ ...rest, node: one })),
      ),
    );
    return [...readsOf(declared), ...listReadsOfValue(types, argument.type, value)];
  });
}

function listReadsOfValue(types: MergedTypes, type: GraphQLInputType, value: unknown): readonly string[] {
  const nullable = getNullableType(type);
  if (value === undefined || value === null) return [];
  if (isListType(nullable)) {
    const items = Array.isArray(value) ? value : [value];
    return items.flatMap((item: unknown) => listReadsOfValue(types, nullable.ofType, item));
  }
  if (isEnumType(nullable)) return readsOf(types.get(nullable.name)?.values.get(String(value)) ?? []);
  if (!isInputObjectType(nullable)) return [];
  return Object.values(nullable.getFields()).flatMap((field) => {
    const inner: unknown = Object(value)[field.name] ?? field.defaultValue;
    if (inner === undefined || inner === null) return [];
    const declared = types.get(nullable.name)?.fields.get(field.name) ?? [];
    return [...readsOf(declared), ...listReadsOfValue(types, field.type, inner)];
  });
}

function readsOf(declared: readonly Declared<Marked>[]): readonly string[] {
  return declared.flatMap(({ subgraph, node }) =>
    subgraph.find(node, 'reads').flatMap(({ fields }) => (Array.isArray(fields) ? fields.map(String) : [])),
  );
}
