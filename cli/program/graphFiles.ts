import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OperationFile } from '../../gateway/planning/registerOperations.ts';
import { isErrno } from '../../subgraphs/errno.ts';

/** Where a graph that somebody else composed is described. */
export interface GraphPaths {
  readonly supergraph: string;
  /** A folder of registered operations: `.graphql` files, `directives.graphql` with what only clients know. */
  readonly operations: string | undefined;
  /** The caller rules. */
  readonly callers: string | undefined;
  /** Front ends' manifests to safelist. */
  readonly manifests: readonly string[];
}

/** The texts of one moment. */
export interface GraphFiles {
  readonly supergraph: string;
  readonly operations: readonly OperationFile[];
  /** The SDL of directives that only clients know; undefined where there are none. */
  readonly clientDirectives: string | undefined;
  readonly callers: string | undefined;
  readonly manifests: readonly { readonly path: string; readonly text: string }[];
  /** Differs when any of the texts does. */
  readonly digest: string;
}

/** Thrown where a graph's files cannot be read or make no graph; the message names the file and the reason. */
export class GraphFileError extends Error {
  override name = 'GraphFileError';
}

/** @throws GraphFileError */
export function readGraphFiles(paths: GraphPaths): GraphFiles {
  const operations = paths.operations === undefined ? [] : readOperations(paths.operations);
  const isDirectives = ({ path }: OperationFile) =>
    paths.operations !== undefined && path === join(paths.operations, 'directives.graphql');
  const files = {
    supergraph: readText(paths.supergraph),
    operations: operations.filter((file) => !isDirectives(file)),
    clientDirectives: operations.find(isDirectives)?.text,
    callers: paths.callers === undefined ? undefined : readText(paths.callers),
    manifests: paths.manifests.map((path) => ({ path, text: readText(path) })),
  };
  return { ...files, digest: createHash('sha256').update(JSON.stringify(files)).digest('hex') };
}

function readOperations(folder: string): readonly OperationFile[] {
  const paths = globSync('**/*.graphql', { cwd: folder }).sort();
  if (paths.length === 0) throw new GraphFileError(`${folder}: there is no operation in it.`);
  return paths.map((path) => ({ path: join(folder, path), text: readText(join(folder, path)) }));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR', 'ELOOP')) throw error;
    throw new GraphFileError(`${path}: there is no such file that can be read.`, { cause: error });
  }
}
