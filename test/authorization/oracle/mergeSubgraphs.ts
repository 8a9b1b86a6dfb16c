import {
  buildASTSchema,
  type DefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type TypeNode,
} from 'graphql';
import type { Marked, SubgraphReading } from './readSubgraph.ts';

/** What the subgraphs say together of one type. */
export interface MergedType {
  readonly name: string;
  readonly kind: 'type' | 'interface' | 'union' | 'enum' | 'scalar' | 'input';
  /** Each subgraph's word on it; a subgraph may have several. */
  readonly declarations: readonly Declared<Marked>[];
  readonly interfaces: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  /** By name; of an object also those of the interfaces that some subgraph has as an object. */
  readonly fields: ReadonlyMap<string, readonly Declared<FieldDefinitionNode | InputValueDefinitionNode>[]>;
  readonly values: ReadonlyMap<string, readonly Declared<Marked>[]>;
}

export interface Declared<Node> {
  readonly subgraph: SubgraphReading;
  readonly node: Node;
  /** True for the type, or the field of a type, that stands for an interface in its subgraph. */
  readonly isOfInterfaceObject: boolean;
}

export type MergedTypes = ReadonlyMap<string, MergedType>;

/** Joins what the subgraphs say, type by type. */
export function mergeSubgraphs(subgraphs: readonly SubgraphReading[]): MergedTypes {
  const drafts = new Map<string, Draft>();
  for (const subgraph of subgraphs) {
    for (const node of subgraph.document.definitions) addDefinition(drafts, subgraph, node);
  }
  for (const draft of drafts.values()) {
    if (draft.kind === 'type') inheritFields(draft, drafts);
  }
  return drafts;
}

type Mutable<Kept> = { -readonly [Key in keyof Kept]: Kept[Key] };

interface Draft extends Mutable<MergedType> {
  declarations: Declared<Marked>[];
  interfaces: Set<string>;
  members: Set<string>;
  fields: Map<string, Declared<FieldDefinitionNode | InputValueDefinitionNode>[]>;
  values: Map<string, Declared<Marked>[]>;
}

function addDefinition(drafts: Map<string, Draft>, subgraph: SubgraphReading, node: DefinitionNode): void {
  const kind = kindOf(node);
  if (kind === undefined || !('name' in node) || node.name === undefined) return;
  const name = node.name.value;
  const isOfInterfaceObject = subgraph.find(node as Marked, 'interfaceObject').length > 0;
  const draft: Draft = drafts.get(name) ?? {
    name,
    kind: isOfInterfaceObject ? 'interface' : kind,
    declarations: [],
    interfaces: new Set(),
    members: new Set(),
    fields: new Map(),
    values: new Map(),
  };
  drafts.set(name, draft);
  draft.declarations.push({ subgraph, node: node as Marked, isOfInterfaceObject });
  if ('interfaces' in node) for (const one of node.interfaces ?? []) draft.interfaces.add(one.name.value);
  if ('types' in node)
    for (const one of node.types as readonly NamedTypeNode[]) draft.members.add(one.name.value);
  if ('fields' in node) {
    for (const field of node.fields ?? []) {
      if (!field.name.value.startsWith('_'))
        push(draft.fields, field.name.value, { subgraph, node: field, isOfInterfaceObject });
    }
  }
  if ('values' in node) {
    for (const value of node.values ?? [])
      push(draft.values, value.name.value, { subgraph, node: value, isOfInterfaceObject });
  }
}

function push<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  lists.set(name, [...(lists.get(name) ?? []), item]);
}

function kindOf({ kind }: DefinitionNode): MergedType['kind'] | undefined {
  switch (kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
      return 'type';
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_EXTENSION:
      return 'interface';
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.UNION_TYPE_EXTENSION:
      return 'union';
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_EXTENSION:
      return 'enum';
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_EXTENSION:
      return 'scalar';
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_EXTENSION:
      return 'input';
    default:
      return undefined;
  }
}

/** Every implementer has what a subgraph says of the interface as a whole. */
function inheritFields(draft: Draft, drafts: ReadonlyMap<string, Draft>): void {
  for (const name of draft.interfaces) {
    for (const [field, declared] of drafts.get(name)?.fields ?? []) {
      const given = declared.filter(({ isOfInterfaceObject }) => isOfInterfaceObject);
      for (const one of given) push(draft.fields, field, one);
    }
  }
}

/**
 * One schema of all types.
 * @param isShown false for what clients do not see.
 */
export function buildMergedSchema(
  types: MergedTypes,
  isShown: (declared: Declared<Marked>) => boolean,
): GraphQLSchema {
  const shown = [...types.values()].filter(({ declarations }) => declarations.every(isShown));
  const names = new Set(shown.map(({ name }) => name));
  return buildASTSchema(parse(shown.map((type) => printType(type, names, isShown)).join('\n')), {
    assumeValid: true,
  });
}

function printType(
  type: MergedType,
  names: ReadonlySet<string>,
  isShown: (one: Declared<Marked>) => boolean,
): string {
  const head = `${type.kind} ${type.name}`;
  switch (type.kind) {
    case 'scalar':
      return head;
    case 'union':
      return `${head} = ${[...type.members].filter((name) => names.has(name)).join(' | ')}`;
    case 'enum':
      return `${head} { ${[...type.values]
        .filter(([, values]) => values.every(isShown))
        .map(([name]) => name)
        .join(' ')} }`;
    default: {
      const interfaces = [...type.interfaces].filter((name) => names.has(name));
      const implemented = interfaces.length === 0 ? '' : ` implements ${interfaces.join(' & ')}`;
      const everywhere = new Set(type.declarations.map(({ subgraph }) => subgraph)).size;
      const fields = [...type.fields]
        .filter(([, declared]) => declared.every(isShown))
        .filter(([, declared]) => type.kind !== 'input' || declared.length === everywhere)
        .map(([name, declared]) => printField(name, declared, isShown));
      return `${head}${implemented} { ${fields.join('\n')} }`;
    }
  }
}

function printField(
  name: string,
  declared: readonly Declared<FieldDefinitionNode | InputValueDefinitionNode>[],
  isShown: (one: Declared<Marked>) => boolean,
): string {
  const [first] = declared;
  if (first?.node.kind === Kind.INPUT_VALUE_DEFINITION) return printInput(name, declared);
  const type = declared.map(({ node }) => node.type).reduce((left, right) => mergeOutput(left, right));
  const args = (first?.node.kind === Kind.FIELD_DEFINITION ? (first.node.arguments ?? []) : []).flatMap(
    ({ name: argument }) => {
      const copies = declared.flatMap(({ node, ...rest }) =>
        (node.kind === Kind.FIELD_DEFINITION ? (node.arguments ?? []) : [])
          .filter((one) => one.name.value === argument.value)
          .map((one) => ({ ...rest, node: one })),
      );
      const isFilled = copies.some(({ subgraph, node }) => subgraph.find(node, 'fromContext').length > 0);
      const isEverywhere = copies.length === declared.length;
      return isFilled || !isEverywhere || !copies.every(isShown) ? [] : [printInput(argument.value, copies)];
    },
  );
  return `${name}${args.length === 0 ? '' : `(${args.join(', ')})`}: ${print(type)}`;
}

function printInput(
  name: string,
  declared: readonly { readonly node: { readonly type: TypeNode } }[],
): string {
  const nodes = declared.map(({ node }) => node as InputValueDefinitionNode);
  const strictest = nodes.find(({ type }) => type.kind === Kind.NON_NULL_TYPE) ?? nodes[0];
  if (strictest === undefined) throw new TypeError(`Nobody declares ${name}.`);
  const standard = nodes.find(({ defaultValue }) => defaultValue !== undefined)?.defaultValue;
  return `${name}: ${print(strictest.type)}${standard === undefined ? '' : ` = ${print(standard)}`}`;
}

/** Null may stand where it may in any subgraph. */
function mergeOutput(left: TypeNode, right: TypeNode): TypeNode {
  if (left.kind === Kind.NON_NULL_TYPE && right.kind === Kind.NON_NULL_TYPE) {
    return { ...left, type: mergeOutput(left.type, right.type) as typeof left.type };
  }
  const [one, other] = [left, right].map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
  if (one?.kind === Kind.LIST_TYPE && other?.kind === Kind.LIST_TYPE) {
    return { ...one, type: mergeOutput(one.type, other.type) };
  }
  return one ?? left;
}
