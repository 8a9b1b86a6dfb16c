import { accessCells, type Cells, cellsBeyond, describeAllowed, isPlain } from './cells.ts';
import type { FieldAccess, PermissionMatrix, PolicyAccess, TypeAccess } from './matrix.ts';
import type { Reason } from './reasons.ts';
import { compareTexts } from './ways.ts';

/** A matrix as people read it: what is the same stands together, and what everybody sees is a list of names. */
export interface MatrixTables {
  /** The types whose every field is public and visible to everybody. */
  readonly open: readonly string[];
  /** The types that nobody gets at. */
  readonly unreached: readonly string[];
  readonly types: readonly TypeTable[];
}

export interface TypeTable {
  readonly name: string;
  readonly kind: TypeAccess['kind'];
  readonly from: readonly string[];
  /** What it takes to get at an object. */
  readonly reach: Cells;
  readonly why: readonly string[];
  readonly rows: readonly FieldRow[];
}

/** Fields of one type that are the same in everything that a reviewer looks at. */
export interface FieldRow {
  readonly names: readonly string[];
  readonly classes: FieldAccess['classes'];
  /** What it takes beyond getting at the object. */
  readonly cells: Cells;
  /** What is declared on the field, and of other places what makes it ask for more than its object does. */
  readonly why: readonly string[];
}

export function tabulate(matrix: PermissionMatrix): MatrixTables {
  const types = matrix.types.some(isClassified) ? matrix.types : matrix.types.map(withoutClasses);
  const open = types.filter(isOpen);
  const unreached = types.filter(({ reach }) => Object.values(reach).every((access) => access === 'never'));
  const others = types.filter((type) => !open.includes(type) && !unreached.includes(type));
  return {
    open: open.map(({ name }) => name),
    unreached: unreached.map(({ name }) => name),
    types: others.map((type) => ({
      name: type.name,
      kind: type.kind,
      from: type.from,
      reach: accessCells(type.reach),
      why: type.why.map(describeReason),
      rows: groupRows(type.fields.flatMap((field) => listRows(type, field))),
    })),
  };
}

function isClassified({ fields }: TypeAccess): boolean {
  return fields.some(({ classes }) => classes !== null);
}

/** Where a graph classifies nothing, there is nothing to say of it at every field. */
function withoutClasses(type: TypeAccess): TypeAccess {
  return { ...type, fields: type.fields.map((field) => ({ ...field, classes: [] })) };
}

function isOpen({ fields }: TypeAccess): boolean {
  return fields.every(
    ({ classes, access, arguments: uses }) =>
      classes?.length === 0 && uses.length === 0 && Object.values(access).every((one) => one === 'visible'),
  );
}

/** A row for the field, and one for each use of its arguments that reads. */
function listRows({ reach, why: ofType }: TypeAccess, field: FieldAccess): readonly FieldRow[] {
  const { name, classes } = field;
  const known = new Set(ofType.map(({ coordinate }) => coordinate));
  const cells = cellsBeyond(field.rule, reach);
  const isExplained = isPlain(cells, accessCells(reach));
  const told = field.why.filter(
    ({ coordinate, relation }) => relation === 'itself' || !(isExplained || known.has(coordinate)),
  );
  // Whoever must hold scopes has signed in.
  const isScoped = told.some(({ scopes }) => scopes !== undefined);
  const why = told.filter(({ scopes, policies }) => !isScoped || (scopes ?? policies) !== undefined);
  return [
    { names: [name], classes, cells, why: why.map(describeReason) },
    ...field.arguments.map(({ use, reads, access }) => ({
      names: [`${name}(${use})`],
      classes,
      cells: cellsBeyond(access, reach),
      why: [`it reads ${reads.join(', ')}`],
    })),
  ];
}

/** In the order of their first fields. */
function groupRows(rows: readonly FieldRow[]): readonly FieldRow[] {
  const groups = Map.groupBy(rows, ({ classes, cells, why }) => JSON.stringify([classes, cells, why]));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, names: [first, ...others].flatMap(({ names }) => names) }],
  );
}

/** Such as `type Address @requiresScopes(profile:read or contact:read)`; its own declaration names no place. */
function describeReason({ coordinate, relation, authenticated, scopes = [], policies = [] }: Reason): string {
  return [
    ...describePlace(coordinate, relation),
    ...(authenticated === true ? ['@authenticated'] : []),
    ...scopes.map((anyOf) => `@requiresScopes(${describeAlternatives(anyOf)})`),
    ...policies.map((anyOf) => `@policy(${describeAlternatives(anyOf)})`),
  ].join(' ');
}

function describePlace(coordinate: string, relation: Reason['relation']): readonly string[] {
  switch (relation) {
    case 'itself':
      return [];
    case 'type':
    case 'implementer':
    case 'interface':
      return [`${relation} ${coordinate}`];
    case 'result':
      return [`returns ${coordinate}`];
    case 'needed':
      return [`← ${coordinate}`];
  }
}

function describeAlternatives(anyOf: readonly (readonly string[])[]): string {
  return anyOf.map((alternative) => alternative.join(' + ')).join(' or ');
}

/** The classified fields by class, those together that the same operations select. */
export interface ClassTable {
  readonly name: string;
  readonly rows: readonly { readonly fields: readonly string[]; readonly operations: readonly string[] }[];
}

export function tabulateClasses({ types }: PermissionMatrix): readonly ClassTable[] {
  const classified = types.flatMap((type) =>
    type.fields.flatMap(({ name, classes, operations }) =>
      (classes ?? []).map((className) => ({ className, coordinate: `${type.name}.${name}`, operations })),
    ),
  );
  return [...Map.groupBy(classified, ({ className }) => className)]
    .sort(([left], [right]) => compareTexts(left, right))
    .map(([name, fields]) => ({
      name,
      rows: [...Map.groupBy(fields, ({ operations }) => operations.join(', ')).values()].map((group) => ({
        fields: group.map(({ coordinate }) => coordinate),
        operations: group[0]?.operations ?? [],
      })),
    }));
}

/** The calls that a policy was tried with, each with whom it allows; none where nothing could be tried. */
export function listTried({
  operations,
  unregistered,
}: PolicyAccess): readonly (readonly [string, string])[] {
  return [
    ...operations.map(({ name, allows }) => [name, allows] as const),
    ['an unregistered operation', unregistered] as const,
  ]
    .filter(([, allows]) => Object.keys(allows).length > 0)
    .map(([name, allows]) => [name, describeAllowed(allows)]);
}
