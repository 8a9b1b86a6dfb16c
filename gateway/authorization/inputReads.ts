import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  Kind,
  type TypeNode,
  valueFromASTUntyped,
} from 'graphql';
import { CONTRACT } from '../supergraph/contractDirectives.ts';
import { type Link, readArguments } from '../supergraph/links.ts';
import { hasOutputFields, type SupergraphTypes } from '../supergraph/supergraphTypes.ts';

/** What arguments, input fields and enum values read of other fields (contract directive `@reads`), as coordinates. */
export interface InputReads {
  /** Whatever the arguments of a field could read. */
  listPossible(field: FieldDefinitionNode): ReadonlySet<string>;
  /**
   * What they read, given these values; a null reads nothing but what a default does.
   * @param values by argument; an absent or null one is its default.
   */
  listRead(field: FieldDefinitionNode, values: Readonly<Record<string, unknown>>): ReadonlySet<string>;
}

/** A default may hold itself, and a caller nests as deep as it likes: from here on, whatever could be read counts. */
const MAX_DEPTH = 64;

/** @throws TypeError where one reads what is no field of the supergraph. */
export function readInputReads(types: SupergraphTypes, links: readonly Link[]): InputReads {
  const directive = links.find(({ identity }) => identity === CONTRACT)?.nameOf('reads');
  const declared = directive === undefined ? new Map() : indexDeclared(types, directive);
  const possible = new PossibleReads(types, declared);

  const readValue = (type: TypeNode, value: unknown, into: Set<string>, depth: number): void => {
    if (value === null || value === undefined) return;
    if (depth > MAX_DEPTH) {
      for (const coordinate of possible.ofType(nameOf(type))) into.add(coordinate);
    } else if (type.kind === Kind.NON_NULL_TYPE) {
      readValue(type.type, value, into, depth);
    } else if (type.kind === Kind.LIST_TYPE) {
      // A single value stands for a list of it.
      for (const item of Array.isArray(value) ? value : [value]) readValue(type.type, item, into, depth);
    } else if (possible.ofType(type.name.value).size > 0) {
      readNamed(type.name.value, value, into, depth);
    }
  };
  const readNamed = (typeName: string, value: unknown, into: Set<string>, depth: number): void => {
    const definition = types.find(typeName);
    if (definition?.kind === Kind.ENUM_TYPE_DEFINITION) {
      const used = definition.values?.find(({ name }) => name.value === value);
      for (const coordinate of (used && declared.get(used)) ?? []) into.add(coordinate);
    } else if (definition?.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && typeof value === 'object') {
      readInputs(definition.fields ?? [], value as Record<string, unknown>, into, depth + 1);
    }
  };
  const readInputs = (
    inputs: readonly InputValueDefinitionNode[],
    values: Readonly<Record<string, unknown>>,
    into: Set<string>,
    depth: number,
  ): void => {
    for (const input of inputs) {
      if (possible.ofInput(input).size === 0) continue;
      const name = input.name.value;
      const given = Object.hasOwn(values, name) ? values[name] : undefined;
      // Many a resolver takes the default for a null too, which nobody can see from here.
      const value = given ?? (input.defaultValue && valueFromASTUntyped(input.defaultValue));
      if (value === null || value === undefined) continue;
      for (const coordinate of declared.get(input) ?? []) into.add(coordinate);
      readValue(input.type, value, into, depth);
    }
  };
  return {
    listPossible: ({ arguments: inputs = [] }) =>
      new Set(inputs.flatMap((input) => [...possible.ofInput(input)])),
    listRead({ arguments: inputs = [] }, values) {
      const read = new Set<string>();
      readInputs(inputs, values, read, 0);
      return read;
    },
  };
}

/** By the definitions of arguments, input fields and enum values. */
type DeclaredReads = ReadonlyMap<object, readonly string[]>;

function indexDeclared(types: SupergraphTypes, directive: string): DeclaredReads {
  const declared = new Map<object, readonly string[]>();
  for (const definition of types.all) {
    for (const input of listInputs(definition)) {
      const read = readCoordinates(input.directives ?? [], directive, types);
      if (read.length > 0) declared.set(input, read);
    }
  }
  return declared;
}

function listInputs(definition: SupergraphTypes['all'][number]) {
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION) return definition.values ?? [];
  if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) return definition.fields ?? [];
  if (!hasOutputFields(definition)) return [];
  return (definition.fields ?? []).flatMap((field) => field.arguments ?? []);
}

function readCoordinates(
  directives: readonly ConstDirectiveNode[],
  name: string,
  types: SupergraphTypes,
): readonly string[] {
  return directives
    .filter((directive) => directive.name.value === name)
    .flatMap((directive) => {
      const { fields } = readArguments(directive);
      return (Array.isArray(fields) ? fields : [fields]).map((coordinate: unknown) => {
        const [typeName = '', fieldName = '', ...rest] = String(coordinate).split('.');
        if (rest.length === 0 && types.findField(typeName, fieldName) !== undefined)
          return String(coordinate);
        throw new TypeError(`@${name} names ${String(coordinate)}, which is no field of the supergraph.`);
      });
    });
}

/** What inputs could read, whatever their values. */
class PossibleReads {
  readonly #types: SupergraphTypes;
  readonly #declared: DeclaredReads;
  readonly #known = new Map<string | InputValueDefinitionNode, ReadonlySet<string>>();

  constructor(types: SupergraphTypes, declared: DeclaredReads) {
    this.#types = types;
    this.#declared = declared;
  }

  ofInput(input: InputValueDefinitionNode): ReadonlySet<string> {
    return this.#remember(
      input,
      () => new Set([...(this.#declared.get(input) ?? []), ...this.ofType(nameOf(input.type))]),
    );
  }

  ofType(typeName: string): ReadonlySet<string> {
    return this.#remember(typeName, () => {
      const found = new Set<string>();
      this.#collect(typeName, found, new Set());
      return found;
    });
  }

  /** @param visited input types may hold themselves. */
  #collect(typeName: string, into: Set<string>, visited: Set<string>): void {
    const definition = this.#types.find(typeName);
    if (definition === undefined || hasOutputFields(definition) || visited.has(typeName)) return;
    visited.add(typeName);
    for (const input of listInputs(definition)) {
      for (const coordinate of this.#declared.get(input) ?? []) into.add(coordinate);
      if (input.kind === Kind.INPUT_VALUE_DEFINITION) this.#collect(nameOf(input.type), into, visited);
    }
  }

  #remember(key: string | InputValueDefinitionNode, find: () => ReadonlySet<string>): ReadonlySet<string> {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = find();
    this.#known.set(key, found);
    return found;
  }
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
