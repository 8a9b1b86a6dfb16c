import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Classification } from '../supergraph/classification.ts';

/** A field of an operation that tells something of a person. */
export interface ClassifiedSelection {
  readonly node: FieldNode;
  /** Of the type that it is selected on, such as `Person.phone`. */
  readonly coordinate: string;
  /** At least one. */
  readonly classes: readonly string[];
}

/** The classified fields that an operation selects, each selection once, in the order of the document. */
export function findClassified(
  document: DocumentNode,
  schema: GraphQLSchema,
  classification: Classification,
): readonly ClassifiedSelection[] {
  if (!classification.isUsed) return [];
  const found: ClassifiedSelection[] = [];
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType();
        if (!isCompositeType(parent)) return;
        const classes = classification.classesOf(parent.name, node.name.value) ?? [];
        if (classes.length > 0) {
          found.push({ node, coordinate: `${parent.name}.${node.name.value}`, classes });
        }
      },
    }),
  );
  return found;
}
