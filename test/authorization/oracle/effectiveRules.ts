import {
  type FieldDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { listReads } from './inputReads.ts';
import type { Declared, MergedTypes } from './mergeSubgraphs.ts';
import { allOf, followsFrom, type Rule } from './rule.ts';

/** Every rule that a selection comes under, from what the subgraphs say alone. */
export interface EffectiveRules {
  /** Of a type: its own, of an interface also every implementer's. */
  ofType(type: string): Rule;
  /** Of a field selected on a type, with all that it reaches. */
  ofSelection(type: string, field: string): Rule;
  /** Of what has to be known before a field can be answered. */
  reachedBy(type: string, field: string): Rule;
}

/** @param schema all types of all subgraphs, hidden ones too. */
export function computeEffectiveRules(types: MergedTypes, schema: GraphQLSchema): EffectiveRules {
  const walk = new RuleWalk(types, schema);
  const known = new Map<string, Rule>();
  const knownOfTypes = new Map<string, Rule>();
  return {
    ofType(type) {
      const rule = knownOfTypes.get(type) ?? walk.ofType(type);
      knownOfTypes.set(type, rule);
      return rule;
    },
    reachedBy: (type, field) => walk.reachedBy(type, field, new Set([`${type}.${field}`])),
    ofSelection(type, field) {
      const coordinate = `${type}.${field}`;
      const rule = known.get(coordinate) ?? walk.ofSelection(type, field, new Set());
      known.set(coordinate, rule);
      return rule;
    },
  };
}

class RuleWalk {
  readonly #types: MergedTypes;
  readonly #schema: GraphQLSchema;

  constructor(types: MergedTypes, schema: GraphQLSchema) {
    this.#types = types;
    this.#schema = schema;
  }

  ofType(name: string): Rule {
    const implementers = isInterfaceType(this.#schema.getType(name)) ? this.#possible(name) : [];
    return allOf([
      this.#declared(name),
      ...this.#interfacesOf(name).map((one) => this.#ownOfInterface(one)),
      ...implementers.map((one) => this.ofType(one)),
    ]);
  }

  /** @param visited the coordinates that are being asked for: what a field requires may require each other. */
  ofSelection(type: string, field: string, visited: Set<string>): Rule {
    const coordinate = `${type}.${field}`;
    if (visited.has(coordinate)) return [];
    visited.add(coordinate);
    const possible = isAbstractType(this.#schema.getType(type)) ? this.#possible(type) : [];
    if (field === '__typename') return allOf([type, ...possible].map((one) => this.ofType(one)));
    return allOf([
      this.ofType(type),
      this.#ofField(type, field),
      this.ofType(this.#returned(type, field)),
      this.reachedBy(type, field, visited),
      ...possible.map((one) => this.ofSelection(one, field, visited)),
    ]);
  }

  #ofField(type: string, field: string): Rule {
    return allOf([
      this.#declaredOfField(type, field),
      ...this.#interfacesOf(type).map((one) => this.#ownOfInterfaceField(one, field)),
    ]);
  }

  #declared(name: string): Rule {
    const declarations = this.#types.get(name)?.declarations ?? [];
    return allOf(declarations.map(({ subgraph, node }) => subgraph.ruleOf(node)));
  }

  #declaredOfField(type: string, field: string): Rule {
    return allOf(this.#fields(type, field).map(({ subgraph, node }) => subgraph.ruleOf(node)));
  }

  #fields(type: string, field: string): readonly Declared<FieldDefinitionNode>[] {
    const declared = this.#types.get(type)?.fields.get(field) ?? [];
    return declared as readonly Declared<FieldDefinitionNode>[];
  }

  /** What an interface itself asks, beside what its implementers ask already. */
  #ownOfInterface(name: string): Rule {
    const asked = allOf(this.#possible(name).map((one) => this.#declared(one)));
    return this.#declared(name).filter((clause) => !followsFrom(clause, asked));
  }

  #ownOfInterfaceField(name: string, field: string): Rule {
    const declared = this.#fields(name, field);
    if (declared.length === 0) return [];
    const isResolvedForAll = declared.some(
      ({ subgraph, node, isOfInterfaceObject }) =>
        isOfInterfaceObject && subgraph.find(node, 'external').length === 0,
    );
    const rule = this.#declaredOfField(name, field);
    if (isResolvedForAll) return rule;
    const asked = allOf(
      this.#possible(name).map((one) =>
        allOf(
          this.#fields(one, field)
            .filter(({ isOfInterfaceObject }) => !isOfInterfaceObject)
            .map(({ subgraph, node }) => subgraph.ruleOf(node)),
        ),
      ),
    );
    return rule.filter((clause) => !followsFrom(clause, asked));
  }

  /** What a subgraph has to be told before it answers the field. */
  reachedBy(type: string, field: string, visited: Set<string>): Rule {
    return allOf(
      this.#fields(type, field).flatMap(({ subgraph, node }) => {
        // Whoever has the interface as one object is sent what it requires of any of its types.
        const owner = this.#interfacesOf(type).find((one) =>
          this.#fields(one, field).some((other) => other.node === node),
        );
        const required = subgraph
          .find(node, 'requires')
          .map(({ fields }) => this.#ofSet(owner ?? type, parseSet(String(fields)), visited));
        const fromContext = (node.arguments ?? [])
          .flatMap((argument) => subgraph.find(argument, 'fromContext'))
          .flatMap(({ field: path }) => this.#ofContext(String(path), visited));
        return [...required, ...fromContext];
      }),
    );
  }

  /** @param path such as `$trip { captain }`. */
  #ofContext(path: string, visited: Set<string>): readonly Rule[] {
    const [, context, selection = ''] = /^\s*\$(\w+)\s*(.*)$/s.exec(path) ?? [];
    return [...this.#types.values()]
      .filter(({ declarations }) =>
        declarations.some(({ subgraph, node }) =>
          subgraph.find(node, 'context').some(({ name }) => name === context),
        ),
      )
      .flatMap(({ name }) => [this.ofType(name), this.#ofSet(name, parseSet(selection), visited)]);
  }

  #ofSet(type: string, { selections }: SelectionSetNode, visited: Set<string>): Rule {
    return allOf(
      selections.map((selection): Rule => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? type;
          // A context's selection has a fragment for each of its types.
          if (!this.#overlap(condition, type)) return [];
          return allOf([this.ofType(condition), this.#ofSet(condition, selection.selectionSet, visited)]);
        }
        const { name, selectionSet } = selection;
        const read = listReads(this.#types, this.#schema, { type, node: selection }, {});
        const own = allOf([
          this.ofSelection(type, name.value, visited),
          ...read.map((coordinate) => {
            const [owner = '', field = ''] = coordinate.split('.');
            return this.ofSelection(owner, field, visited);
          }),
        ]);
        if (selectionSet === undefined) return own;
        return allOf([own, this.#ofSet(this.#returned(type, name.value), selectionSet, visited)]);
      }),
    );
  }

  #overlap(one: string, other: string): boolean {
    return this.#possible(one).some((name) => this.#possible(other).includes(name));
  }

  #returned(name: string, field: string): string {
    const type = this.#schema.getType(name);
    const found = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
    if (found === undefined) throw new TypeError(`Nobody declares ${name}.${field}.`);
    return getNamedType(found.type).name;
  }

  #possible(name: string): readonly string[] {
    const type = this.#schema.getType(name);
    if (!isCompositeType(type)) return [];
    return isObjectType(type) ? [name] : this.#schema.getPossibleTypes(type).map((one) => one.name);
  }

  #interfacesOf(name: string): readonly string[] {
    const type = this.#schema.getType(name);
    return isObjectType(type) ? type.getInterfaces().map((one) => one.name) : [];
  }
}

function parseSet(text: string): SelectionSetNode {
  const [definition] = parse(/^\s*\{/.test(text) ? text : `{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`No selections: ${text}`);
  return definition.selectionSet;
}
