import { type Cells, operationCells } from './cells.ts';
import type { MatrixContext, PermissionMatrix, PolicyAccess } from './matrix.ts';
import { type ClassTable, listTried, type TypeTable, tabulate, tabulateClasses } from './matrixTables.ts';

/** The matrix as a page to commit: a row for what is the same, so that a change of permissions is a changed row. */
export function renderMarkdown(matrix: PermissionMatrix): string {
  const { open, unreached, types } = tabulate(matrix);
  const contexts = matrix.contexts.map(({ name }) => name);
  const sections = [
    `# Who sees what\n\n${LEGEND}`,
    describeContexts(matrix.contexts),
    ...types.map((type) => describeType(type, contexts)),
    describeNames('Open to everybody', open),
    describeNames('Nobody gets at', unreached),
    describeClasses(tabulateClasses(matrix)),
    describePolicies(matrix.policies),
    describeOperations(matrix, contexts),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const LEGEND = `Written by \`genkan check --matrix --markdown\`, from the graph's rules alone.

✓ is visible, – never; otherwise a cell says what it takes beyond getting at the object (“to get at one”), from a query or
mutation on. Scopes must be held, policies allow or deny each call. Whose rows somebody gets, subgraphs decide.`;

function describeContexts(contexts: readonly MatrixContext[]): string {
  const rows = contexts.map(({ name, isSignedIn, scopes, ownDataClaim = '' }) => [
    name,
    isSignedIn ? scopes.join(', ') : 'not signed in',
    ownDataClaim,
  ]);
  return `## Contexts\n\n${table(['context', 'scopes it can hold', 'own data by'], rows)}`;
}

function describeType(
  { name, kind, from, reach, why: ofType, rows }: TypeTable,
  contexts: readonly string[],
): string {
  const reached = [
    'to get at one',
    '',
    ...contextCells(reach, contexts),
    [...ofType, `from ${from.join(', ')}`].join('; '),
  ];
  const fields = rows.map(({ names, classes, cells, why }) => [
    names.join(', '),
    classes === null ? 'unclassified' : classes.join(', '),
    ...contextCells(cells, contexts),
    why.join('; '),
  ]);
  const head = ['field', 'class', ...contexts, 'because'];
  const title = kind === 'interface' ? `interface ${name}` : name;
  return `## ${title}\n\n${table(head, from.length === 0 ? fields : [reached, ...fields])}`;
}

function contextCells(cells: Cells, contexts: readonly string[]): readonly string[] {
  return contexts.map((context) => cells[context] ?? '');
}

function describeNames(title: string, names: readonly string[]): string {
  return names.length === 0 ? '' : `## ${title}\n\n${names.map((name) => `- ${name}`).join('\n')}`;
}

function describeClasses(classes: readonly ClassTable[]): string {
  if (classes.length === 0) return '';
  const rows = classes.flatMap(({ name, rows: groups }) =>
    groups.map(({ fields, operations }) => [
      name,
      fields.join(', '),
      operations.length === 0 ? 'none' : operations.join(', '),
    ]),
  );
  return `## Classified fields\n\n${table(['class', 'fields', 'operations'], rows)}`;
}

function describePolicies(policies: readonly PolicyAccess[]): string {
  if (policies.length === 0) return '';
  const items = policies.flatMap((policy) => [
    `- ${quote(policy.name)}, declared on ${policy.declaredOn.join(', ')}`,
    ...listTried(policy).map(([call, allows]) => `  - ${call}: ${quote(allows)}`),
  ]);
  return `## Policies, and which calls they were found to allow\n\n${items.join('\n')}`;
}

function describeOperations({ operations }: PermissionMatrix, contexts: readonly string[]): string {
  if (operations.length === 0) return '';
  const rows = operations.map((operation) => [
    operation.name,
    operation.classes.join(', '),
    ...contextCells(operationCells(operation), contexts),
  ]);
  return `## Operations: to see all of it\n\n${table(['operation', 'classes', ...contexts], rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(quote).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

/** Names of scopes and policies are anybody's texts. */
function quote(cell: string): string {
  return cell
    .replaceAll(/[\\|`<*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (character) => `\\${character}`)
    .replaceAll(/\s+/g, ' ');
}
