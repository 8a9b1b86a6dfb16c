import {
  isAbstractType,
  type ObjectType,
  possibleRuntimeTypes,
  type Schema,
  type Subgraphs,
} from '@apollo/federation-internals';

/** A subgraph that knows an object type of an abstract one which another subgraph does not. */
export interface PartialSubgraph {
  readonly schema: Schema;
  /** Those object types, by the abstract type's name. */
  readonly types: ReadonlyMap<string, readonly ObjectType[]>;
}

/** By the subgraphs' names; empty where all agree. */
export type PartialTypes = ReadonlyMap<string, PartialSubgraph>;

export function findPartialTypes(subgraphs: Subgraphs): PartialTypes {
  const schemas = subgraphs.values().map(({ name, schema }) => ({ name, schema }));
  const found = new Map<string, PartialSubgraph>();
  for (const { name, schema } of schemas) {
    const types = new Map<string, readonly ObjectType[]>();
    for (const type of schema.types()) {
      if (!isAbstractType(type)) continue;
      const partial = possibleRuntimeTypes(type).filter((member) =>
        schemas.some((other) => lacks(other.schema, type.name, member.name)),
      );
      if (partial.length > 0) types.set(type.name, partial);
    }
    if (types.size > 0) found.set(name, { schema, types });
  }
  return found;
}

function lacks(schema: Schema, abstractType: string, member: string): boolean {
  const type = schema.type(abstractType);
  if (type === undefined || !isAbstractType(type)) return false;
  return !possibleRuntimeTypes(type).some(({ name }) => name === member);
}
