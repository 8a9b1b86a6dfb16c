import {
  type ConstArgumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  print,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { standInName } from '../../fetchedNames.ts';

/** A field with the literal arguments that some `@requires` asks for it with. */
export interface RequiredField {
  readonly name: string;
  /** None where a `@requires` relies on the defaults. */
  readonly arguments: readonly ConstArgumentNode[];
}

export type FieldsDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** Finds what in field sets needs a stand-in, names it, and knows the types that must have it. */
export class StandIns {
  /** By the names of the stand-ins. */
  readonly fields = new Map<string, RequiredField>();
  readonly #types: ReadonlyMap<string, FieldsDefinition>;
  readonly #taken: Set<string>;
  readonly #names = new Map<string, string>();
  readonly #owners = new Map<string, Set<string>>();

  constructor(types: ReadonlyMap<string, FieldsDefinition>) {
    this.#types = types;
    this.#taken = new Set(
      [...types.values()].flatMap(({ fields }) => (fields ?? []).map(({ name }) => name.value)),
    );
  }

  /** The selections of a field set, which hold for the supergraph's types, with stand-ins; adds these to `needed`. */
  rewrite(set: SelectionSetNode, owner: string, needed: Set<string>): SelectionSetNode {
    const selections = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? owner;
        return { ...selection, selectionSet: this.rewrite(selection.selectionSet, condition, needed) };
      }
      const definition = this.#findField(owner, selection.name.value);
      if (definition === undefined) return selection;
      const standIn = (definition.arguments ?? []).length > 0 ? this.#nameFor(selection) : undefined;
      const inner = selection.selectionSet && {
        selectionSet: this.rewrite(selection.selectionSet, findNamedType(definition.type), needed),
      };
      if (standIn === undefined) return { ...selection, ...inner };
      needed.add(standIn);
      this.#place(standIn, selection, owner);
      return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: standIn }, ...inner } as const;
    });
    return { ...set, selections };
  }

  /** Each type that must have a stand-in, with the name of the field it stands for. */
  *placements(): Iterable<readonly [owner: string, name: string, standIn: string]> {
    for (const [standIn, { name }] of this.fields) {
      for (const owner of this.#owners.get(standIn) ?? []) yield [owner, name, standIn];
    }
  }

  #findField(owner: string, name: string): FieldDefinitionNode | undefined {
    return this.#types.get(owner)?.fields?.find((field) => field.name.value === name);
  }

  #nameFor({ name, arguments: argumentNodes = [] }: FieldNode): string {
    // Field sets hold no variables.
    const literals = argumentNodes as readonly ConstArgumentNode[];
    const identity = JSON.stringify([name.value, ...literals.map(print).sort()]);
    const known = this.#names.get(identity);
    if (known !== undefined) return known;
    let number = this.fields.size;
    while (this.#taken.has(standInName(number, name.value))) number++;
    const standIn = standInName(number, name.value);
    this.#taken.add(standIn);
    this.#names.set(identity, standIn);
    this.fields.set(standIn, { name: name.value, arguments: literals });
    return standIn;
  }

  /**
   * Places a stand-in wherever the planner may look for it: whatever implements an interface has its fields, and
   * an interface object may resolve the fields of what implements it.
   */
  #place(standIn: string, field: FieldNode, owner: string): void {
    const owners = this.#owners.get(standIn) ?? new Set();
    this.#owners.set(standIn, owners);
    if (owners.has(owner)) return;
    owners.add(owner);
    for (const { name } of this.#types.get(owner)?.interfaces ?? []) {
      const accepted = this.#findField(name.value, field.name.value)?.arguments?.map((one) => one.name.value);
      if (accepted === undefined) continue;
      if ((field.arguments ?? []).every((one) => accepted.includes(one.name.value))) {
        this.#place(standIn, field, name.value);
      }
    }
    for (const [name, { interfaces }] of this.#types) {
      if (interfaces?.some((one) => one.name.value === owner)) this.#place(standIn, field, name);
    }
  }
}

function findNamedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : findNamedType(type.type);
}
