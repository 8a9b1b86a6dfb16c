/** Subgraphs in the making: types with fields, without their access rules. */
export interface GraphDraft {
  readonly subgraphs: readonly SubgraphDraft[];
}

export interface SubgraphDraft {
  readonly name: string;
  readonly types: Map<string, TypeDraft>;
}

export interface TypeDraft {
  readonly kind: 'type' | 'interface' | 'union' | 'enum' | 'scalar' | 'input';
  readonly name: string;
  readonly interfaces: string[];
  /** As printed, such as `@key(fields: "id")`. */
  readonly directives: string[];
  readonly fields: Map<string, FieldDraft>;
  /** The members of a union, the values of an enum. */
  readonly members: readonly string[];
  /** Reached through one field alone, which lies in the context that it takes arguments from. */
  readonly isContextual: boolean;
}

export interface FieldDraft {
  readonly type: string;
  /** Each as printed, such as `first: Int = 2`. */
  readonly args: readonly string[];
  readonly directives: string[];
}

export function createType(
  kind: TypeDraft['kind'],
  name: string,
  {
    directives = [],
    members = [],
    isContextual = false,
  }: { directives?: readonly string[]; members?: readonly string[]; isContextual?: boolean } = {},
): TypeDraft {
  return {
    kind,
    name,
    members,
    isContextual,
    interfaces: [],
    directives: [...directives],
    fields: new Map(),
  };
}

export function createField(
  type: string,
  directives: readonly string[] = [],
  args: readonly string[] = [],
): FieldDraft {
  return { type, args, directives: [...directives] };
}

/** The type's name without list brackets and exclamation marks. */
export function namedTypeOf(type: string): string {
  return type.replace(/[[\]!]| =.*/g, '');
}

/** What is printed beside an element, by its coordinate (`Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`). */
export type Annotations = (coordinate: string) => readonly string[];

/** @param header the links of the schema. */
export function printSubgraph({ types }: SubgraphDraft, header: string, annotationsOf: Annotations): string {
  return [header, ...[...types.values()].map((type) => printType(type, annotationsOf))].join('\n');
}

function printType(type: TypeDraft, annotationsOf: Annotations): string {
  const { kind, name, interfaces, members } = type;
  const directives = [...type.directives, ...annotationsOf(name)];
  const implemented = interfaces.length === 0 ? '' : ` implements ${interfaces.join(' & ')}`;
  const head = [`${kind} ${name}${implemented}`, ...directives].join(' ');
  switch (kind) {
    case 'scalar':
      return head;
    case 'union':
      return `${head} = ${members.join(' | ')}`;
    case 'enum':
      return `${head} { ${members.map((one) => [one, ...annotationsOf(`${name}.${one}`)].join(' ')).join(' ')} }`;
    default:
      return `${head} {\n${[...type.fields]
        .map(([field, draft]) => `  ${printField(`${name}.${field}`, draft, annotationsOf)}`)
        .join('\n')}\n}`;
  }
}

function printField(
  coordinate: string,
  { type, args, directives }: FieldDraft,
  annotationsOf: Annotations,
): string {
  const [, name] = coordinate.split('.');
  const printed = args.map((argument) =>
    [argument, ...annotationsOf(`${coordinate}(${nameOfArgument(argument)}:)`)].join(' '),
  );
  const given = printed.length === 0 ? '' : `(${printed.join(', ')})`;
  return [`${name}${given}: ${type}`, ...directives, ...annotationsOf(coordinate)].join(' ');
}

export function nameOfArgument(argument: string): string {
  return argument.slice(0, argument.indexOf(':'));
}
