import {
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';

/** The types of a supergraph as it says them, those included that clients may not see. */
export interface SupergraphTypes {
  readonly all: readonly TypeDefinitionNode[];
  find(typeName: string): TypeDefinitionNode | undefined;
  findField(typeName: string, fieldName: string): FieldDefinitionNode | undefined;
  /** The interfaces of a type, those of its interfaces too. */
  interfacesOf(typeName: string): readonly InterfaceTypeDefinitionNode[];
  /** What objects of an interface or a union may be; of any other type, nothing. */
  possibleTypes(typeName: string): readonly string[];
}

/** @throws TypeError on an extension: no composition writes one, and what it says would be overlooked. */
export function indexTypes(supergraph: DocumentNode): SupergraphTypes {
  const byName = new Map<string, TypeDefinitionNode>();
  const fields = new Map<string, FieldDefinitionNode>();
  for (const definition of supergraph.definitions) {
    if (isTypeExtensionNode(definition)) {
      throw new TypeError(`The supergraph extends ${definition.name.value}, which must be one definition.`);
    }
    if (!isTypeDefinitionNode(definition)) continue;
    byName.set(definition.name.value, definition);
    if (!hasOutputFields(definition)) continue;
    for (const field of definition.fields ?? []) {
      fields.set(`${definition.name.value}.${field.name.value}`, field);
    }
  }
  const interfacesOf = (typeName: string) => {
    const found = new Map<string, InterfaceTypeDefinitionNode>();
    const add = (name: string) => {
      const type = byName.get(name);
      if (type === undefined || !hasOutputFields(type)) return;
      for (const { name: parent } of type.interfaces ?? []) {
        const definition = byName.get(parent.value);
        if (found.has(parent.value) || definition?.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
        found.set(parent.value, definition);
        add(parent.value);
      }
    };
    add(typeName);
    return [...found.values()];
  };
  const possible = indexPossibleTypes([...byName.values()], interfacesOf);
  return {
    all: [...byName.values()],
    find: (typeName) => byName.get(typeName),
    findField: (typeName, fieldName) => fields.get(`${typeName}.${fieldName}`),
    interfacesOf,
    possibleTypes: (typeName) => possible.get(typeName) ?? [],
  };
}

export function hasOutputFields(
  definition: TypeDefinitionNode,
): definition is ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  );
}

function indexPossibleTypes(
  all: readonly TypeDefinitionNode[],
  interfacesOf: SupergraphTypes['interfacesOf'],
): ReadonlyMap<string, readonly string[]> {
  const possible = new Map<string, string[]>();
  for (const definition of all) {
    const name = definition.name.value;
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      possible.set(
        name,
        (definition.types ?? []).map((member) => member.name.value),
      );
    } else if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const parent of interfacesOf(name)) {
        const others = possible.get(parent.name.value) ?? [];
        possible.set(parent.name.value, [...others, name]);
      }
    }
  }
  return possible;
}
