import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getArgumentValues,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Oracle } from './oracle.ts';
import { findDefinition, findFragment, isIncluded } from './selectionRules.ts';

/** An object of the world that subgraphs serve. */
export interface WorldObject {
  readonly type: string;
}

export interface ServedWorld<Item extends WorldObject> {
  root(type: string): Item;
  /** A leaf, an object, null, or a list of these. */
  resolve(item: Item, field: string, args: Readonly<Record<string, unknown>>): unknown;
}

export type Place = readonly (string | number)[];

export interface ExpectedAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Where something was withheld, wherever that ended in the answer. */
  readonly withheld: readonly Place[];
  /** Those of them where an object of a protected type stands in a union. */
  readonly closed: readonly Place[];
  /** Nulls where another field's null has taken what is around it. */
  readonly emptied: readonly Place[];
  /** Nulls of a union with a protected member: they say no more than withheld ones. */
  readonly sealed: readonly Place[];
  /** Texts that the caller must not read. */
  readonly secrets: ReadonlySet<string>;
}

export interface Question {
  readonly document: DocumentNode;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly denied: ReadonlySet<FieldNode>;
  /** The types whose own rule the caller does not meet. */
  readonly closedTypes: ReadonlySet<string>;
}

/** Answers an operation from the world by a plain walk (GraphQL specification, section 6), less what is denied. */
export function expectAnswer<Item extends WorldObject>(
  oracle: Oracle,
  world: ServedWorld<Item>,
  question: Question,
): ExpectedAnswer {
  const walk = new AnswerWalk(oracle, world, question);
  const data = walk.run();
  return { ...walk.found, data };
}

const EMPTIED = Symbol('a null that its place cannot hold');

/** A text that tells where it belongs; values of enums, which are anywhere, do not. */
function isTelling(text: string): boolean {
  return text.includes('.');
}

/** One of several selections that make a field together. */
interface Part {
  readonly selectionSet: SelectionSetNode;
  readonly isWithheld: boolean;
}

interface Entry {
  readonly node: FieldNode;
  readonly isWithheld: boolean;
}

class AnswerWalk<Item extends WorldObject> {
  readonly found = {
    withheld: [] as Place[],
    closed: [] as Place[],
    emptied: [] as Place[],
    sealed: [] as Place[],
    secrets: new Set<string>(),
  };
  readonly #oracle: Oracle;
  readonly #world: ServedWorld<Item>;
  readonly #question: Question;

  constructor(oracle: Oracle, world: ServedWorld<Item>, question: Question) {
    this.#oracle = oracle;
    this.#world = world;
    this.#question = question;
  }

  run(): ExpectedAnswer['data'] {
    const { operation, selectionSet } = findDefinition(this.#question.document);
    const root = this.#oracle.schema.getRootType(operation);
    if (!root) throw new TypeError('The schema has no such root.');
    const data = this.#object(root, this.#world.root(root.name), [{ selectionSet, isWithheld: false }], []);
    if (data !== EMPTIED) return data as Readonly<Record<string, unknown>>;
    this.found.emptied.push([]);
    return null;
  }

  #object(type: GraphQLObjectType, item: Item, parts: readonly Part[], place: Place): unknown {
    const entries = new Map<string, Entry[]>();
    for (const part of parts) this.#collect(type, part, entries);
    const members: [string, unknown][] = [];
    let isEmptied = false;
    for (const [key, nodes] of entries) {
      const value = this.#field(type, item, nodes, [...place, key]);
      if (value === EMPTIED) isEmptied = true;
      else members.push([key, value]);
    }
    return isEmptied ? EMPTIED : Object.fromEntries(members);
  }

  #collect(type: GraphQLObjectType, { selectionSet, isWithheld }: Part, into: Map<string, Entry[]>): void {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection, this.#question.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const entry = { node: selection, isWithheld: isWithheld || this.#question.denied.has(selection) };
        into.set(key, [...(into.get(key) ?? []), entry]);
        continue;
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT
          ? selection
          : findFragment(this.#question.document, selection.name.value);
      const condition = fragment.typeCondition?.name.value ?? type.name;
      if (this.#isOf(type, condition))
        this.#collect(type, { selectionSet: fragment.selectionSet, isWithheld }, into);
    }
  }

  #isOf(type: GraphQLObjectType, condition: string): boolean {
    if (type.name === condition) return true;
    const abstract = this.#oracle.schema.getType(condition);
    if (abstract === undefined || isObjectType(abstract) || !('astNode' in abstract)) return false;
    return this.#possible(abstract).includes(type.name);
  }

  #possible(type: GraphQLNamedType): readonly string[] {
    return this.#oracle.schema.getPossibleTypes(type as never).map(({ name }) => name);
  }

  #field(type: GraphQLObjectType, item: Item, entries: readonly Entry[], place: Place): unknown {
    const node = entries[0]?.node;
    if (node === undefined) throw new TypeError('A field is selected.');
    const name = node.name.value;
    const isWithheld = entries.every((entry) => entry.isWithheld);
    if (name === '__typename') {
      if (isWithheld) this.found.withheld.push(place);
      return isWithheld ? EMPTIED : type.name;
    }
    const field = type.getFields()[name];
    if (field === undefined) throw new TypeError(`Nobody declares ${type.name}.${name}.`);
    const value = this.#world.resolve(item, name, getArgumentValues(field, node, this.#question.variables));
    if (isWithheld) {
      this.found.withheld.push(place);
      if (typeof value === 'string' && isTelling(value)) this.found.secrets.add(value);
      return isNonNullType(field.type) ? EMPTIED : null;
    }
    const parts = entries.flatMap((entry): Part[] => {
      const { selectionSet } = entry.node;
      return selectionSet === undefined ? [] : [{ selectionSet, isWithheld: entry.isWithheld }];
    });
    return this.#complete(field.type, value, parts, place);
  }

  #complete(type: GraphQLOutputType, value: unknown, parts: readonly Part[], place: Place): unknown {
    if (isNonNullType(type)) {
      const inner = this.#content(type.ofType, value, parts, place);
      return inner === null ? EMPTIED : inner;
    }
    const inner = this.#content(type, value, parts, place);
    if (inner !== EMPTIED) return inner;
    this.found.emptied.push(place);
    return null;
  }

  #content(
    type: Exclude<GraphQLOutputType, { ofType: GraphQLOutputType & { kind: 'never' } }>,
    value: unknown,
    parts: readonly Part[],
    place: Place,
  ): unknown {
    if (isUnionType(type) && this.#possible(type).some((name) => this.#question.closedTypes.has(name))) {
      // What is not there looks like what is withheld.
      if (value === null) this.found.sealed.push(place);
      else if (this.#question.closedTypes.has((value as Item).type)) {
        this.found.withheld.push(place);
        this.found.closed.push(place);
        return null;
      }
    }
    if (value === null) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) throw new TypeError(`No list at ${place.join('.')}.`);
      const items = value.map((item: unknown, index) =>
        this.#complete(type.ofType, item, parts, [...place, index]),
      );
      return items.includes(EMPTIED) ? EMPTIED : items;
    }
    if (parts.length === 0) return value;
    const item = value as Item;
    const objectType = this.#oracle.schema.getType(item.type);
    if (!isObjectType(objectType)) throw new TypeError(`${item.type} is no type of objects.`);
    return this.#object(objectType, item, parts, place);
  }
}
