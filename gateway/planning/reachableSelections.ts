import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How many selections a document may grow to when fragments are written out for each type of objects. */
const MAX_SELECTIONS = 5_000;

/**
 * Drops the fragments that no object can reach: each may overlap with the one around it, and all of them together
 * with nothing. The specification allows them, and the planner fails on some.
 * @param document valid; holds one operation and its fragments, which are written out where one is dropped.
 */
export function dropUnreachable(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const walk = new Walk(document, schema, 'as written');
  const reachable = walk.document(document);
  return walk.dropped === 0 ? document : reachable;
}

/**
 * The same operation with a fragment for each type of objects in place of one on an interface or a union. The
 * planner fails on some of the latter where a subgraph knows objects by their interface alone.
 * @returns undefined where there is no such fragment, or the operation would grow beyond measure.
 */
export function spellOutTypes(document: DocumentNode, schema: GraphQLSchema): DocumentNode | undefined {
  const walk = new Walk(document, schema, 'by type');
  const spelled = walk.document(document);
  return walk.spelledOut === 0 || walk.selections > MAX_SELECTIONS ? undefined : spelled;
}

class Walk {
  dropped = 0;
  spelledOut = 0;
  selections = 0;
  readonly #schema: GraphQLSchema;
  readonly #style: 'as written' | 'by type';
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(document: DocumentNode, schema: GraphQLSchema, style: 'as written' | 'by type') {
    this.#schema = schema;
    this.#style = style;
    this.#fragments = new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  document(document: DocumentNode): DocumentNode {
    const definitions = document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .map((definition) => {
        const root = this.#schema.getRootType(definition.operation);
        if (root === undefined || root === null) return definition;
        return { ...definition, selectionSet: this.#object(root, definition.selectionSet) };
      });
    return { ...document, definitions };
  }

  #object(type: GraphQLCompositeType, set: SelectionSetNode): SelectionSetNode {
    return this.#set(type, this.#possibleTypes(type), set);
  }

  /** @param possible what objects here may be, given every fragment around. */
  #set(type: GraphQLCompositeType, possible: ReadonlySet<string>, set: SelectionSetNode): SelectionSetNode {
    // What has grown too large is given up in the end; as written, it is as large as limits allow.
    const isTooLarge = this.#style === 'by type' && this.selections > MAX_SELECTIONS;
    const selections = isTooLarge ? [] : set.selections;
    const kept = selections.flatMap((selection) =>
      selection.kind === Kind.FIELD
        ? this.#field(type, selection)
        : this.#fragment(type, possible, selection),
    );
    this.selections += kept.length;
    return { kind: Kind.SELECTION_SET, selections: kept.length === 0 ? [TYPENAME] : kept };
  }

  #field(type: GraphQLCompositeType, node: SelectionNode & { kind: Kind.FIELD }): SelectionNode {
    const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
    const inner = getNamedType(field?.type);
    if (node.selectionSet === undefined || !isCompositeType(inner)) return node;
    return { ...node, selectionSet: this.#object(inner, node.selectionSet) };
  }

  #fragment(
    type: GraphQLCompositeType,
    possible: ReadonlySet<string>,
    node: InlineFragmentNode | FragmentSpreadNode,
  ): readonly SelectionNode[] {
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : this.#fragments.get(node.name.value);
    if (fragment === undefined) return [node];
    const name = fragment.typeCondition?.name.value;
    const condition = name === undefined ? type : this.#schema.getType(name);
    if (!isCompositeType(condition)) return [node];
    const both = new Set([...this.#possibleTypes(condition)].filter((one) => possible.has(one)));
    if (both.size === 0) {
      this.dropped++;
      return [];
    }
    const enter = (inner: GraphQLCompositeType | undefined, within: ReadonlySet<string>): SelectionNode => ({
      kind: Kind.INLINE_FRAGMENT,
      ...(inner !== undefined && {
        typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: inner.name } },
      }),
      ...(node.directives !== undefined && { directives: node.directives }),
      selectionSet: this.#set(inner ?? type, within, fragment.selectionSet),
    });
    if (this.#style === 'as written') return [enter(name === undefined ? undefined : condition, both)];
    if (isAbstractType(condition) && name !== undefined) this.spelledOut++;
    if (this.#isWithin(type, condition)) return [enter(undefined, both)];
    if (isObjectType(condition)) return [enter(condition, both)];
    return [...both].flatMap((one) => {
      const objectType = this.#schema.getType(one);
      return isObjectType(objectType) ? enter(objectType, new Set([one])) : [];
    });
  }

  /** Whether every object of a type is of that other, by what the types say. */
  #isWithin(type: GraphQLCompositeType, other: GraphQLCompositeType): boolean {
    if (type === other) return true;
    return isAbstractType(other) && !isUnionType(type) && !isUnionType(other)
      ? this.#schema.isSubType(other, type)
      : false;
  }

  #possibleTypes(type: GraphQLCompositeType): ReadonlySet<string> {
    return new Set(
      (isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type)).map(({ name }) => name),
    );
  }
}

/** What is left of an object that is asked for nothing is whether it is there. */
const TYPENAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };
