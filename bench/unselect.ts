import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * The operation with every object's selection widened to all the fields that it has: leaves everywhere, and plain
 * value objects such as money with theirs.
 */
export function unselect(schema: GraphQLSchema, body: string): string {
  const typeInfo = new TypeInfo(schema);
  const widened = visit(
    parse(body),
    visitWithTypeInfo(typeInfo, {
      SelectionSet: {
        leave(node) {
          const type = typeInfo.getParentType();
          const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
          return type && !isRoot ? addFields(node, type) : undefined;
        },
      },
    }),
  );
  return print(widened);
}

function addFields(selectionSet: SelectionSetNode, type: GraphQLNamedType): SelectionSetNode {
  const selected = new Set(
    selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : [])),
  );
  const added = fieldsOf(type).filter(({ name }) => !selected.has(name.value));
  return { ...selectionSet, selections: [...selectionSet.selections, ...added] };
}

function fieldsOf(type: GraphQLNamedType): FieldNode[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const fieldType = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(fieldType)) return [selectField(field.name)];
    const inner = isObjectType(fieldType) ? Object.values(fieldType.getFields()) : [];
    const isValue = inner.length > 0 && inner.every((part) => isLeafType(getNamedType(part.type)));
    return isValue
      ? [
          selectField(
            field.name,
            inner.map(({ name }) => selectField(name)),
          ),
        ]
      : [];
  });
}

function selectField(name: string, selections?: readonly FieldNode[]): FieldNode {
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: name },
    ...(selections !== undefined && { selectionSet: { kind: Kind.SELECTION_SET, selections } }),
  };
}
