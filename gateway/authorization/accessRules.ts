import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { readLinks } from '../supergraph/links.ts';
import { indexTypes, type SupergraphTypes } from '../supergraph/supergraphTypes.ts';
import { conjunction, follows, PUBLIC, type Rule } from './clauses.ts';
import { type DeclaredRules, readDeclaredRules } from './declaredRules.ts';
import { type InputReads, readInputReads } from './inputReads.ts';
import { type JoinedFields, readJoinedFields } from './joinedFields.ts';

/**
 * What a caller must meet, computed from the supergraph alone: nothing is taken for granted of how it was composed,
 * and an old composer left much unsaid.
 */
export interface AccessRules {
  /**
   * To select a field: type ∧ field ∧ the type it returns ∧ whatever subgraphs are sent to answer it ∧, on an
   * abstract type, the same of every type that an object of it may have (`__typename` too).
   */
  ruleFor(typeName: string, fieldName: string): Rule;
  /** To see anything of an object: an interface needs what each of its types needs, a union nothing of its own. */
  ruleForType(typeName: string): Rule;
  /** What the arguments of a selection could read, as coordinates. */
  listPossibleReads(typeName: string, fieldName: string): ReadonlySet<string>;
  /** What they read, given these values by argument. */
  listReads(
    typeName: string,
    fieldName: string,
    values: Readonly<Record<string, unknown>>,
  ): ReadonlySet<string>;
  /** The policies that the rules name, each with a coordinate that does. */
  readonly policies: ReadonlyMap<string, string>;
}

/**
 * Reads the access rules of a supergraph, once, at start-up.
 * @throws TypeError on a rule that cannot be enforced: better not to start than to leave a field open.
 */
export function readAccessRules(supergraph: DocumentNode): AccessRules {
  const links = readLinks(supergraph);
  const types = indexTypes(supergraph);
  const declared = readDeclaredRules(types, links);
  const rules = new EffectiveRules(
    types,
    declared,
    readJoinedFields(types, links),
    readInputReads(types, links),
  );
  return {
    ruleFor: (typeName, fieldName) => rules.ofSelection(typeName, fieldName),
    ruleForType: (typeName) => rules.ofType(typeName),
    listPossibleReads: (typeName, fieldName) => rules.listPossibleReads(typeName, fieldName),
    listReads: (typeName, fieldName, values) => rules.listReads(typeName, fieldName, values),
    policies: declared.policies,
  };
}

class EffectiveRules {
  readonly #types: SupergraphTypes;
  readonly #declared: DeclaredRules;
  readonly #joins: JoinedFields;
  readonly #inputs: InputReads;
  readonly #known = new Map<string, Rule>();

  constructor(types: SupergraphTypes, declared: DeclaredRules, joins: JoinedFields, inputs: InputReads) {
    this.#types = types;
    this.#declared = declared;
    this.#joins = joins;
    this.#inputs = inputs;
  }

  ofSelection(typeName: string, fieldName: string): Rule {
    return this.#remember(`${typeName}.${fieldName}`, () => {
      const reached: Rule[] = [];
      this.#reach(typeName, fieldName, { rules: reached, visited: new Set() });
      return conjunction(...reached);
    });
  }

  ofType(typeName: string): Rule {
    return this.#remember(typeName, () => {
      const own = this.#declared.ofType(typeName);
      const definition = this.#types.find(typeName);
      switch (definition?.kind) {
        case Kind.INTERFACE_TYPE_DEFINITION:
          return conjunction(own, ...this.#types.possibleTypes(typeName).map((one) => this.ofType(one)));
        case Kind.OBJECT_TYPE_DEFINITION: {
          const parents = this.#types.interfacesOf(typeName).map(({ name }) => name.value);
          return conjunction(own, ...parents.map((parent) => this.#ownOfInterface(parent)));
        }
        default:
          return own;
      }
    });
  }

  listPossibleReads(typeName: string, fieldName: string): ReadonlySet<string> {
    return new Set(
      this.#listDefinitions(typeName, fieldName).flatMap((field) => [...this.#inputs.listPossible(field)]),
    );
  }

  listReads(
    typeName: string,
    fieldName: string,
    values: Readonly<Record<string, unknown>>,
  ): ReadonlySet<string> {
    return new Set(
      this.#listDefinitions(typeName, fieldName).flatMap((field) => [
        ...this.#inputs.listRead(field, values),
      ]),
    );
  }

  /** Adds what a selection needs, and what everything that it reaches needs. */
  #reach(typeName: string, fieldName: string, reach: Reach): void {
    const coordinate = `${typeName}.${fieldName}`;
    if (reach.visited.has(coordinate)) return;
    reach.visited.add(coordinate);
    const possible = this.#types.possibleTypes(typeName);
    if (fieldName === '__typename') {
      reach.rules.push(...[typeName, ...possible].map((one) => this.ofType(one)));
      return;
    }
    const field = this.#types.findField(typeName, fieldName);
    // Introspection is no field of the supergraph: whether it is served at all is decided elsewhere.
    if (field === undefined) return;
    reach.rules.push(
      this.ofType(typeName),
      this.#ofField(typeName, fieldName),
      this.ofType(nameOf(field.type)),
    );
    for (const definition of this.#listOwnDefinitions(typeName, field)) {
      for (const input of this.#joins.listInputs(typeName, definition)) {
        this.#reachAll(input.typeName, input.selectionSet, reach);
      }
    }
    for (const one of possible) this.#reach(one, fieldName, reach);
  }

  /** Adds what a field set of the supergraph needs, its literal arguments and their defaults included. */
  #reachAll(typeName: string, { selections }: SelectionSetNode, reach: Reach): void {
    reach.rules.push(this.ofType(typeName));
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD: {
          const fieldName = selection.name.value;
          this.#reach(typeName, fieldName, reach);
          const values = Object.fromEntries(
            (selection.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
          );
          for (const read of this.listReads(typeName, fieldName, values)) this.#reachCoordinate(read, reach);
          const field = this.#types.findField(typeName, fieldName);
          if (field === undefined && fieldName !== '__typename') {
            throw new TypeError(
              `The supergraph has a field set with ${typeName}.${fieldName}, which is no field.`,
            );
          }
          if (selection.selectionSet !== undefined && field !== undefined) {
            this.#reachAll(nameOf(field.type), selection.selectionSet, reach);
          }
          break;
        }
        case Kind.INLINE_FRAGMENT:
          this.#reachAll(selection.typeCondition?.name.value ?? typeName, selection.selectionSet, reach);
          break;
        case Kind.FRAGMENT_SPREAD:
          throw new TypeError(`A field set of ${typeName} spreads a fragment, which none can have.`);
      }
    }
  }

  #reachCoordinate(coordinate: string, reach: Reach): void {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    this.#reach(typeName, fieldName, reach);
  }

  /** The rule of a field alone, without its type's. */
  #ofField(typeName: string, fieldName: string): Rule {
    const own = this.#declared.ofField(typeName, fieldName);
    const possible = this.#types.possibleTypes(typeName);
    if (possible.length > 0) return conjunction(own, ...possible.map((one) => this.#ofField(one, fieldName)));
    const parents = this.#types.interfacesOf(typeName).map(({ name }) => name.value);
    return conjunction(own, ...parents.map((parent) => this.#ownOfInterface(parent, fieldName)));
  }

  /**
   * What was declared on an interface (on its field) itself, and so holds for each of its types: selecting on one of
   * them would be a way around it. What follows from the types' own rules is what composition brought up from them.
   */
  #ownOfInterface(typeName: string, fieldName?: string): Rule {
    const declared = (name: string) =>
      fieldName === undefined ? this.#declared.ofType(name) : this.#declared.ofField(name, fieldName);
    const own = declared(typeName);
    if (own.length === 0) return PUBLIC;
    const field = fieldName === undefined ? undefined : this.#types.findField(typeName, fieldName);
    if (field !== undefined && this.#isOfInterfaceObject(typeName, field)) return own;
    const broughtUp = this.#types.possibleTypes(typeName).flatMap((one) => [...declared(one)]);
    return own.filter((clause) => !follows(clause, broughtUp));
  }

  #isOfInterfaceObject(typeName: string, field: FieldDefinitionNode): boolean {
    const definition = this.#types.find(typeName);
    return (
      definition?.kind === Kind.INTERFACE_TYPE_DEFINITION &&
      this.#joins.isOfInterfaceObject(definition, field)
    );
  }

  /** The definitions that say how a field of a type is had: its own, and that of an interface known as one object. */
  #listOwnDefinitions(typeName: string, field: FieldDefinitionNode): readonly FieldDefinitionNode[] {
    const ofInterfaces = this.#types.interfacesOf(typeName).flatMap(({ name }) => {
      const inherited = this.#types.findField(name.value, field.name.value);
      return inherited !== undefined && this.#isOfInterfaceObject(name.value, inherited) ? [inherited] : [];
    });
    return [field, ...ofInterfaces];
  }

  /** As {@link #listOwnDefinitions}, and those of every type that an object may have. */
  #listDefinitions(typeName: string, fieldName: string): readonly FieldDefinitionNode[] {
    return [typeName, ...this.#types.possibleTypes(typeName)].flatMap((one) => {
      const field = this.#types.findField(one, fieldName);
      return field === undefined ? [] : this.#listOwnDefinitions(one, field);
    });
  }

  #remember(key: string, compute: () => Rule): Rule {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const rule = compute();
    this.#known.set(key, rule);
    return rule;
  }
}

/** One search through what a selection reaches. */
interface Reach {
  readonly rules: Rule[];
  readonly visited: Set<string>;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
