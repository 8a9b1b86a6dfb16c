import { type Cells, operationCells } from './cells.ts';
import type { MatrixContext, PermissionMatrix, PolicyAccess } from './matrix.ts';
import {
  type ClassTable,
  type FieldRow,
  listTried,
  type TypeTable,
  tabulate,
  tabulateClasses,
} from './matrixTables.ts';

const WIDTH = 120;
const FIRST_WIDTH = 34;

/** Contexts that see the same everywhere share a column. */
interface Column {
  readonly title: string;
  readonly context: string;
  /** In characters, with what keeps it from the next one. */
  readonly width: number;
}

/** The matrix for a terminal of 120 columns; wider only where the names of contexts and scopes do not fit into them. */
export function renderText(matrix: PermissionMatrix): string {
  const { open, unreached, types } = tabulate(matrix);
  const columns = findColumns(matrix, types);
  const lines = [
    ...matrix.contexts.flatMap(describeContext),
    '',
    '✓ visible   – never   otherwise what it takes beyond getting at the object',
    ...types.flatMap((type) => ['', ...renderType(type, columns)]),
    ...listSection('Open to everybody', open),
    ...listSection('Nobody gets at', unreached),
    ...renderClasses(tabulateClasses(matrix)),
    ...matrix.policies.flatMap((policy) => ['', ...renderPolicy(policy)]),
    ...renderOperations(matrix, columns),
  ];
  return `${lines.join('\n')}\n`;
}

function describeContext({ name, isSignedIn, scopes, ownDataClaim }: MatrixContext): readonly string[] {
  if (!isSignedIn) return [`${name}: has not signed in`];
  const own = ownDataClaim === undefined ? [] : [`own data by ${ownDataClaim}`];
  const can = scopes.length === 0 ? 'no scopes' : `can hold ${scopes.join(', ')}`;
  return wrap(`${name}: ${[can, ...own].join('; ')}`, WIDTH, '  ');
}

function findColumns(
  { contexts, operations }: PermissionMatrix,
  types: readonly TypeTable[],
): readonly Column[] {
  const all: readonly Cells[] = [
    ...types.flatMap(({ reach, rows }) => [reach, ...rows.map(({ cells }) => cells)]),
    ...operations.map((operation) => operationCells(operation)),
  ];
  const same = Map.groupBy(contexts, ({ name }) => JSON.stringify(all.map((cells) => cells[name])));
  const columns = [...same.values()].map((group) => {
    const [context = ''] = group.map(({ name }) => name);
    const title = group.map(({ name }) => name).join(', ');
    const words = [title, ...all.map((cells) => cells[context] ?? '')].flatMap(listWords);
    return { title, context, width: Math.max(...words.map((word) => word.length)) + 1 };
  });
  const spare = WIDTH - FIRST_WIDTH - columns.reduce((sum, { width }) => sum + width, 0);
  const share = Math.max(0, Math.floor(spare / columns.length));
  return columns.map((column) => ({ ...column, width: column.width + share }));
}

function renderType(
  { name, kind, from, reach, why, rows }: TypeTable,
  columns: readonly Column[],
): readonly string[] {
  const title = `${kind === 'interface' ? 'interface' : 'type'} ${name}`;
  return [
    ...renderRow(title, titlesOf(columns), columns),
    ...(from.length > 0 ? renderRow('  to get at one', reach, columns) : []),
    ...(from.length > 0 ? wrap(`      from ${from.join(', ')}`, WIDTH, '        ') : []),
    ...renderReasons(why),
    ...rows.flatMap((row) => renderFieldRow(row, columns)),
  ];
}

function renderFieldRow(
  { names, classes, cells, why }: FieldRow,
  columns: readonly Column[],
): readonly string[] {
  const marks = classes === null ? ' [unclassified]' : classes.length > 0 ? ` [${classes.join(', ')}]` : '';
  return [...renderRow(`  ${names.join(', ')}${marks}`, cells, columns), ...renderReasons(why)];
}

function renderReasons(why: readonly string[]): readonly string[] {
  return why.flatMap((reason) => wrap(`      because ${reason}`, WIDTH, '        '));
}

function titlesOf(columns: readonly Column[]): Cells {
  return Object.fromEntries(columns.map(({ context, title }) => [context, title]));
}

function renderRow(first: string, cells: Cells, columns: readonly Column[]): readonly string[] {
  const indent = /^ */.exec(first)?.[0] ?? '';
  const parts = [
    { lines: wrap(first, FIRST_WIDTH - 1, `${indent}  `), width: FIRST_WIDTH },
    ...columns.map(({ context, width }) => ({ lines: wrap(cells[context] ?? '', width - 1, ''), width })),
  ];
  const height = Math.max(...parts.map(({ lines }) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    parts
      .map(({ lines, width }) => (lines[line] ?? '').padEnd(width))
      .join('')
      .trimEnd(),
  );
}

/** Breaks at spaces; a word that is longer than a line stands alone on one. */
function wrap(text: string, width: number, hanging: string): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  for (const word of listWords(text.trim())) {
    const isFresh = line.trim() === '';
    if (!isFresh && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${hanging}${word}`;
    } else line = isFresh ? `${line}${word}` : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A policy and its name stay together. */
function listWords(text: string): readonly string[] {
  return text.split(/(?<!\bpolicy) /);
}

function listSection(title: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : ['', ...wrap(`${title}: ${names.join(', ')}`, WIDTH, '  ')];
}

function renderClasses(classes: readonly ClassTable[]): readonly string[] {
  return classes.flatMap(({ name, rows }) => [
    '',
    `class ${name}`,
    ...rows.flatMap(({ fields, operations }) => {
      const by = operations.length === 0 ? 'no operation' : operations.join(', ');
      return wrap(`  ${fields.join(', ')}: by ${by}`, WIDTH, '    ');
    }),
  ]);
}

function renderPolicy(policy: PolicyAccess): readonly string[] {
  return [
    ...wrap(`policy ${policy.name}: declared on ${policy.declaredOn.join(', ')}`, WIDTH, '  '),
    ...listTried(policy).flatMap(([call, allows]) => wrap(`  ${call}: ${allows}`, WIDTH, '    ')),
  ];
}

function renderOperations({ operations }: PermissionMatrix, columns: readonly Column[]): readonly string[] {
  if (operations.length === 0) return [];
  return [
    '',
    ...renderRow('operations: to see all of it', titlesOf(columns), columns),
    ...operations.flatMap((operation) => {
      const marks = operation.classes.length === 0 ? '' : ` [${operation.classes.join(', ')}]`;
      return renderRow(`  ${operation.name}${marks}`, operationCells(operation), columns);
    }),
  ];
}
