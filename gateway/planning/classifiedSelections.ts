import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  isCompositeType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Requirements } from '../authorization/requirements.ts';
import type { Classification } from '../supergraph/classification.ts';

/** A field of an operation that tells something of a person. */
export interface ClassifiedSelection {
  readonly node: FieldNode;
  /** Of the type that it is selected on, such as `Person.phone`. */
  readonly coordinate: string;
  /** At least one. */
  readonly classes: readonly string[];
}

/** A field of an operation whose arguments read, in this call, what tells something of a person: sort or filter by it. */
export interface ClassifiedReading {
  readonly node: FieldNode;
  /** @param variables coerced. */
  list(
    variables: Readonly<Record<string, unknown>>,
  ): readonly Pick<ClassifiedSelection, 'coordinate' | 'classes'>[];
}

export function findClassifiedReads(
  { reads }: Pick<Requirements, 'reads'>,
  classification: Classification,
): readonly ClassifiedReading[] {
  if (!classification.isUsed) return [];
  return [...reads].map(([node, listReads]) => ({
    node,
    list: (variables) =>
      [...listReads(variables)].flatMap((coordinate) => {
        const [typeName = '', fieldName = ''] = coordinate.split('.');
        const classes = classification.classesOf(typeName, fieldName) ?? [];
        return classes.length === 0 ? [] : [{ coordinate, classes }];
      }),
  }));
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
