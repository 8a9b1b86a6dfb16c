import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';

/** Which parts of a call policies go by; Cedar is told of nothing else, and an answer depends on nothing else. */
export interface PolicyNeeds {
  readonly context: boolean;
  /** Those that they look for; `all` where that cannot be told. */
  readonly scopes: ReadonlySet<string> | 'all' | undefined;
  /** These, too, are undefined where policies do not go by them, and empty where only by whether they are there. */
  readonly claims: readonly string[] | undefined;
  readonly operation: readonly OperationPart[] | undefined;
  readonly stated: readonly string[] | undefined;
}

const OPERATION_PARTS = ['id', 'name', 'source'] as const;
export type OperationPart = (typeof OPERATION_PARTS)[number];

/** What can be needed. */
interface Known {
  readonly claims: ReadonlyMap<string, unknown>;
  readonly stated: ReadonlySet<string>;
}

/** All that there is to say of a call. */
export function needEverything({ claims, stated }: Known): PolicyNeeds {
  return {
    context: true,
    scopes: 'all',
    claims: [...claims.keys()],
    operation: OPERATION_PARTS,
    stated: [...stated],
  };
}

/** @param traced the paths of each policy; undefined for one whose paths cannot be told from its text. */
export function findNeeds(known: Known, traced: readonly (readonly Path[] | undefined)[]): PolicyNeeds {
  if (traced.includes(undefined)) return needEverything(known);
  const needs = (...names: readonly string[]) =>
    traced.some((paths) => paths?.some((path) => reaches(path, names)) === true);
  const listNeeded = <Name extends string>(record: readonly string[], names: readonly Name[]) =>
    needs(...record) ? names.filter((name) => needs(...record, name)) : undefined;
  return {
    context: needs('principal', 'context'),
    scopes: needs('principal', 'scopes') ? listScopes(traced) : undefined,
    claims: listNeeded(['principal', 'claims'], [...known.claims.keys()]),
    operation: listNeeded(['context', 'operation'], OPERATION_PARTS),
    stated: listNeeded(['context', 'stated'], [...known.stated]),
  };
}

function listScopes(traced: readonly (readonly Path[] | undefined)[]): PolicyNeeds['scopes'] {
  const scopes = traced
    .flatMap((paths) => paths ?? [])
    .filter((path) => reaches(path, SCOPES) && path.isRead)
    .map(({ names }) => names[SCOPES.length]);
  return scopes.includes(undefined) ? 'all' : new Set(scopes.filter((scope) => scope !== undefined));
}

const SCOPES = ['principal', 'scopes'];

/** A variable and attributes of it, such as `context.operation.name`; each scope counts as an attribute of scopes. */
export interface Path {
  readonly names: readonly string[];
  /** False where only its existence is asked for, by `has`. */
  readonly isRead: boolean;
}

/** @returns undefined where the policy takes an attribute of what is no path: what that is its text does not tell. */
export function tracePaths({ conditions }: PolicyJson): readonly Path[] | undefined {
  const paths: Path[] = [];
  return conditions.every(({ body }) => trace(body, paths)) ? paths : undefined;
}

function reaches({ names, isRead }: Path, wanted: readonly string[]): boolean {
  const isSame = wanted.every((name, index) => index >= names.length || names[index] === name);
  return isSame && (isRead || wanted.length <= names.length);
}

/** Adds the paths that an expression goes by; false where there is one that cannot be told. */
function trace(expression: unknown, paths: Path[]): boolean {
  if (typeof expression !== 'object' || expression === null) return true;
  if (Array.isArray(expression)) return expression.every((one) => trace(one, paths));
  const [[operator, operand] = []] = Object.entries(expression);
  if (operator === 'Value') return true;
  if (operator === '.' || operator === 'has' || operator === 'Var') {
    const path = readPath(expression);
    // A caller or a graph by itself is but who it is, and that is said in any case.
    const isEntity = path?.names.length === 1 && path.names[0] !== 'context';
    if (path !== undefined && !isEntity) paths.push(path);
    return path !== undefined;
  }
  if (operator?.startsWith('contains') === true && traceScopes(operand, paths)) return true;
  return (
    typeof operand !== 'object' ||
    operand === null ||
    Object.values(operand).every((child) => trace(child, paths))
  );
}

/** @returns false unless it is the caller's scopes that are looked through, and for words that the text says. */
function traceScopes({ left, right }: Comparison, paths: Path[]): boolean {
  const names = readPath(left)?.names;
  const scopes = readTexts(right);
  if (names?.join() !== SCOPES.join() || scopes === undefined) return false;
  paths.push(...scopes.map((scope) => ({ names: [...names, scope], isRead: true })));
  return true;
}

interface Comparison {
  readonly left: object;
  readonly right: object;
}

function readTexts(expression: object): readonly string[] | undefined {
  if ('Value' in expression) return typeof expression.Value === 'string' ? [expression.Value] : undefined;
  const entries = 'Set' in expression ? (expression.Set as readonly object[]).map(readTexts) : [undefined];
  return entries.includes(undefined) ? undefined : entries.flatMap((texts) => texts ?? []);
}

function readPath(expression: object): Path | undefined {
  if ('Var' in expression) return { names: [String(expression.Var)], isRead: true };
  const [[operator, operand] = []] = Object.entries(expression) as [string, Access][];
  if (operand === undefined || (operator !== '.' && operator !== 'has')) return undefined;
  const left = readPath(operand.left);
  // `has a.b` asks for the one and the other.
  return left?.isRead === true
    ? { names: [...left.names, ...[operand.attr].flat()], isRead: operator === '.' }
    : undefined;
}

interface Access {
  readonly left: object;
  readonly attr: string | readonly string[];
}
