import {
  type FieldDefinitionNode,
  Kind,
  type SelectionSetNode,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import type { SupergraphTypes } from '../supergraph/supergraphTypes.ts';
import { conjunction, follows, PUBLIC, type Rule } from './clauses.ts';
import type { DeclaredRules } from './declaredRules.ts';
import type { InputReads } from './inputReads.ts';
import type { JoinedFields } from './joinedFields.ts';

/** Part of a rule, and where it is declared: `Type` or `Type.field`. */
export interface RuleOrigin {
  readonly coordinate: string;
  readonly clauses: Rule;
}

/** A rule by its parts, each place once. */
export type Origins = readonly RuleOrigin[];

/** The rule that its parts make. */
export function ruleOf(origins: Origins): Rule {
  return conjunction(...origins.map(({ clauses }) => clauses));
}

/** What selecting a field, or seeing anything of a type, takes in the end. See AccessRules. */
export class EffectiveRules {
  readonly #types: SupergraphTypes;
  readonly #declared: DeclaredRules;
  readonly #joins: JoinedFields;
  readonly #inputs: InputReads;
  readonly #known = new Map<string, Origins>();

  constructor(types: SupergraphTypes, declared: DeclaredRules, joins: JoinedFields, inputs: InputReads) {
    this.#types = types;
    this.#declared = declared;
    this.#joins = joins;
    this.#inputs = inputs;
  }

  ofSelection(typeName: string, fieldName: string): Origins {
    return this.#remember(`${typeName}.${fieldName}`, () => {
      const reached: RuleOrigin[] = [];
      this.#reach(typeName, fieldName, { origins: reached, visited: new Set() });
      return reached;
    });
  }

  ofType(typeName: string): Origins {
    return this.#remember(typeName, () => {
      const own = { coordinate: typeName, clauses: this.#declared.ofType(typeName) };
      const definition = this.#types.find(typeName);
      switch (definition?.kind) {
        case Kind.INTERFACE_TYPE_DEFINITION:
          return [own, ...this.#types.possibleTypes(typeName).flatMap((one) => this.ofType(one))];
        case Kind.OBJECT_TYPE_DEFINITION: {
          const parents = this.#types.interfacesOf(typeName).map(({ name }) => name.value);
          return [own, ...parents.map((parent) => this.#ownOfInterface(parent))];
        }
        default:
          return [own];
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
      reach.origins.push(...[typeName, ...possible].flatMap((one) => this.ofType(one)));
      return;
    }
    const field = this.#types.findField(typeName, fieldName);
    // Introspection is no field of the supergraph: whether it is served at all is decided elsewhere.
    if (field === undefined) return;
    reach.origins.push(
      ...this.ofType(typeName),
      ...this.#ofField(typeName, fieldName),
      ...this.ofType(nameOf(field.type)),
    );
    for (const { owner, definition } of this.#listOwnDefinitions(typeName, field)) {
      for (const input of this.#joins.listInputs(owner, definition)) {
        this.#reachAll(input.typeName, input.selectionSet, reach);
      }
    }
    for (const one of possible) this.#reach(one, fieldName, reach);
  }

  /** Adds what a field set of the supergraph needs, its literal arguments and their defaults included. */
  #reachAll(typeName: string, { selections }: SelectionSetNode, reach: Reach): void {
    reach.origins.push(...this.ofType(typeName));
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
  #ofField(typeName: string, fieldName: string): Origins {
    const clauses = this.#declared.ofField(typeName, fieldName);
    const own = { coordinate: `${typeName}.${fieldName}`, clauses };
    const possible = this.#types.possibleTypes(typeName);
    if (possible.length > 0) return [own, ...possible.flatMap((one) => this.#ofField(one, fieldName))];
    const parents = this.#types.interfacesOf(typeName).map(({ name }) => name.value);
    return [own, ...parents.map((parent) => this.#ownOfInterface(parent, fieldName))];
  }

  /**
   * What was declared on an interface (on its field) itself, and so holds for each of its types: selecting on one of
   * them would be a way around it. What follows from the types' own rules is what composition brought up from them.
   */
  #ownOfInterface(typeName: string, fieldName?: string): RuleOrigin {
    const coordinate = fieldName === undefined ? typeName : `${typeName}.${fieldName}`;
    return { coordinate, clauses: this.#listOwnClauses(typeName, fieldName) };
  }

  #listOwnClauses(typeName: string, fieldName: string | undefined): Rule {
    const declared = (name: string) =>
      fieldName === undefined ? this.#declared.ofType(name) : this.#declared.ofField(name, fieldName);
    const own = declared(typeName);
    if (own.length === 0) return PUBLIC;
    const field = fieldName === undefined ? undefined : this.#types.findField(typeName, fieldName);
    // Here older composers bring nothing up, so that a rule like one of its types' may be its own all the same.
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

  /**
   * The definitions that say how a field of a type is had: its own, and that of an interface known as one object. Whoever
   * knows it as one cannot tell its types apart: what it is sent may be of any of them.
   */
  #listOwnDefinitions(typeName: string, field: FieldDefinitionNode): readonly OwnedDefinition[] {
    const ofInterfaces = this.#types.interfacesOf(typeName).flatMap(({ name }) => {
      const inherited = this.#types.findField(name.value, field.name.value);
      return inherited !== undefined && this.#isOfInterfaceObject(name.value, inherited)
        ? [{ owner: name.value, definition: inherited }]
        : [];
    });
    return [{ owner: typeName, definition: field }, ...ofInterfaces];
  }

  /**
   * Every definition that says what a field's arguments are: that of each type that an object may have, and of each
   * interface of those. Selecting on a type is no way around what its interface's argument reads.
   */
  #listDefinitions(typeName: string, fieldName: string): readonly FieldDefinitionNode[] {
    const objectTypes = [typeName, ...this.#types.possibleTypes(typeName)];
    const parents = objectTypes.flatMap((one) => this.#types.interfacesOf(one).map(({ name }) => name.value));
    return [...new Set([...objectTypes, ...parents])].flatMap(
      (one) => this.#types.findField(one, fieldName) ?? [],
    );
  }

  #remember(key: string, compute: () => Origins): Origins {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const origins = mergeOrigins(compute());
    this.#known.set(key, origins);
    return origins;
  }
}

/** Each place once, with all its clauses; those without are no origin. */
function mergeOrigins(origins: Origins): Origins {
  const byCoordinate = Map.groupBy(origins, ({ coordinate }) => coordinate);
  return [...byCoordinate]
    .map(([coordinate, all]) => ({ coordinate, clauses: ruleOf(all) }))
    .filter(({ clauses }) => clauses.length > 0);
}

interface OwnedDefinition {
  readonly owner: string;
  readonly definition: FieldDefinitionNode;
}

/** One search through what a selection reaches. */
interface Reach {
  readonly origins: RuleOrigin[];
  readonly visited: Set<string>;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
