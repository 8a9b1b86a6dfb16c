import { type GraphQLSchema, isAbstractType } from 'graphql';
import { listAskedSelections } from '../../../gateway/authorization/askedSelections.ts';
import type { RegisteredOperation } from '../../../gateway/planning/registerOperations.ts';
import { compareTexts } from './ways.ts';

/** Which operations select a field, by its coordinate: also those that do so through an interface of its type. */
export function indexTouched(
  schema: GraphQLSchema,
  operations: readonly RegisteredOperation[],
): ReadonlyMap<string, readonly string[]> {
  const touched = new Map<string, Set<string>>();
  for (const { name, compiled } of operations) {
    for (const { parentName, field } of listAskedSelections(schema, compiled.document, compiled.definition)) {
      if (field === undefined) continue;
      const parent = schema.getType(parentName);
      const objects = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
      for (const typeName of [parentName, ...objects.map((object) => object.name)]) {
        const coordinate = `${typeName}.${field.name}`;
        touched.set(coordinate, (touched.get(coordinate) ?? new Set()).add(name));
      }
    }
  }
  return new Map([...touched].map(([coordinate, names]) => [coordinate, [...names].sort(compareTexts)]));
}
