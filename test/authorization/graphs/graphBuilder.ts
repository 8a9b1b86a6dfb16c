import type { Choices } from '../../gateway/differential/choices.ts';
import {
  createField,
  createType,
  type FieldDraft,
  namedTypeOf,
  type SubgraphDraft,
  type TypeDraft,
} from './draft.ts';

const SUBGRAPHS = ['alpha', 'beta', 'gamma', 'delta'];
const BUILT_IN = ['String', 'Int', 'Float', 'Boolean', 'ID'];
const WRAPPINGS = ['*', '*', '*', '*!', '[*]', '[*!]!', '[*!]', '[[*]]'];

/** An entity and the subgraph that resolves every key of it. */
export interface Entity {
  readonly name: string;
  readonly home: SubgraphDraft;
  /** Field sets; the first is `id`. */
  readonly keys: readonly string[];
}

/** What the steps of generating a graph share. */
export class GraphBuilder {
  readonly choices: Choices;
  readonly subgraphs: readonly SubgraphDraft[];
  readonly entities: Entity[] = [];
  /** Types that any subgraph may define alike: enums, scalars, value types. */
  readonly shared = new Map<string, TypeDraft>();
  #fields = 0;

  constructor(choices: Choices) {
    this.choices = choices;
    this.subgraphs = SUBGRAPHS.slice(0, 2 + choices.below(3)).map((name) => ({ name, types: new Map() }));
  }

  pickSubgraph(): SubgraphDraft {
    return this.choices.pick(this.subgraphs);
  }

  /** A name that no other field has. */
  nameField(prefix: string): string {
    return `${prefix}${this.#fields++}`;
  }

  /** The type in a subgraph, as an empty one of objects where it is not there yet. */
  openType(subgraph: SubgraphDraft, name: string): TypeDraft {
    let type = subgraph.types.get(name);
    if (type === undefined) {
      type = createType('type', name);
      subgraph.types.set(name, type);
    }
    return type;
  }

  /** Makes sure that a subgraph may refer to a type of values, or to an entity by one of its keys. */
  define(subgraph: SubgraphDraft, name: string): void {
    if (subgraph.types.has(name)) return;
    const shared = this.shared.get(name);
    if (shared !== undefined) {
      subgraph.types.set(name, {
        ...shared,
        interfaces: [...shared.interfaces],
        fields: new Map(shared.fields),
      });
      for (const field of shared.fields.values()) this.define(subgraph, namedTypeOf(field.type));
      for (const one of [...shared.interfaces, ...this.listPossible(shared)]) this.define(subgraph, one);
      return;
    }
    const entity = this.entities.find((one) => one.name === name);
    if (entity !== undefined) this.refer(subgraph, entity);
  }

  /** What objects of a shared abstract type may be. */
  listPossible({ kind, name, members }: TypeDraft): readonly string[] {
    if (kind === 'union') return members;
    if (kind !== 'interface') return [];
    return [...this.shared.values()]
      .filter(({ interfaces }) => interfaces.includes(name))
      .map((type) => type.name);
  }

  /** Makes sure that a subgraph may copy a field. */
  defineFor(subgraph: SubgraphDraft, { type, args }: FieldDraft): void {
    this.define(subgraph, namedTypeOf(type));
    for (const argument of args) this.define(subgraph, /: \[?(\w+)/.exec(argument)?.[1] ?? '');
  }

  /** Defines an entity in a subgraph by one of its keys. */
  refer(subgraph: SubgraphDraft, { name, keys, home }: Entity): TypeDraft {
    const known = subgraph.types.get(name);
    if (known !== undefined) return known;
    const key = this.choices.percent(75) ? (keys[0] ?? '') : this.choices.pick(keys);
    const type = createType('type', name, { directives: [`@key(fields: "${key}")`] });
    subgraph.types.set(name, type);
    for (const field of key.split(' ')) {
      if (/^\w+$/.test(field)) type.fields.set(field, copyKeyField(home, name, field));
    }
    return type;
  }

  /** A type that a field in a subgraph may return, with what it takes there. */
  pickType(subgraph: SubgraphDraft, compositePercent: number): string {
    const named = this.pickNamedType(subgraph, compositePercent);
    this.define(subgraph, named);
    return this.choices.pick(WRAPPINGS).replace('*', named);
  }

  pickLeafType(subgraph: SubgraphDraft): string {
    const leaves = [...this.shared.values()]
      .filter(({ kind }) => kind === 'enum' || kind === 'scalar')
      .map(({ name }) => name);
    const name = this.choices.percent(40) ? this.choices.pick(leaves) : this.choices.pick(BUILT_IN);
    this.define(subgraph, name);
    return name;
  }

  pickNamedType(subgraph: SubgraphDraft, compositePercent: number): string {
    if (!this.choices.percent(compositePercent)) return this.pickLeafType(subgraph);
    const local = [...subgraph.types.values()].filter(
      ({ kind, name, isContextual }) =>
        (kind === 'interface' || kind === 'union' || kind === 'type') &&
        !/^(Query|Mutation)$/.test(name) &&
        !isContextual,
    );
    const values = [...this.shared.values()].filter(
      ({ kind }) => kind === 'type' || kind === 'interface' || kind === 'union',
    );
    const abstract = [...local, ...values].filter(({ kind }) => kind !== 'type');
    if (abstract.length > 0 && this.choices.percent(40)) return this.choices.pick(abstract).name;
    return this.choices.pick([...local, ...values, ...this.entities]).name;
  }

  /** An argument list that leaves every argument optional, but for some where `mayRequire`. */
  pickArguments(subgraph: SubgraphDraft, mayRequire: boolean): readonly string[] {
    const { choices } = this;
    if (choices.percent(70)) return [];
    const enums = [...this.shared.values()].filter(({ kind }) => kind === 'enum');
    const tone = choices.pick(enums);
    const all = [
      'first: Int = 2',
      'like: String',
      'where: Filter',
      'flag: Boolean! = true',
      `as: ${tone.name} = ${tone.members[0]}`,
      `among: [${tone.name}!]`,
      ...(mayRequire ? ['id: ID!'] : []),
    ];
    const count = 1 + choices.below(2);
    const args = [...new Set(Array.from({ length: count }, () => choices.pick(all)))];
    this.defineFor(subgraph, createField('Int', [], args));
    return args;
  }

  addField(type: TypeDraft, subgraph: SubgraphDraft, compositePercent: number): string {
    const fieldType = this.pickType(subgraph, compositePercent);
    const name = this.nameField(namedTypeOf(fieldType).toLowerCase().slice(0, 4));
    type.fields.set(
      name,
      createField(fieldType, [], this.pickArguments(subgraph, /^(Query|Mutation)$/.test(type.name))),
    );
    return name;
  }

  isEntity(name: string): boolean {
    return this.entities.some((one) => one.name === name);
  }
}

function copyKeyField(home: SubgraphDraft, name: string, field: string): FieldDraft {
  const original = home.types.get(name)?.fields.get(field);
  if (original === undefined) throw new TypeError(`${home.name} does not define ${name}.${field}.`);
  return createField(original.type);
}
