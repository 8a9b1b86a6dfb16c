import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLSchema,
  getIntrospectionQuery,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { GatewayError } from '../../errors.ts';
import { findOperation } from '../parseOperation.ts';

/** How much more of a schema may be asked for than the query that tools send asks for. */
const MAX_RATIO = 2;

/**
 * Bounds what is asked of a schema itself: types have fields, which have types, and each level multiplies.
 * @returns what refuses a valid operation, with GatewayError OPERATION_TOO_COMPLEX.
 */
export function createIntrospectionLimit(
  schema: GraphQLSchema,
): (document: DocumentNode, definition: OperationDefinitionNode) => void {
  let limit: number | undefined;
  return (document, definition) => {
    limit ??= MAX_RATIO * countStandardQuery(schema);
    const count = new Count(schema, document, limit);
    if (count.operation(definition) <= limit) return;
    throw new GatewayError('OPERATION_TOO_COMPLEX', {
      detail: `The operation may ask for ${MAX_RATIO} times as much of the schema as the standard introspection query.`,
    });
  };
}

function countStandardQuery(schema: GraphQLSchema): number {
  const document = parse(
    getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
    }),
  );
  return new Count(schema, document, Number.POSITIVE_INFINITY).operation(findOperation(document));
}

/** Counts the values of an answer without making it: each selection set once for each part of the schema. */
class Count {
  readonly #schema: GraphQLSchema;
  readonly #limit: number;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #counted = new Map<SelectionSetNode, Map<unknown, number>>();
  /** Never more than there are values. */
  #steps = 0;

  constructor(schema: GraphQLSchema, document: DocumentNode, limit: number) {
    this.#schema = schema;
    this.#limit = limit;
    this.#fragments = new Map(
      document.definitions
        .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  operation({ selectionSet }: OperationDefinitionNode): number {
    return this.#sum(selectionSet, (node) => {
      const { value: name } = node.name;
      if (name === TypeMetaFieldDef.name) {
        const counts = this.#findTypes(node).map((type) => this.#value(TypeMetaFieldDef, node, type));
        return Math.max(0, ...counts);
      }
      return name === SchemaMetaFieldDef.name ? this.#value(SchemaMetaFieldDef, node, this.#schema) : 0;
    });
  }

  /** The type that is asked for by name; a variable may name any. */
  #findTypes(node: FieldNode): readonly unknown[] {
    const name = node.arguments?.[0]?.value;
    if (name?.kind === Kind.STRING) return [this.#schema.getType(name.value)];
    return Object.values(this.#schema.getTypeMap());
  }

  #sum(selectionSet: SelectionSetNode, countField: (node: FieldNode) => number): number {
    return selectionSet.selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FIELD) return sum + countField(selection);
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.#fragments.get(selection.name.value);
      return inner === undefined ? sum : sum + this.#sum(inner.selectionSet, countField);
    }, 0);
  }

  /** A value, all entries of a list, and what is within. */
  #value(field: GraphQLField<unknown, unknown>, node: FieldNode, value: unknown): number {
    if (Array.isArray(value)) {
      return value.reduce<number>((sum, entry) => sum + this.#value(field, node, entry), 1);
    }
    const type = getNamedType(field.type);
    const { selectionSet } = node;
    if (selectionSet === undefined || !isObjectType(type) || value === undefined || value === null) return 1;
    const counted = this.#counted.get(selectionSet) ?? new Map<unknown, number>();
    this.#counted.set(selectionSet, counted);
    let count = counted.get(value);
    if (count === undefined) {
      if (++this.#steps > this.#limit) return Number.POSITIVE_INFINITY;
      const fields = type.getFields();
      count = this.#sum(selectionSet, (inner) => {
        const definition = fields[inner.name.value];
        return definition === undefined
          ? 1
          : this.#value(definition, inner, this.#resolve(definition, value));
      });
      counted.set(value, count);
    }
    return 1 + count;
  }

  /** As graphql-js resolves the fields of its introspection types, which read nothing else than what is given here. */
  #resolve(field: GraphQLField<unknown, unknown>, source: unknown): unknown {
    const info = { schema: this.#schema } as Parameters<NonNullable<typeof field.resolve>>[3];
    return field.resolve?.(source, { includeDeprecated: true }, undefined, info);
  }
}
